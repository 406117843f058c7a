import { describe, expect, it } from "vitest";
import { dirac } from "../../../src/theory/index.ts";
import { jacobian, largestGap } from "../jacobian.ts";

const games: readonly dirac.DiracGame[] = [
  dirac.unpenalized("minimax"),
  dirac.unpenalized("nonSaturating"),
  dirac.unpenalized("ipm"),
  dirac.clipped(1),
  dirac.instanceNoise(0.7),
  dirac.r1("minimax", 0.3),
  dirac.r1("nonSaturating", 0.3),
  dirac.consensus(1),
  dirac.consensus(1, "published"),
];
const places: readonly (readonly [number, number])[] = [
  [1, 1],
  [-0.4, 1.7],
  [2, -0.3],
  [-1.1, -0.8],
];

/** log s(t). */
function f(t: number): number {
  return -Math.log1p(Math.exp(-t));
}

function gradient(value: (z: readonly number[]) => number, at: readonly number[]): number[] {
  return Array.from(jacobian((z) => [value(z), ...z.slice(1).map(() => 0)], at, 1e-3).slice(0, at.length));
}

describe("the fields of the Dirac-GAN", () => {
  for (const game of games) {
    it(`linearise at (0, 0) as stated (${game.kind})`, () => {
      const { yy, yw, wy, ww } = game.linear!;
      const found = jacobian(([theta, psi]) => game.field(theta!, psi!), [0, 0], 1e-3);
      expect(largestGap(Array.from(found), [yy, yw, wy, ww])).toBeLessThan(1e-10);
      expect(largestGap(game.field(0, 0), [0, 0])).toBeLessThan(1e-15);
    });
  }

  it("are the ascent directions of the objectives", () => {
    for (const [theta, psi] of places) {
      // The value at the true point, f(−ψ·0), is a constant.
      const value = gradient(([t, p]) => f(p! * t!), [theta, psi]);
      const raised = gradient(([t, p]) => f(-p! * t!), [theta, psi]);
      expect(
        largestGap(dirac.unpenalized("minimax").field(theta, psi), [-value[0]!, value[1]!]),
      ).toBeLessThan(1e-9);
      expect(
        largestGap(dirac.unpenalized("nonSaturating").field(theta, psi), [raised[0]!, value[1]!]),
      ).toBeLessThan(1e-9);
      const penalized = gradient(([t, p]) => f(p! * t!) - 0.15 * p! * p!, [theta, psi]);
      expect(
        largestGap(dirac.r1("minimax", 0.3).field(theta, psi), [-value[0]!, penalized[1]!]),
      ).toBeLessThan(1e-9);
    }
  });

  it("in the program's sign are those of a discriminator that is high on true points", () => {
    for (const [theta, slope] of places) {
      // log s(f(x)) + log(1 − s(f(y))) with f = w·x, x = 0; the generator ascends −log(1 − s(f(y))) or log s(f(y)).
      const loss = gradient(([t, w]) => f(-w! * t!), [theta, slope]);
      const raised = gradient(([t, w]) => f(w! * t!), [theta, slope]);
      const minimax = dirac.inProgramSign(dirac.unpenalized("minimax").field)(theta, slope);
      const other = dirac.inProgramSign(dirac.unpenalized("nonSaturating").field)(theta, slope);
      expect(largestGap(minimax, [-loss[0]!, loss[1]!])).toBeLessThan(1e-9);
      expect(largestGap(other, [raised[0]!, loss[1]!])).toBeLessThan(1e-9);
    }
  });

  it("instance noise is the mean over both noises, by a fine sum over the normal density", () => {
    const spread = 0.7;
    for (const [theta, psi] of places) {
      let [alongTheta, alongPsi] = [0, 0];
      const h = 0.02;
      for (let e = -12; e <= 12; e += h) {
        const weight = (h * Math.exp((-e * e) / 2)) / Math.sqrt(2 * Math.PI);
        const slope = (t: number) => 1 / (1 + Math.exp(t));
        const y = theta + spread * e;
        alongTheta -= weight * psi * slope(psi * y);
        alongPsi += weight * (y * slope(psi * y) - spread * e * slope(-psi * spread * e));
      }
      expect(largestGap(dirac.instanceNoise(spread).field(theta, psi), [alongTheta, alongPsi])).toBeLessThan(
        1e-8,
      );
    }
  });

  it("consensus subtracts the gradient of ‖v‖²/2; the published code misses half a term in θ only", () => {
    const plain = dirac.unpenalized("minimax").field;
    for (const [theta, psi] of places) {
      const size = gradient(([t, p]) => 0.5 * plain(t!, p!).reduce((sum, v) => sum + v * v, 0), [theta, psi]);
      const expected = plain(theta, psi).map((v, i) => v - 0.8 * size[i]!);
      const correct = dirac.consensus(0.8).field(theta, psi);
      const published = dirac.consensus(0.8, "published").field(theta, psi);
      expect(largestGap(correct, expected)).toBeLessThan(1e-9);
      expect(published[1]).toBe(correct[1]);
      const s = 1 / (1 + Math.exp(psi * theta));
      const half = 0.5 * psi * (theta ** 2 + psi ** 2) * s * s * (1 - s);
      expect(published[0] - correct[0]).toBeCloseTo(-0.8 * half, 12);
    }
  });

  it("WGAN-GP jumps at ψ = 0 and is R1 for a target of 0", () => {
    const { field, linear } = dirac.gradientPenalty(0.7, 1);
    expect(linear).toBeUndefined();
    expect(field(0, 1e-12)[1]).toBeCloseTo(0.7, 10);
    expect(field(0, -1e-12)[1]).toBeCloseTo(-0.7, 10);
    expect(dirac.gradientPenalty(0.7, 0).linear).toEqual(dirac.r1("ipm", 0.7).linear);
    expect(
      largestGap(dirac.gradientPenalty(0.7, 0).field(0.3, -2), dirac.r1("ipm", 0.7).field(0.3, -2)),
    ).toBe(0);
  });
});
