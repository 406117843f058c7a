import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { buildObservable, type Setting, type State } from "../../src/observables/index.ts";
import { buildSim, resolveSim } from "../../src/sim/index.ts";
import { runSim } from "../../src/studies/index.ts";
import { points } from "../../src/targets/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

const target = points([[0], [1]], [0.25, 0.75]).draw(randomStream(0));
const given: Setting = { target, masses: Float64Array.of(0.5, 0.5), dimension: 1, width: 0.2 };

const saved = (step: number, ...positions: number[]): State => ({
  step,
  positions: Float64Array.from(positions),
  gradient: new Float64Array(positions.length),
});

const measured = (options: object, course: readonly State[]) =>
  buildObservable({ kind: "timeAverage", ...options }).measure(course.at(-1)!, given, course);

describe("timeAverage", () => {
  // Never on the target, always on it on average: one visit of two particles at 0 in four states.
  const visits = [saved(0, 0, 0), saved(1, 1, 1), saved(2, 1, 1), saved(3, 1, 1)];

  it("is the observable of the mixture over the states", () => {
    expect(measured({ of: "wasserstein2" }, visits)).toEqual([0]);
    expect(measured({}, visits)[0]).toBeCloseTo(0, 15);
    expect(measured({ of: { kind: "modeMass", radius: 0.1 } }, visits)).toEqual([0.25, 0.75]);
    expect(measured({ of: "mean" }, visits)).toEqual([0.75]);
    expect(buildObservable("wasserstein2").measure(visits[3]!, given)[0]).toBeCloseTo(0.25, 14);
  });

  it("has columns of its own", () => {
    const columns = (of: string) => buildObservable({ kind: "timeAverage", of }).columns(given);
    expect(columns("modeMass")).toEqual(["averageModeMass0", "averageModeMass1"]);
    expect(columns("mean")).toEqual(["averageMean0"]);
  });

  it("leaves out what it is told to, and thins from the last state", () => {
    const course = Array.from({ length: 10 }, (_, k) => saved(5 * k, k, k));
    expect(measured({ of: "mean" }, course)).toEqual([4.5]);
    expect(measured({ of: "mean", from: 0.5 }, course)[0]).toBeCloseTo(7, 14);
    expect(measured({ of: "mean", last: 2 }, course)).toEqual([8.5]);
    expect(measured({ of: "mean", from: 0.9, last: 5 }, course)).toEqual([9]);
    // Every third: 0, 3, 6, 9.
    expect(measured({ of: "mean", most: 4 }, course)).toEqual([4.5]);
    expect(measured({ of: "mean", most: 5 }, course)[0]).toBeCloseTo(5, 14);
  });

  it("takes nothing that has no value for a mixture of states", () => {
    for (const of of ["relaxationTime", "lossValue"]) {
      expectInputError(() => buildObservable({ kind: "timeAverage", of }), "of", new RegExp(of));
    }
  });

  it("is measured on the course so far in a run", async () => {
    const spec = resolveSim(
      {
        target: { kind: "points", points: [[0]] },
        generator: { kind: "particles", start: { kind: "points", points: [[1]] } },
        discriminator: { kind: "linear" },
        loss: { kind: "ipm" },
        penalties: [],
        dynamics: { kind: "alternating", stepDiscriminator: 0.3, stepGenerator: 0.3, steps: 40 },
        record: { every: 4, observables: ["mean", { kind: "timeAverage", of: "mean" }] },
        seed: 1,
      },
      () => {
        throw new Error("nothing to read");
      },
    );
    expect(buildSim(spec, 0).observables).toHaveLength(2);
    const { observables } = await runSim({ ...spec, backend: "cpu" });
    const [means, averages] = ["mean0", "averageMean0"].map((name) =>
      Array.from(observables.columns[name] as Float64Array),
    ) as [number[], number[]];
    expect(means).toHaveLength(11);
    averages.forEach((average, k) => {
      const sum = means.slice(0, k + 1).reduce((a, b) => a + b, 0);
      expect(average).toBeCloseTo(sum / (k + 1), 14);
    });
  });

  // f⁺ = f + η_d (K p − K y): without weight decay f is the sum of what was generated, against the data.
  it("is as far from the data as the discriminator has grown, ‖f‖ = η_d T MMD", async () => {
    const stepDiscriminator = 0.1;
    const spec = resolveSim(
      {
        target: { kind: "points", points: [[0], [1]], masses: [0.3, 0.7] },
        generator: { kind: "particles", start: { kind: "points", points: [[0.4], [0.1]] } },
        discriminator: {
          kind: "kernel",
          kernel: { kind: "gaussian", width: 1 },
          form: "inducing",
          accuracy: 1e-6,
        },
        loss: { kind: "ipm" },
        dynamics: { kind: "alternating", stepDiscriminator, stepGenerator: 0.2, steps: 200 },
        record: { every: 1, observables: ["discriminatorNorm", { kind: "timeAverage", of: "mmd" }] },
      },
      () => {
        throw new Error("nothing to read");
      },
    );
    const { observables } = await runSim({ ...spec, backend: "webasm" });
    const norms = observables.columns.discriminatorNorm as Float64Array;
    const averages = observables.columns.averageMmd as Float64Array;
    for (const T of [1, 10, 50, 200]) {
      const distance = stepDiscriminator * T * Math.sqrt(averages[T - 1]!);
      // MMD² is a difference of numbers near 1: rounding of 1e-16 in it is 1e-8 in MMD; the form adds 1e-6 of f.
      expect(Math.abs(norms[T]! - distance)).toBeLessThan(1e-5 * stepDiscriminator * T);
    }
  });
});
