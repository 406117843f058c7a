import { describe, expect, test } from "vitest";
import { defaultRules } from "../../src/dynamics/index.ts";
import { losses } from "../../src/losses/index.ts";
import { observables } from "../../src/observables/index.ts";
import { buildSim, isScan, putPath, resolveSim } from "../../src/sim/index.ts";
import { complaint, leastDocument, noFiles, simDocument } from "./documents.ts";

/** The kinds of a register, so that these tests hold for kinds to come. */
const names = ({ kinds }: { kinds: readonly { kind: string }[] }) => kinds.map((one) => one.kind).join(", ");

const resolve = (document: unknown) => resolveSim(document, noFiles);
const wrong = (path: string, value: unknown) => complaint(() => resolve(putPath(simDocument(), path, value)));

describe("a resolved sim", () => {
  test("has every default filled in", () => {
    const spec = resolve(leastDocument());
    expect(spec.seed).toBe(1);
    expect(spec.backend).toBe("auto");
    expect(spec.penalties).toEqual([]);
    expect(spec.outcome).toEqual(defaultRules);
    expect(spec.record.every).toBe(5);
    expect(spec.record.observables.map((one) => one.kind)).toEqual(["wasserstein2", "coverage"]);
    expect(spec.target).toEqual({ kind: "ring", modes: 4, radius: 2, spread: 0 });
  });

  test.each([
    ["a full", simDocument],
    ["the least", leastDocument],
  ])("of %s file is plain JSON that resolves to itself and builds", (_, document) => {
    const spec = resolve(document());
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(resolve(spec)).toEqual(spec);
    expect(() => buildSim(spec, 0)).not.toThrow();
  });

  test("keeps what the file says, but for $schema", () => {
    const { $schema: _, record, figures, outcome, target, ...said } = simDocument();
    const spec = resolve(simDocument());
    expect(spec).toMatchObject(said);
    expect(spec).not.toHaveProperty("$schema");
    expect(spec.record.field).toEqual(record.field);
    expect(spec.figures).toEqual([{ kind: "trajectories" }, figures[1]]);
    expect(spec.outcome).toEqual({ ...defaultRules, ...outcome });
    expect(spec.target).toEqual(target);
  });

  test("does not change the document", () => {
    const document = simDocument();
    resolve(document);
    expect(document).toEqual(simDocument());
  });
});

describe("a target in a file", () => {
  const document = { ...leastDocument(), target: { kind: "file", path: "cloud.csv" } };

  test("is read once, and the resolved sim says where from", () => {
    const spec = resolveSim(document, (path) => {
      expect(path).toBe("cloud.csv");
      return "x,y,mass\n0,0,0.25\n1,2,0.75\n";
    });
    expect(spec.target).toEqual({
      kind: "points",
      points: [
        [0, 0],
        [1, 2],
      ],
      masses: [0.25, 0.75],
    });
    expect(spec.origin).toEqual({ target: "cloud.csv" });
    expect(resolve(spec)).toEqual(spec);
  });

  test("that is not there or is no CSV is wrong at target.path", () => {
    expect(complaint(() => resolve(document))).toBe("target.path: cloud.csv: no such file");
    const message = complaint(() => resolveSim(document, () => "1,2\n3,x\n"));
    expect(message).toMatch(/^target\.path: cloud\.csv: line 2, column x1: "x" is not a number$/);
  });
});

test("a scan is told from a sim", () => {
  expect([
    isScan({ sim: {} }),
    isScan({ axes: [] }),
    isScan(simDocument()),
    isScan(null),
    isScan([]),
  ]).toEqual([true, true, false, false, false]);
  expect(complaint(() => resolve({ ...simDocument(), axes: [] }))).toMatch(/^axes: belongs to a scan file/);
});

test.each([null, 3, "sim", [], undefined])("%j is no sim file", (document) => {
  expect(complaint(() => resolve(document))).toMatch(/^document: must be a sim file, an object, not /);
});

describe("what is wrong is named with its place and what would be right", () => {
  test.each<[string, unknown, string]>([
    [
      "penalties[0].strenght",
      1,
      'penalties[0].strenght: unknown option; did you mean "strength"? (one of kind, strength, biases)',
    ],
    ["penalties[0].strength", -1, "penalties[0].strength: must be at least 0, not -1"],
    ["penalties[0].strength", "1", 'penalties[0].strength: must be a finite number, not "1"'],
    ["penalties[0]", null, "penalties[0]: must be an object, not null"],
    ["penalties", {}, "penalties: must be a list, not an object"],
    ["loss.kind", "imp", `loss.kind: unknown kind "imp"; did you mean "ipm"? (one of ${names(losses)})`],
    ["loss.kind", 3, `loss.kind: must be one of ${names(losses)}, not 3`],
    ["dynamics.steps", 0, "dynamics.steps: must be at least 1, not 0"],
    ["dynamics.steps", 1.5, "dynamics.steps: must be a whole number, not 1.5"],
    ["dynamics.steps", 1e99, "dynamics.steps: must be at most 2147483647, not 1e+99"],
    ["dynamics.stepDiscriminator", 0, "dynamics.stepDiscriminator: must be more than 0, not 0"],
    ["generator.masses", [0.5, 0.2, 0.2], "generator.masses: must sum to 1, not 0.8999999999999999"],
    ["generator.masses[1]", -0.25, "generator.masses[1]: must be more than 0, not -0.25"],
    ["generator.count", 0, "generator.count: must be at least 1, not 0"],
    [
      "discriminator.kernel.kernels[1].width",
      0,
      "discriminator.kernel.kernels[1].width: must be more than 0, not 0",
    ],
    [
      "discriminator.kernel.weights",
      [1],
      "discriminator.kernel.weights: must list 2 numbers, one a kernel, not 1",
    ],
    ["discriminator.accuracy", 2, "discriminator.accuracy: must be at most 0.1, not 2"],
    ["target.points[1]", [1], "target.points[1]: has 1 coordinates, but point 0 has 2"],
    ["target.points", [], "target.points: must list at least 1, not 0"],
    ["target.masses", [0.5, 0.6], "target.masses: must sum to 1, not 1.1"],
    [
      "generator.start.points",
      [[1], [2], [3]],
      "generator.start.points[0]: must have 2 coordinates, the target's dimension, not 1",
    ],
    ["generator.start.points[2]", [1], "generator.start.points[2]: has 1 coordinates, but point 0 has 2"],
    ["generator.start.points", [[1, 1]], "generator.start.points: must list 3 points, one a particle, not 1"],
    [
      "outcome.shar",
      0.5,
      'outcome.shar: unknown option; did you mean "share"? (one of stillness, radius, reach, share, stop)',
    ],
    ["record.every", -1, "record.every: must be at least 0, not -1"],
    [
      "record.observables[0]",
      "waserstein2",
      'record.observables[0]: unknown value "waserstein2"; did you mean "wasserstein2"? ' +
        `(one of ${names(observables)})`,
    ],
    ["record.observables[1].share", 3, "record.observables[1].share: must be at most 1, not 3"],
    [
      "record.observables[2]",
      "coverage",
      'record.observables[2]: has the column "coverage", as record.observables[1] has',
    ],
    ["record.field.every", 7, "record.field.every: must be a multiple of record.every, 10, not 7"],
    ["record.field.extent", [[0, 1]], "record.field.extent: must list 2 pairs, one a dimension, not 1"],
    ["record.field.extent[1]", [2, 1], "record.field.extent[1]: must go up, not from 2 to 1"],
    [
      "backend",
      "gpu",
      'backend: unknown value "gpu"; did you mean "cpu"? (one of auto, cpu, webasm, webgpu, webgl)',
    ],
    ["seed", -1, "seed: must be at least 0, not -1"],
    [
      "figures[0]",
      "fild",
      'figures[0]: unknown value "fild"; did you mean "field"? (one of trajectories, timeSeries, field)',
    ],
    ["name", "", "name: must not be empty"],
    ["seed", Number.NaN, "seed: must be a finite number, not NaN"],
    [
      "figures[1].levels",
      Number.POSITIVE_INFINITY,
      "figures[1].levels: must be a finite number, not Infinity",
    ],
    ["figures[1].levels", () => 1, "figures[1].levels: must be a JSON value, not a function"],
    ["figures[1].levels", new Float64Array(2), "figures[1].levels: must be a plain object or list"],
  ])("%s = %j", (path, value, message) => {
    expect(wrong(path, value)).toBe(message);
  });

  test("a missing part is named, unless a misspelt one explains it", () => {
    const { loss, ...without } = simDocument();
    expect(complaint(() => resolve(without))).toBe("loss: is missing; it must be an object");
    expect(complaint(() => resolve({ ...without, los: loss }))).toMatch(
      /^los: unknown option; did you mean "loss"\?/,
    );
  });

  test("control characters of the input do not reach the terminal", () => {
    const message = complaint(() => resolve({ ...simDocument(), "\u001b[31m": 1 }));
    expect(message).toMatch(/^\["\\u001b\[31m"\]: unknown option/);
    const codes = Array.from(
      wrong("loss.kind", "\u001b]0;x\u0007\u009b\u202e"),
      (mark) => mark.codePointAt(0)!,
    );
    const unsafe = (code: number) => code < 32 || (code >= 127 && code < 160) || code === 0x202e;
    expect(codes.filter(unsafe)).toEqual([]);
  });

  test("cycles and absurd depth are refused", () => {
    const cycle: Record<string, unknown> = { kind: "field" };
    cycle.self = cycle;
    expect(wrong("figures[1]", cycle)).toBe("figures[1].self: must not hold itself");
    let deep: unknown = 1;
    for (let k = 0; k < 1000; k++) deep = [deep];
    expect(wrong("figures[1].levels", deep)).toMatch(/nested deeper than 60/);
  });
});

describe("absurd sizes are refused before anything is made", () => {
  const started = (start: unknown, count: number) => ({
    ...leastDocument(),
    generator: { kind: "particles", count, start },
  });
  const spread = { kind: "gaussian", spread: 1 };
  test.each<[string, unknown, RegExp]>([
    ["particles", started(spread, 1e9), /^generator\.count: must be at most 100000000, not 1000000000$/],
    [
      "saved states",
      started(spread, 9e7),
      /^record\.every: asks for 1001 saved states .* GiB of memory; at most 4 GiB fit$/,
    ],
    [
      "grid",
      { ...leastDocument(), target: { kind: "grid", side: 1e7, spacing: 1 } },
      /^target\.side: must be at most 2000, not 10000000$/,
    ],
    [
      "samples",
      { ...leastDocument(), target: { kind: "twoModes", separation: 1, dimension: 20000, samples: 1e6 } },
      /^target: asks for 1000000 points in 20000 dimensions, 149 GiB of memory; at most 4 GiB fit$/,
    ],
    [
      "history",
      {
        ...started(spread, 1e5),
        dynamics: { kind: "alternating", stepDiscriminator: 1, stepGenerator: 1, steps: 1e6 },
        record: { every: 1e5 },
        discriminator: {
          kind: "kernel",
          kernel: { kind: "gaussian", width: 1 },
          form: "history",
          truncation: 0,
        },
      },
      /^discriminator\.form: asks for a full history of 1000000 steps/,
    ],
    [
      "glyphs",
      { ...started(spread, 1e5), target: { kind: "glyphs", size: 128 } },
      /^generator\.count: asks for 100000 particles in 16384 dimensions, 12\.2 GiB/,
    ],
    [
      "a network discriminator",
      { ...leastDocument(), discriminator: { kind: "network", hidden: [20000, 20000], activation: "tanh" } },
      /^discriminator\.hidden: asks for 800\d+ weights at \d+ samples in 2 dimensions, 23\.9 GiB/,
    ],
    [
      "a network generator",
      { ...leastDocument(), generator: { kind: "network", count: 1e6, hidden: [500], latentDimension: 9 } },
      /^generator\.hidden: asks for 6002 weights at 1000000 samples in 2 dimensions, 14\.9 GiB/,
    ],
    [
      "a tangent coupling",
      {
        ...leastDocument(),
        generator: {
          kind: "particles",
          count: 1e5,
          start: spread,
          kernel: { kind: "tangent", kernel: { kind: "reluTangent", depth: 1 }, latentDimension: 2 },
        },
      },
      /^generator\.kernel: asks for a matrix of 100000 × 100000/,
    ],
  ])("%s", (_, document, message) => {
    expect(complaint(() => resolve(document))).toMatch(message);
  });
});
