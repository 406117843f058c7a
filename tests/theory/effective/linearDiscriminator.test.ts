import { describe, expect, it } from "vitest";
import { modulus } from "../../../src/numerics/linearAlgebra.ts";
import { effective, flowRates, gameRadius, gameVerdict, multipliers } from "../../../src/theory/index.ts";
import { jacobian, largestGap, powerSums, powerTraces, real } from "../jacobian.ts";

const {
  convergenceRate,
  criticalStrength,
  dampingRatio,
  discreteCriticalStrength,
  linearDiscriminatorGame,
  meanGain,
  meanGainOf,
  stableStrengths,
} = effective;

const sizes = { stepDiscriminator: 0.3, stepGenerator: 0.8 };
const cloud: effective.UniversalCloud = { particles: 5, diagonal: 1.4, coupling: 0.3 };

/** One step of N particles about a true point at 0.7: state (w, y_1, …, y_N). */
function step(masses: readonly number[], strength: number, order: "alternating" | "simultaneous") {
  return ([w, ...y]: readonly number[]) => {
    const mean = y.reduce((sum, value, j) => sum + masses[j]! * value, 0);
    const next = w! + sizes.stepDiscriminator * (0.7 - mean - strength * w!);
    const felt = order === "alternating" ? next : w!;
    return [
      next,
      ...y.map((value, j) => {
        const pull = masses.map((q, i) => cloud.diagonal * (i === j ? 1 : cloud.coupling) * q * felt);
        return value + sizes.stepGenerator * pull.reduce((sum, v) => sum + v, 0);
      }),
    ];
  };
}

describe("particles before a linear discriminator", () => {
  it("for N = 1 and equal unit steps are critically damped at 2√Γ₀", () => {
    const unit = { stepDiscriminator: 1, stepGenerator: 1 };
    const gain = meanGain({ particles: 1, diagonal: 2.25, coupling: 0.4 });
    expect(gain).toBe(2.25);
    expect(criticalStrength(gain, unit)).toBe(3);
    expect(dampingRatio(gain, 1.5, unit)).toBe(0.5);
  });

  for (const order of ["alternating", "simultaneous"] as const) {
    it(`have the mean mode's multipliers and N − 1 ones (${order})`, () => {
      const masses = new Array<number>(5).fill(0.2);
      const game = linearDiscriminatorGame(meanGain(cloud), 0.9);
      const all = [...multipliers(game, sizes, { kind: order }), ...real(1, 4)];
      const found = jacobian(step(masses, 0.9, order), [0, 0.7, 0.7, 0.7, 0.7, 0.7]);
      expect(largestGap(powerSums(all, 6), powerTraces(found, 6))).toBeLessThan(1e-10);
    });

    it(`of unequal masses move in the mean by their own gain (${order})`, () => {
      const masses = [0.5, 0.2, 0.2, 0.06, 0.04];
      const game = linearDiscriminatorGame(meanGainOf(masses, cloud), 0.9);
      const all = [...multipliers(game, sizes, { kind: order }), ...real(1, 4)];
      const found = jacobian(step(masses, 0.9, order), [0, 0.7, 0.7, 0.7, 0.7, 0.7]);
      expect(largestGap(powerSums(all, 6), powerTraces(found, 6))).toBeLessThan(1e-10);
    });

    it(`the discrete critical strength has the least spectral radius, 1 − √k (${order})`, () => {
      const gain = meanGain(cloud);
      const critical = discreteCriticalStrength(gain, sizes, order)!;
      const first = (strength: number) =>
        multipliers(linearDiscriminatorGame(gain, strength), sizes, { kind: order })[0]!;
      const k = sizes.stepDiscriminator * sizes.stepGenerator * gain;
      expect(modulus(first(critical))).toBeCloseTo(1 - Math.sqrt(k), 7);
      expect(first(critical * (1 - 1e-6)).im).toBeGreaterThan(0);
      expect(first(critical * (1 + 1e-6)).im).toBe(0);
      for (const factor of [0.5, 0.9, 0.99, 1.01, 1.1]) {
        expect(modulus(first(factor * critical))).toBeGreaterThan(modulus(first(critical)));
      }
    });

    it(`converge for the stable strengths only (${order})`, () => {
      const gain = meanGain(cloud);
      const { above, below } = stableStrengths(gain, sizes, order)!;
      const verdict = (strength: number) =>
        gameVerdict(linearDiscriminatorGame(gain, strength), sizes, { kind: order });
      for (const share of [1e-8, 0.5, 1 - 1e-8])
        expect(verdict(above + share * (below - above))).toBe("converges");
      expect(verdict(below + 1e-8)).toBe("diverges");
      expect(verdict(above)).toBe("circles");
      if (order === "simultaneous") expect(verdict(above - 1e-8)).toBe("diverges");
      const large = 4 / (sizes.stepDiscriminator * sizes.stepGenerator);
      expect(stableStrengths(large, sizes, order)).toBeUndefined();
      expect(discreteCriticalStrength(large, sizes, order)).toBeUndefined();
    });
  }

  it("masses that are equal have the gain of the cloud; coupling 1 gives Γ₀ for any", () => {
    expect(meanGainOf(new Array<number>(5).fill(0.2), cloud)).toBeCloseTo(meanGain(cloud), 14);
    expect(meanGainOf([0.9, 0.1], { diagonal: 1.4, coupling: 1 })).toBeCloseTo(1.4, 14);
  });

  it("converge at the slower rate of the flow, fastest at ζ = 1", () => {
    const gain = meanGain(cloud);
    const critical = criticalStrength(gain, sizes);
    const best = convergenceRate(gain, critical, sizes);
    for (const zeta of [0.1, 0.7, 0.99, 1.01, 2, 30]) {
      const rates = flowRates(linearDiscriminatorGame(gain, zeta * critical), sizes);
      const rate = convergenceRate(gain, zeta * critical, sizes);
      expect(Math.abs(rate + Math.max(rates[0].re, rates[1].re))).toBeLessThan(1e-12);
      expect(rate).toBeLessThan(best);
      const radius = gameRadius(linearDiscriminatorGame(gain, zeta * critical), sizes, { kind: "flow" });
      expect(-Math.log(radius)).toBeCloseTo(rate, 12);
    }
    // Far above, Ω/2ζ.
    expect((convergenceRate(gain, 1000 * critical, sizes) * 2000) / best).toBeCloseTo(1, 5);
  });
});
