import { describe, expect, test } from "vitest";
import { InputError } from "../../src/options/index.ts";
import {
  axisLength,
  axisValue,
  buildSim,
  cellChoices,
  inlineSim,
  putChoices,
  resolveScan,
  resolveSim,
  type SimSpec,
} from "../../src/sim/index.ts";
import { complaint, leastDocument, noFiles, scanDocument, simDocument } from "./documents.ts";

const resolve = (document: unknown) => resolveScan(document, noFiles);
const withAxes = (...axes: unknown[]) => ({ sim: simDocument(), axes });
const wrong = (...axes: unknown[]) => complaint(() => resolve(withAxes(...axes)));
const strength = "penalties[0].strength";

describe("a resolved scan", () => {
  test("has every default filled in and resolves to itself", () => {
    const scan = resolve(scanDocument());
    expect(scan.axes.map((axis) => axis.name)).toEqual(["count", "width", "steps", "reach", "radius"]);
    expect(scan.axes[3]!.scale).toBe("linear");
    expect(JSON.parse(JSON.stringify(scan))).toEqual(scan);
    expect(resolve(scan)).toEqual(scan);
  });

  test("gives its sim its own seed and backend, or takes the sim's", () => {
    expect(resolve(scanDocument())).toMatchObject({ seed: 7, backend: "auto", sim: { seed: 7 } });
    expect(resolve(withAxes())).toMatchObject({ seed: 3, backend: "cpu", replicas: 1, sim: { seed: 3 } });
    expect(resolve({ ...withAxes(), backend: "webasm" }).sim.backend).toBe("webasm");
  });

  test("has the sim that resolveSim gives", () => {
    expect(resolve(withAxes()).sim).toEqual(resolveSim(simDocument(), noFiles));
  });

  test("does not change the document", () => {
    const document = scanDocument();
    resolve(document);
    expect(document).toEqual(scanDocument());
  });
});

describe("cells", () => {
  test("ranges meet both ends exactly and are even on their scale", () => {
    const log = { path: "seed", scale: "log" as const, from: 1e-3, to: 10, count: 5 };
    const values = Array.from({ length: axisLength(log) }, (_, k) => axisValue(log, k) as number);
    expect(values[0]).toBe(1e-3);
    expect(values[4]).toBe(10);
    // Four steps of a factor ten; the powers are rounded a few times each.
    values.forEach((value, k) => {
      expect(Math.abs(value / 10 ** (k - 3) - 1)).toBeLessThan(1e-14);
    });
    expect(axisValue({ path: "seed", scale: "linear", from: 0, to: 1, count: 5 }, 3)).toBe(0.75);
  });

  test("every choice of values, paths moved together and formulas included, ends in the sim", () => {
    const scan = resolve(scanDocument());
    const choices = cellChoices(scan.axes, [2, 4, 0, 1, 0]);
    const sim = putChoices(scan.sim, scan.axes, choices) as SimSpec;
    expect(sim.generator.count).toBe(9);
    expect(sim.discriminator.kernel).toEqual({ kind: "gaussian", width: 10 });
    expect(sim.dynamics).toMatchObject({ stepDiscriminator: 1, stepGenerator: 0.1 });
    expect(sim.outcome).toMatchObject({ reach: 4, radius: 104 });
    expect(buildSim(sim, 0).simulation.game.generator.count).toBe(9);
  });

  test("an axis may change what an earlier one puts there, and use formulas of formulas", () => {
    const scan = resolve(
      withAxes(
        {
          path: "discriminator.kernel",
          values: [
            { kind: "gaussian", width: 3 },
            { kind: "laplacian", width: 3 },
          ],
        },
        { path: "discriminator.kernel.width", values: [1, 2] },
        { path: "dynamics.stepGenerator", expression: "width / 10" },
        { path: strength, expression: "stepGenerator^2" },
      ),
    );
    const sim = putChoices(scan.sim, scan.axes, cellChoices(scan.axes, [1, 1, 0, 0])) as SimSpec;
    expect(sim.discriminator.kernel).toEqual({ kind: "laplacian", width: 2 });
    expect(sim.penalties[0]!.strength).toBe((2 / 10) ** 2);
  });
});

describe("a sim in a file of its own", () => {
  const files: Record<string, unknown> = {
    "../sims/two.json": { ...leastDocument(), target: { kind: "file", path: "data/cloud.csv" } },
    "bad.json": { ...leastDocument(), seed: -1 },
  };
  const read = (path: string) => {
    if (path === "../sims/data/cloud.csv") return "0,0\n1,1\n";
    if (path === "broken.json") return "{";
    if (Object.hasOwn(files, path)) return JSON.stringify(files[path]);
    throw new InputError(path, "no such file");
  };

  test("is read, and names its files from its own folder", () => {
    const scan = resolveScan({ sim: "../sims/two.json", axes: [] }, read);
    expect(scan.sim.target).toEqual({
      kind: "points",
      points: [
        [0, 0],
        [1, 1],
      ],
    });
    expect(scan.sim.origin).toEqual({ target: "../sims/data/cloud.csv" });
  });

  test("can be put in its place, so that paths lead into it", () => {
    expect(inlineSim({ sim: "bad.json", axes: [] }, read)).toEqual({ sim: files["bad.json"], axes: [] });
  });

  test("is wrong at sim", () => {
    const scan = (sim: unknown) => complaint(() => resolveScan({ sim, axes: [] }, read));
    expect(scan("none.json")).toBe("sim: none.json: no such file");
    expect(scan("broken.json")).toMatch(/^broken\.json, line 1, column 2: expected a key/);
    expect(scan("bad.json")).toBe("sim.seed: must be at least 0, not -1");
    expect(scan(3)).toBe("sim.document: must be a sim file, an object, not 3");
    expect(complaint(() => resolveScan({ axes: [] }, read))).toMatch(/^sim: is missing/);
    expect(complaint(() => resolveScan({ smi: {}, axes: [] }, read))).toMatch(/^smi: .*did you mean "sim"\?/);
  });

  test("targets from files may be the values of an axis", () => {
    const axes = [
      { path: "target", values: [{ kind: "file", path: "../sims/data/cloud.csv" }, leastDocument().target] },
    ];
    const scan = resolveScan({ sim: leastDocument(), axes }, read);
    expect(scan.axes[0]!.values![0]).toEqual({
      kind: "points",
      points: [
        [0, 0],
        [1, 1],
      ],
    });
    const missing = [{ path: "target", values: [{ kind: "file", path: "none.csv" }] }];
    expect(complaint(() => resolveScan({ sim: leastDocument(), axes: missing }, read))).toBe(
      "axes[0].values[0].target.path: none.csv: no such file",
    );
  });
});

describe("what is wrong is named with its place", () => {
  test.each<[string, unknown[], string]>([
    [
      "value",
      [{ path: strength, values: [1, 2, 3, -1] }],
      "axes[0].values[3]: penalties[0].strength: must be at least 0, not -1",
    ],
    [
      "first value",
      [{ path: strength, values: [-1, 1] }],
      "axes[0].values[0]: penalties[0].strength: must be at least 0, not -1",
    ],
    [
      "lower end",
      [{ path: strength, from: -1, to: 1, count: 4 }],
      "axes[0].from: penalties[0].strength: must be at least 0, not -1",
    ],
    [
      "upper end",
      [{ path: "outcome.share", from: 0.5, to: 2, count: 4 }],
      "axes[0].to: outcome.share: must be at most 1, not 2",
    ],
    [
      "middle",
      [{ path: "dynamics.steps", from: 10, to: 15, count: 3 }],
      "axes[0]: dynamics.steps: must be a whole number, not 12.5",
    ],
    [
      "misspelt field",
      [{ path: "penalties[0].strenght", values: [1] }],
      'axes[0].path: penalties[0].strenght: unknown option; did you mean "strength"? (one of kind, strength)',
    ],
    [
      "misspelt section",
      [{ path: "dynamic.steps", values: [1] }],
      'axes[0].path: dynamic: does not exist; did you mean "dynamics"?',
    ],
    [
      "no such item",
      [{ path: "penalties[1].strength", values: [1] }],
      "axes[0].path: penalties[1]: does not exist; penalties goes from [0] to [0]",
    ],
    [
      "no path",
      [{ path: "a b", values: [1] }],
      'axes[0].path: ["a b"]: is not a path like penalties[0].strength; character 2 does not fit',
    ],
    [
      "seed",
      [{ path: "seed", values: [1, 2] }],
      "axes[0].path: seed cannot be an axis: it is the scan's; `replicas` runs each cell with different draws",
    ],
    [
      "record",
      [{ path: "record.every", values: [1, 2] }],
      "axes[0].path: record cannot be an axis: it changes no result",
    ],
    [
      "log from 0",
      [{ path: strength, scale: "log", from: 0, to: 1, count: 3 }],
      "axes[0].from: must be more than 0 on a log scale, not 0",
    ],
    [
      "backwards",
      [{ path: strength, from: 1, to: 1, count: 3 }],
      "axes[0].to: must be more than `from`, 1, not 1",
    ],
    ["one value", [{ path: strength, from: 0, to: 1, count: 1 }], "axes[0].count: must be at least 2, not 1"],
    [
      "no count",
      [{ path: strength, from: 0, to: 1 }],
      "axes[0].count: is missing; it must be the number of values",
    ],
    [
      "no way",
      [{ path: strength }],
      "axes[0]: needs either `from`, `to` and `count`, or `values`, or an `expression`",
    ],
    [
      "two ways",
      [{ path: strength, from: 0, values: [1] }],
      "axes[0]: takes either `from`, `to` and `count`, or `values`, or an `expression`, only one",
    ],
    [
      "scale of values",
      [{ path: strength, scale: "log", values: [1] }],
      "axes[0].scale: belongs to `from`, `to` and `count`; leave it out here",
    ],
    ["same values", [{ path: strength, values: [1, 2, 1] }], "axes[0].values[2]: is the same as values[0]"],
    ["no values", [{ path: strength, values: [] }], "axes[0].values: must list at least 1, not 0"],
    [
      "misspelt option",
      [{ path: strength, valeus: [1] }],
      'axes[0].valeus: unknown option; did you mean "values"? (one of path, name, symbol, label, scale, from, to, count, values, expression)',
    ],
    [
      "wrong kind",
      [{ path: "discriminator.kernel", values: [{ kind: "gaussian", width: -1 }] }],
      "axes[0].values[0]: discriminator.kernel.width: must be more than 0, not -1",
    ],
    [
      "uneven list",
      [{ path: [strength, "seed"], name: "x", values: [[1, 2], [3]] }],
      "axes[0].path[1]: seed cannot be an axis: it is the scan's; `replicas` runs each cell with different draws",
    ],
    [
      "short list",
      [{ path: [strength, "outcome.share"], values: [[1, 0.5], [3]] }],
      "axes[0].values[1]: must be a list of 2, one a path, not a list of 1",
    ],
    [
      "list without values",
      [{ path: [strength, "outcome.share"], from: 0, to: 1, count: 3 }],
      "axes[0].path: is a list, so `values` must list what each of its fields becomes",
    ],
    ["path of no text", [{ path: 3, values: [1] }], "axes[0].path: must be a text or a list, not 3"],
    [
      "name",
      [{ path: strength, name: "a b", values: [1] }],
      "axes[0].name: must be a letter or _ followed by letters, digits and _",
    ],
    [
      "taken name",
      [{ path: strength, name: "outcome", values: [1] }],
      'axes[0].name: cannot be "outcome", a column of every table of cells',
    ],
    [
      "function name",
      [{ path: strength, name: "sqrt", values: [1] }],
      'axes[0].name: cannot be "sqrt", which has a meaning in expressions',
    ],
    [
      "same name",
      [
        { path: strength, values: [1] },
        { path: "outcome.share", name: "strength", values: [1] },
      ],
      'axes[1].name: must be given: "strength" is the name of axes[0] already',
    ],
    [
      "same field",
      [
        { path: strength, values: [1] },
        { path: strength, name: "y", values: [1] },
      ],
      "axes[1].path: axes[0] moves this field already",
    ],
    [
      "undone",
      [
        { path: "penalties[0].strength", values: [1] },
        { path: "penalties[0]", name: "y", values: [{}] },
      ],
      "axes[1].path: axes[0] moves penalties[0].strength, a part of it",
    ],
    [
      "too many cells",
      [
        { path: strength, from: 0, to: 1, count: 1e6 },
        { path: "outcome.share", from: 0.1, to: 1, count: 100 },
      ],
      "axes: ask for 100000000 cells with 1 replicas each; at most 10000000 simulations make a scan",
    ],
    [
      "formula's name",
      [
        { path: strength, values: [1] },
        { path: "outcome.share", expression: "strenght / 2" },
      ],
      'axes[1].expression: knows no "strenght"; did you mean "strength"? (one of strength, pi, e, tau)',
    ],
    [
      "own name",
      [{ path: "outcome.share", expression: "share / 2" }],
      "axes[0].expression: uses share, which is computed only after it",
    ],
    [
      "later name",
      [
        { path: "outcome.share", expression: "reach" },
        { path: "outcome.reach", expression: "1" },
      ],
      "axes[0].expression: uses reach, which is computed only after it",
    ],
    [
      "formula of no numbers",
      [
        { path: "discriminator.kernel", values: [{ kind: "gaussian", width: 1 }] },
        { path: strength, expression: "kernel" },
      ],
      "axes[1].expression: uses kernel, whose values are not all numbers",
    ],
    [
      "formula's function",
      [
        { path: strength, values: [1] },
        { path: "outcome.share", expression: "sqr(strength)" },
      ],
      'axes[1].expression: knows no function "sqr"; did you mean "sqrt"?',
    ],
    [
      "formula's value",
      [
        { path: strength, values: [1, 0] },
        { path: "outcome.share", expression: "1 / strength" },
      ],
      "axes[1].expression: is Infinity where strength = 0",
    ],
    [
      "formula's result",
      [
        { path: strength, values: [0.5, 3] },
        { path: "outcome.share", expression: "strength" },
      ],
      "axes[0].values[1]: outcome.share: must be at most 1, not 3",
    ],
  ])("%s", (_, axes, message) => {
    const said = wrong(...axes);
    expect(said.slice(0, message.length)).toBe(message);
  });

  test("values that are wrong only together are found in the first and last cell", () => {
    const count = { path: "generator.count", values: [2, 3] };
    const exact = { path: "generator.start.exact", values: [false, true] };
    const document = { sim: { ...leastDocument(), generator: { ...leastDocument().generator, count: 4 } } };
    expect(complaint(() => resolve({ ...document, axes: [{ ...count, values: [3, 2] }, exact] }))).toMatch(
      /^axes\[1\]\.values\[1\]: generator\.start\.exact: needs more than 2 particles/,
    );
  });

  test("sim, replicas and the scan's own options", () => {
    const base = withAxes();
    expect(complaint(() => resolve({ ...base, replica: 2 }))).toMatch(
      /^replica: .*did you mean "replicas"\?/,
    );
    expect(complaint(() => resolve({ ...base, replicas: 0 }))).toBe("replicas: must be at least 1, not 0");
    expect(complaint(() => resolve({ ...base, sim: { ...simDocument(), loss: { kind: "x" } } }))).toMatch(
      /^sim\.loss\.kind: /,
    );
    expect(complaint(() => resolve({ ...base, figures: ["field"] }))).toMatch(
      /^figures\[0\]: unknown value "field"/,
    );
    expect(complaint(() => resolve([]))).toMatch(/^document: must be a scan file/);
  });
});
