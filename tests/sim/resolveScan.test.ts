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
    expect(scan.axes.map((axis) => axis.name)).toEqual([
      "count",
      "width",
      "steps",
      "reach",
      "radius",
      "tenths",
      "share",
    ]);
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
    const choices = cellChoices(scan.axes, [2, 4, 0, 1, 0, 1, 0]);
    const sim = putChoices(scan.sim, scan.axes, choices) as SimSpec;
    expect(sim.generator.count).toBe(9);
    expect(sim.discriminator.kernel).toEqual({ kind: "gaussian", width: 10 });
    expect(sim.dynamics).toMatchObject({ stepDiscriminator: 1, stepGenerator: 0.1 });
    expect(sim.outcome).toMatchObject({ reach: 4, radius: 104, share: 0.5 });
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

describe("an axis without a path", () => {
  const base = { name: "gain", from: 1, to: 3, count: 3 };
  const scan = () => resolve(withAxes(base, { path: strength, expression: "gain / 10" }));

  test("is a variable for the expressions of others, and spans cells of its own", () => {
    const { sim, axes } = scan();
    expect(axes[0]).toEqual({ ...base, scale: "linear" });
    const cell = putChoices(sim, axes, cellChoices(axes, [2, 0])) as SimSpec;
    expect(cell).toEqual({ ...sim, penalties: [{ kind: "weightDecay", strength: 3 / 10, biases: true }] });
    expect(resolve(scan())).toEqual(scan());
  });

  test("needs a name, and values of its own", () => {
    expect(wrong({ from: 0, to: 1, count: 3 })).toMatch(
      /^axes\[0\]\.path: is missing; .* or the axis needs a `name`$/,
    );
    expect(wrong({ name: "gain", expression: "1" })).toMatch(
      /^axes\[0\]\.path: is missing; an expression must say/,
    );
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
    expect(scan(3)).toBe("sim: must be a sim or the path of a sim file, not 3");
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
