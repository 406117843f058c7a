import { describe, expect, it } from "vitest";
import { reducedCourses, runSim } from "../../src/studies/index.ts";
import { integrate, quadraticModel } from "../../src/theory/index.ts";
import { simOf } from "./fixtures.ts";

const start = (points: number[][]) => ({ kind: "particles", start: { kind: "points", points } });

describe("reduced models beside a run", () => {
  it("start where the run starts and are saved at the same steps", async () => {
    const sim = simOf({
      reducedModels: ["linear", "quadratic", "timeAveraged", "secondMoment"],
      backend: "cpu",
    });
    const { observables } = await runSim(sim);
    for (const course of reducedCourses(sim)) {
      expect(course.steps).toEqual(Array.from(observables.columns.step as Int32Array));
      // 1e-15: (0.1)² either way.
      expect(course.values[0]).toBeCloseTo(0.01, 15);
    }
  });

  it("follow the full simulation of a particle near its point", async () => {
    const sim = simOf({ generator: start([[0.01]]), reducedModels: ["linear", "quadratic"], backend: "cpu" });
    const { observables } = await runSim(sim);
    const full = observables.columns.wasserstein2 as Float64Array;
    for (const { values } of reducedCourses(sim)) {
      // What the models leave out is of relative size y² = 1e-4 a step length, over a few oscillations.
      for (let k = 0; k < full.length; k++) expect(Math.abs(values[k]! - full[k]!)).toBeLessThan(1e-3 * 1e-4);
    }
  });

  it("measure from the true point, wherever it lies", () => {
    const moved = { target: { kind: "points", points: [[3, -2]] }, generator: start([[3.06, -1.92]]) };
    const [there] = reducedCourses(simOf({ ...moved, reducedModels: ["quadratic"] }));
    const [here] = reducedCourses(simOf({ reducedModels: ["quadratic"] }));
    // 1e-13: 0.06² + 0.08² = 0.1² up to the rounding of 3.06 − 3.
    there!.values.forEach((value, k) => {
      expect(Math.abs(value - here!.values[k]!)).toBeLessThan(1e-13);
    });
  });

  it("take the fourth derivative of the kernel at zero: 3/σ⁴ for a Gaussian, added up in a sum", () => {
    const wide = { kind: "gaussian", width: 2 };
    const narrow = { kind: "gaussian", width: 0.5 };
    const sum = { kind: "multiScale", kernels: [wide, narrow], weights: [0.25, 0.75] };
    const cases: [object, number, number][] = [
      [narrow, 1 / 0.5 ** 2, 3 / 0.5 ** 4],
      [sum, 0.25 / 2 ** 2 + 0.75 / 0.5 ** 2, 0.25 * (3 / 2 ** 4) + 0.75 * (3 / 0.5 ** 4)],
    ];
    for (const [kernel, curvature, fourthDerivative] of cases) {
      const discriminator = { kind: "kernel", kernel, form: "history" };
      const [course] = reducedCourses(simOf({ discriminator, reducedModels: ["quadratic"] }));
      const steps = { stepDiscriminator: 0.1, stepGenerator: 0.1, weightDecay: 0.1 };
      const masses = { pointMass: 1, particleMass: 1, order: "alternating", start: 0.1 } as const;
      const exact = quadraticModel({ ...steps, ...masses, curvature, fourthDerivative });
      const { squaredDistance } = integrate(exact, 60, 5);
      // The derivative is a difference quotient good to some 1e-9; its term changes the course by less than 1.
      squaredDistance.forEach((value, k) => {
        expect(Math.abs(course!.values[k]! - value)).toBeLessThan(1e-9 * 0.01);
      });
    }
  });

  it("are refused, at their place, where they describe something else", () => {
    const two = { target: { kind: "points", points: [[0], [1]] } };
    const cases: [object, RegExp][] = [
      [{ ...two, reducedModels: ["linear"] }, /^reducedModels\[0\]: .*one true point, not 2/],
      [
        { generator: start([[0.1], [0.2]]), reducedModels: ["secondMoment", "linear"] },
        /^reducedModels\[1\]: .*one particle, not 2/,
      ],
      [
        {
          discriminator: { kind: "kernel", kernel: { kind: "laplacian", width: 1 } },
          reducedModels: ["linear"],
        },
        /smooth at zero/,
      ],
    ];
    for (const [changes, message] of cases) expect(() => reducedCourses(simOf(changes))).toThrow(message);
  });
});
