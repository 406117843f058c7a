import { describe, expect, it } from "vitest";
import { modulus } from "../../src/numerics/linearAlgebra.ts";
import {
  angularFrequency,
  balanced,
  continuousRates,
  criticalExcess,
  criticalWeightDecay,
  decay,
  discreteCriticalWeightDecay,
  discreteDecay,
  excess,
  growthRate,
  localSpectrum,
  type Neighbourhood,
  type Order,
  oscillationMargin,
  pairGrowth,
  pairGrowthFactor,
  pairGrowthFactorAt,
  rotation,
  settledWeight,
  stabilityMargin,
  weightDecayOnStabilityLine,
} from "../../src/theory/index.ts";
import { naiveGaussian, naiveRun } from "../truth/naive.ts";

const ORDERS: readonly Order[] = ["alternating", "simultaneous"];
const base: Neighbourhood = {
  pointMass: 0.9,
  particleMass: 0.4,
  particles: 2,
  curvature: 1.7,
  weightDecay: 0.3,
  stepDiscriminator: 0.5,
  stepGenerator: 0.4,
  order: "alternating",
};

/** The same neighbourhood with both steps `scale` times as long. */
function withSteps(n: Neighbourhood, scale: number): Neighbourhood {
  return { ...n, stepDiscriminator: scale * n.stepDiscriminator, stepGenerator: scale * n.stepGenerator };
}

/** Bisects for the sign change of `f` in [low, high]. */
function root(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  const sign = Math.sign(f(a));
  expect(Math.sign(f(b))).toBe(-sign);
  for (let i = 0; i < 80; i++) {
    const middle = (a + b) / 2;
    if (Math.sign(f(middle)) === sign) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** The powers log2(e_i/e_{i+1}) by which errors fall when the scale is halved. */
function observedOrders(errors: readonly number[]): number[] {
  return errors.slice(1).map((error, i) => Math.log2(errors[i]! / error));
}

/** Observed orders approach the true one with corrections of the size of the scale itself. */
const ORDER_TOLERANCE = 0.15;

describe("the small-step lines are limits of the exact map", () => {
  const scales = [1 / 16, 1 / 32, 1 / 64, 1 / 128];

  for (const order of ORDERS) {
    it(`the rates, with a relative error of first order in the steps (${order})`, () => {
      for (const pointMass of [0.7, 0.9]) {
        const errors = scales.map((scale) => {
          const n = { ...withSteps(base, scale), order, pointMass };
          const [z] = localSpectrum(n)!.mean;
          const rate = continuousRates(n)![0];
          expect(z!.im).toBeGreaterThan(0);
          return Math.hypot(Math.log(modulus(z!)) - rate.re, Math.atan2(z!.im, z!.re) - rate.im) / scale;
        });
        for (const found of observedOrders(errors)) {
          expect(Math.abs(found - 1)).toBeLessThan(ORDER_TOLERANCE);
        }
      }
    });

    it(`the stability line Δ*, with a relative error of first order (${order})`, () => {
      const one = { ...base, particles: 1, order };
      const errors = scales.map((scale) => {
        const n = withSteps(one, scale);
        const star = criticalExcess(n);
        const at = (delta: number) => ({ ...n, pointMass: n.particleMass + delta });
        const exact = root(
          (delta) => modulus(localSpectrum(at(delta))!.mean[0]!) - 1,
          star * 1.5,
          star * 0.5,
        );
        expect(Math.abs(stabilityMargin(at(star))!)).toBeLessThan(1e-15);
        return Math.abs(exact / star - 1);
      });
      for (const found of observedOrders(errors)) expect(Math.abs(found - 1)).toBeLessThan(ORDER_TOLERANCE);
    });
  }

  it("the oscillation line of the alternating order, with a relative error of first order", () => {
    // Above critical damping the edge in Δ lies at |D − B| = 2√k.
    const one = { ...base, particles: 1, weightDecay: 1 };
    const errors = scales.map((scale) => {
      const n = withSteps(one, scale);
      const at = (delta: number) => ({ ...n, pointMass: n.particleMass + delta });
      const spin = (delta: number) => (localSpectrum(at(delta))!.mean[0]!.im > 0 ? 1 : -1);
      const line = root((delta) => oscillationMargin(at(delta))!, 0.8, 6);
      return Math.abs(root(spin, 0.8, 6) / line - 1);
    });
    for (const found of observedOrders(errors)) expect(Math.abs(found - 1)).toBeLessThan(ORDER_TOLERANCE);
  });

  it("the simultaneous map is 1 + the rates, at any step: its oscillation line is exact", () => {
    for (const pointMass of [0.5, 0.7, 0.9, 2]) {
      for (const weightDecay of [0.1, 0.3, 1]) {
        const n: Neighbourhood = { ...base, pointMass, weightDecay, order: "simultaneous" };
        const rates = [...continuousRates(n)!].sort((a, b) => b.re - a.re);
        const map = [...localSpectrum(n)!.mean].sort((a, b) => b.re - a.re);
        map.forEach((z, i) => {
          expect(z.re - 1).toBeCloseTo(rates[i]!.re, 12);
          expect(z.im).toBeCloseTo(rates[i]!.im, 12);
        });
      }
    }
  });
});

describe("the small-step lines", () => {
  it("agree with each other: margin, rates, Δ* and λ* on one line", () => {
    const one = { ...base, particles: 1 };
    const delta = criticalExcess(one);
    const n = { ...one, pointMass: one.particleMass + delta };
    expect(weightDecayOnStabilityLine({ ...one, excess: delta })).toBeCloseTo(one.weightDecay, 12);
    expect(weightDecayOnStabilityLine({ ...one, excess: 0.1 })).toBe(0);
    expect(growthRate(n)).toBeCloseTo(0, 12);
    expect(angularFrequency(n)! > 0).toBe(oscillationMargin(n)! > 0);
    for (const pointMass of [0.05, 0.35, 0.4, 1]) {
      for (const weightDecay of [0.1, 0.5, 3]) {
        const m = { ...one, pointMass, weightDecay };
        expect(growthRate(m)! < 0).toBe(stabilityMargin(m)! > 0);
        expect(angularFrequency(m)! > 0).toBe(oscillationMargin(m)! > 0);
      }
    }
  });

  it("have no value where no fixed discriminator exists", () => {
    const n = { ...base, weightDecay: 0 };
    for (const line of [stabilityMargin, oscillationMargin, growthRate, angularFrequency, continuousRates]) {
      expect(line(n)).toBeUndefined();
    }
    expect(stabilityMargin(balanced(base, 0))).toBe(0);
  });
});

describe("critical damping", () => {
  for (const order of ORDERS) {
    it(`the eigenvalues of the exact map meet at 1 − √k there, and decay is fastest (${order})`, () => {
      for (const scale of [0.2, 1, 2.5]) {
        const n = { ...withSteps(base, scale), order };
        const k = rotation(n);
        const lambda = discreteCriticalWeightDecay(n)!;
        const rate = (factor: number) => discreteDecay(n, factor * lambda).rate;
        // Trace and determinant, not the eigenvalues, which at a double root carry the root of the rounding.
        const [a, b] = localSpectrum(balanced(n, lambda))!.mean;
        expect((a!.re + b!.re) / 2).toBeCloseTo(1 - Math.sqrt(k), 12);
        expect(a!.re * b!.re - a!.im * b!.im).toBeCloseTo((1 - Math.sqrt(k)) ** 2, 12);
        for (const factor of [0.5, 0.9, 0.99, 1.01, 1.1, 1.5]) expect(rate(factor)).toBeLessThan(rate(1));
        expect(discreteDecay(n, 0.99 * lambda).frequency).toBeGreaterThan(0);
      }
    });
  }

  it("is λ_c = 2q√(rκη_g/η_d) for small steps, where oscillation ends and decay is fastest", () => {
    const lambda = criticalWeightDecay(base);
    expect(lambda).toBeCloseTo(2 * 0.4 * Math.sqrt((2 * 1.7 * 0.4) / 0.5), 12);
    expect(decay(base, 0.99 * lambda).frequency).toBeGreaterThan(0);
    expect(decay(base, 1.01 * lambda).frequency).toBe(0);
    expect(decay(base, lambda).rate).toBeCloseTo((0.5 * lambda) / 2, 7);
    for (const factor of [0.3, 0.99, 1.01, 3]) {
      expect(decay(base, factor * lambda).rate).toBeLessThan(decay(base, lambda).rate);
    }
    const tiny = withSteps(base, 1e-6);
    expect(discreteCriticalWeightDecay(tiny)! / criticalWeightDecay(tiny)).toBeCloseTo(1, 5);
  });

  it("no weight decay damps steps with k ≥ 4", () => {
    const n = { ...base, stepDiscriminator: 4, stepGenerator: 1.9 };
    expect(rotation(n)).toBeGreaterThan(4);
    expect(discreteCriticalWeightDecay(n)).toBeUndefined();
    for (const order of ORDERS) {
      for (let damping = 0; damping <= 2; damping += 0.125) {
        expect(localSpectrum(balanced({ ...n, order }, damping / 4))!.stability).toBe("unstable");
      }
    }
  });

  it("the full equations die out fastest at the discrete λ_c", () => {
    const n = { ...base, particles: 1, particleMass: 1, curvature: 1 };
    const lambda = discreteCriticalWeightDecay(n)!;
    const left = (weightDecay: number) => {
      const run = naiveRun({
        points: [[0]],
        masses: [1],
        start: [[1e-5]],
        particleMasses: [1],
        kernel: naiveGaussian(1),
        weightDecay,
        stepDiscriminator: n.stepDiscriminator,
        stepGenerator: n.stepGenerator,
        steps: 60,
        order: n.order,
      });
      return Math.max(...run.positions.slice(-15).map((y) => Math.abs(y[0]![0]!)));
    };
    // A double root carries a factor of about the number of steps; 20% off it is already worse than that.
    for (const factor of [0.5, 0.8, 1.2, 2]) expect(left(factor * lambda)).toBeGreaterThan(left(lambda));
  });
});

describe("differences within a neighbourhood", () => {
  /** Starts of 1e-9 widths: third-order terms are 1e-18 relative; sums of 100 steps round to about 1e-13. */
  const ROUNDING = 1e-11;

  function gapGrowth(n: Neighbourhood, steps: number): number {
    const run = naiveRun({
      points: [[0, 0]],
      masses: [n.pointMass],
      start: [
        [1e-9, 2e-9],
        [-1e-9, 0.5e-9],
      ],
      particleMasses: [n.particleMass, n.particleMass],
      kernel: naiveGaussian(1 / Math.sqrt(n.curvature)),
      weightDecay: n.weightDecay,
      stepDiscriminator: n.stepDiscriminator,
      stepGenerator: n.stepGenerator,
      steps,
      order: n.order,
    });
    const [a, b] = run.positions[steps]! as [number[], number[]];
    return (a[1]! - b[1]!) / 1.5e-9;
  }

  for (const order of ORDERS) {
    for (const pointMass of [0.7, 0.8, 0.9]) {
      it(`grow from f⁰ = 0 as foretold, λ = 0 included (${order}, p = ${pointMass}, 2q = 0.8)`, () => {
        for (const weightDecay of [0, 0.02, 0.3]) {
          const n = { ...withSteps(base, 0.3), order, pointMass, weightDecay };
          expect(gapGrowth(n, 60) / pairGrowth(n, 60)).toBeCloseTo(1, -Math.log10(ROUNDING) - 1);
        }
      });
    }
  }

  it("settle on the multiplier of the local map, above 1 iff Δ < 0", () => {
    for (const pointMass of [0.7, 0.8, 0.9]) {
      const n = { ...base, pointMass };
      const factor = pairGrowthFactor(n)!;
      expect(factor).toBeCloseTo(localSpectrum(n)!.difference!, 15);
      expect(pairGrowthFactorAt(n, 400)).toBeCloseTo(factor, 12);
      expect(Math.sign(1 - factor)).toBe(Math.sign(excess(n)));
    }
    expect(pairGrowthFactor({ ...base, weightDecay: 0 })).toBeUndefined();
  });

  it("the weight of a true point tends to η_d k as λ goes to 0, without losing digits", () => {
    const n = { weightDecay: 1e-15, stepDiscriminator: 0.1 };
    expect(settledWeight(n, 1000)).toBeCloseTo(100, 9);
    expect(settledWeight({ ...n, weightDecay: 0 }, 1000)).toBeCloseTo(100, 12);
    expect(settledWeight({ weightDecay: 15, stepDiscriminator: 0.1 }, 3)).toBeCloseTo((1 + 0.125) / 15, 14);
  });
});
