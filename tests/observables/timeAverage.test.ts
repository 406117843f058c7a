import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import {
  buildObservable,
  type Observable,
  type Setting,
  type State,
  timeAverage,
} from "../../src/observables/index.ts";
import { timeAverageOf } from "../../src/observables/timeAverage.ts";
import { define, family, InputError } from "../../src/options/index.ts";
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
    expect(measured({ of: "energyDistance" }, visits)[0]).toBeCloseTo(0, 15);
    expect(measured({}, visits)).toEqual([0.75]);
    expect(measured({ of: { kind: "modeMass", radius: 0.1 } }, visits)).toEqual([0.25, 0.75]);
    expect(measured({ of: "mean" }, visits)).toEqual([0.75]);
    expect(buildObservable("wasserstein2").measure(visits[3]!, given)[0]).toBeCloseTo(0.25, 14);
  });

  it("has columns of its own", () => {
    const columns = (of: string) => buildObservable({ kind: "timeAverage", of }).columns(given);
    expect(columns("modeMass")).toEqual(["averageModeMass0", "averageModeMass1"]);
    expect(columns("mean")).toEqual(["averageMean0"]);
    const late = buildObservable({ kind: "timeAverage", of: "mean", last: 10, name: "late" });
    expect(late.columns(given)).toEqual(["lateMean0"]);
    expectInputError(() => timeAverage({ name: "two words" }), "name", /letter/);
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

  it("looks at 1024 particles, unless it is linear or told otherwise", () => {
    const masses = new Float64Array(128).fill(1 / 128);
    const wide: Setting = { ...given, masses };
    const course = Array.from({ length: 20 }, (_, k) => saved(k, ...new Array<number>(128).fill(k)));
    const average = (options: object) =>
      buildObservable({ kind: "timeAverage", ...options }).measure(course[19]!, wide, course);
    // All states but of "mean" and "modeMass"; of the others every third of 20, 1 to 19, since 1024 / 128 = 8.
    expect(average({ of: "mean" })[0]).toBeCloseTo(9.5, 12);
    expect(average({ of: { kind: "modeMass", radius: 1e3 } })[1]).toBeCloseTo(0.95, 12);
    expect(average({ of: "meanDistance" })[0]).toBeCloseTo(10 - 0.75, 12);
    expect(average({ of: "meanDistance", most: 20 })[0]).toBeCloseTo(9.5 - 0.75, 12);
  });

  it("must be told how many states where 1024 particles are too few of them", () => {
    const check = (options: object, count: number) => () =>
      buildObservable({ kind: "timeAverage", ...options }).check!({
        ...given,
        masses: new Float64Array(count).fill(1 / count),
      });
    expect(check({ of: "mmd" }, 128)).not.toThrow();
    expectInputError(check({ of: "mmd" }, 129), "most", /129 particles .* mmd .* 1032 particles/);
    expect(check({ of: "mmd", most: 4 }, 129)).not.toThrow();
    expect(check({ of: "mean" }, 10_000)).not.toThrow();
  });

  it("measures each state of a course once where it is linear, whatever was measured before", () => {
    let measures = 0;
    const counted = define(
      "mean",
      {},
      (): Observable => ({
        kind: "mean",
        linear: true,
        columns: () => ["mean0"],
        measure({ positions }, { masses }) {
          measures++;
          return [positions.reduce((sum, y, j) => sum + masses[j]! * y, 0)];
        },
      }),
    );
    const average = timeAverageOf(family<Observable>([counted]))({});
    const course = Array.from({ length: 100 }, (_, k) => saved(k, k, k + 2));
    course.forEach((state, k) => {
      expect(average.measure(state, given, course.slice(0, k + 1))[0]).toBeCloseTo(k / 2 + 1, 12);
    });
    expect(measures).toBe(100);
    // Another setting, and another course of some of the states.
    const heavy = { ...given, masses: Float64Array.of(1, 0) };
    expect(average.measure(course[9]!, heavy, course.slice(0, 10))).toEqual([4.5]);
    expect(average.measure(course[0]!, given, [course[2]!, course[0]!])).toEqual([2]);
    expect(average.measure(course[9]!, given, [course[0]!, course[9]!])).toEqual([5.5]);
  });

  it("refuses what the observable refuses", () => {
    const picky = define(
      "picky",
      {},
      (): Observable => ({
        kind: "picky",
        check: () => {
          throw new InputError("particle", "there is none");
        },
        columns: () => ["picky"],
        measure: () => [0],
      }),
    );
    const average = timeAverageOf(family<Observable>([picky]))({ of: "picky" });
    expectInputError(() => average.check!(given), "of.particle", /there is none/);
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
