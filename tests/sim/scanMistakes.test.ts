import { describe, expect, test } from "vitest";
import { resolveScan } from "../../src/sim/index.ts";
import { complaint, leastDocument, noFiles, simDocument } from "./documents.ts";

const resolve = (document: unknown) => resolveScan(document, noFiles);
const withAxes = (...axes: unknown[]) => ({ sim: simDocument(), axes });
const wrong = (...axes: unknown[]) => complaint(() => resolve(withAxes(...axes)));
const strength = "penalties[0].strength";

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
      'axes[0].path: penalties[0].strenght: unknown option; did you mean "strength"? (one of kind, strength, biases)',
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
      'axes[0].valeus: unknown option; did you mean "values"? (one of path, name, symbol, label, scale, from, to, count, values, labels, expression)',
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
      "name that cannot be derived",
      [{ path: 'record.observables[1]["a b"]', values: [1] }],
      'axes[0].name: must be given: "a b" is no word of at most 60 letters and digits',
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
