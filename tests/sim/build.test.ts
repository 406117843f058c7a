import { describe, expect, test } from "vitest";
import { buildSim, putPath, resolveSim, type SimSpec } from "../../src/sim/index.ts";
import { complaint, leastDocument, noFiles, simDocument } from "./documents.ts";

const full = () => resolveSim(simDocument(), noFiles);
const least = () => resolveSim(leastDocument(), noFiles);

describe("a built sim", () => {
  test("is what the file says", () => {
    const built = buildSim(full(), 0);
    const { game, stepper } = built.simulation;
    expect(Array.from(game.start)).toEqual([0.1, 0, 3.9, 0.1, 4.1, 0]);
    expect(Array.from(game.drawn.masses)).toEqual([0.25, 0.75]);
    expect(game.discriminator).toMatchObject({ form: "history", kernel: { kind: "multiScale", width: 1 } });
    expect(game.penalties.map((one) => one.strength)).toEqual([0.1]);
    expect(stepper).toMatchObject({ kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.05 });
    expect(built).toMatchObject({ steps: 100, every: 10, rules: { stillness: 1e-4, share: 0.8 } });
    expect(built.observables.flatMap((one) => one.columns(built.setting))).toEqual([
      "wasserstein2",
      "coverage",
      "mean0",
      "mean1",
    ]);
    expect(built.setting).toMatchObject({ dimension: 2, width: 1 });
  });

  test("takes the discriminator's parameters where it has some that learn", () => {
    const withNorm = (form: string) => {
      const spec = putPath(least(), "record.observables", [{ kind: "discriminatorNorm" }]) as SimSpec;
      return putPath(spec, "discriminator.form", form) as SimSpec;
    };
    expect(buildSim(withNorm("inducing"), 0).observables).toHaveLength(1);
    expect(complaint(() => buildSim(withNorm("auto"), 0))).toBe(
      'record.observables[0]: needs a discriminator with parameters that learn step by step; use form "inducing"',
    );
  });

  test("follows the discriminator only as far as that can be done", () => {
    const asked = (kind: string, changes: Record<string, unknown>) => {
      let spec = putPath(least(), "record.observables", [{ kind }]) as SimSpec;
      for (const [path, value] of Object.entries(changes)) spec = putPath(spec, path, value) as SimSpec;
      return () => buildSim(spec, 0);
    };
    const long = { "dynamics.steps": 40_000, "record.every": 1, penalties: [] };
    expect(complaint(asked("lossValue", long))).toMatch(
      /^record\.observables\[0\]: needs values of f, .* save less often/,
    );
    expect(asked("lossValue", { ...long, "record.every": 40_000 })().observables).toHaveLength(1);
    const network = { kind: "network", hidden: [1000, 1000] };
    const wide = { discriminator: network, "dynamics.steps": 1000, "record.every": 1 };
    expect(complaint(asked("lossValue", wide))).toMatch(/the discriminator at every saved state, .* GiB/);
    expect(asked("wasserstein2", wide)().observables).toHaveLength(1);
  });

  test("is the same for the same seed and replica, and another for others", () => {
    const start = (spec: SimSpec, replica: number) =>
      Array.from(buildSim(spec, replica).simulation.game.start);
    expect(start(least(), 2)).toEqual(start(least(), 2));
    expect(start(least(), 2)).not.toEqual(start(least(), 1));
    expect(start(putPath(least(), "seed", 2) as SimSpec, 2)).not.toEqual(start(least(), 2));
  });

  test("checks the spec, also one that no file was resolved to", () => {
    expect(complaint(() => buildSim(putPath(least(), "dynamics.steps", -1) as SimSpec, 0))).toMatch(
      /^dynamics\.steps: /,
    );
    expect(complaint(() => buildSim({ ...least(), extra: 1 } as SimSpec, 0))).toMatch(
      /^extra: unknown option/,
    );
  });

  test("refuses points that overflow", () => {
    const far = putPath(simDocument(), "generator.start", {
      kind: "uniform",
      low: [-1e308, 0],
      high: [1e308, 1],
    });
    expect(complaint(() => resolveSim(far, noFiles))).toMatch(
      /^generator\.start: puts particle \d beyond the largest number$/,
    );
  });
});

describe("the field's grid", () => {
  const axesOf = (field: unknown) => {
    const { field: grid } = buildSim(resolveSim(putPath(simDocument(), "record.field", field), noFiles), 0);
    return grid!.axes.map((axis) => [axis[0], axis[axis.length - 1], axis.length]);
  };

  test("has the given extent and resolution", () => {
    expect(
      axesOf({
        extent: [
          [-1, 5],
          [-2, 2],
        ],
        resolution: 11,
      }),
    ).toEqual([
      [-1, 5, 11],
      [-2, 2, 11],
    ]);
  });

  test("without an extent is the box of target and start, two kernel widths wider", () => {
    expect(axesOf({ resolution: 5 })).toEqual([
      [-2, 6.1, 5],
      [-2, 2.1, 5],
    ]);
  });

  test("is absent unless asked for, and exists in one and two dimensions only", () => {
    expect(buildSim(least(), 0).field).toBeUndefined();
    const cube = {
      ...leastDocument(),
      target: { kind: "points", points: [[0, 0, 0]] },
      record: { field: {} },
    };
    expect(complaint(() => resolveSim(cube, noFiles))).toMatch(
      /^record\.field: a grid is possible in 1 or 2 dimensions/,
    );
    const ends = { ...leastDocument(), record: { every: 0, field: {} } };
    expect(complaint(() => resolveSim(ends, noFiles))).toMatch(
      /^record\.field\.every: must be a multiple of record\.every, 0/,
    );
  });
});
