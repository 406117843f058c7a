import { describe, expect, it } from "vitest";
import { modulus } from "../../../src/numerics/linearAlgebra.ts";
import { dirac, flowRates, largestStableStep, multipliers, type Scheme } from "../../../src/theory/index.ts";

const unit = { stepDiscriminator: 1, stepGenerator: 1 };
const notebook = { stepDiscriminator: 0.2, stepGenerator: 0.2 };

/** The norm of (θ, ψ) per step of the explicit nonlinear iteration; discriminator first when alternating. */
function norms(
  game: dirac.DiracGame,
  scheme: Scheme,
  start: readonly [number, number],
  steps: number,
  { stepDiscriminator: d, stepGenerator: g } = notebook,
): number[] {
  let [theta, psi] = start;
  const bound = game.bound ?? Number.POSITIVE_INFINITY;
  const clip = (value: number) => Math.max(-bound, Math.min(bound, value));
  const path = [Math.hypot(theta, psi)];
  for (let k = 0; k < steps; k++) {
    if (scheme.kind === "alternating") {
      for (let i = 0; i < (scheme.discriminatorSteps ?? 1); i++)
        psi = clip(psi + d * game.field(theta, psi)[1]);
      for (let i = 0; i < (scheme.generatorSteps ?? 1); i++) theta += g * game.field(theta, psi)[0];
    } else {
      const [a, b] = game.field(theta, psi);
      theta += g * a;
      psi = clip(psi + d * b);
    }
    path.push(Math.hypot(theta, psi));
  }
  return path;
}

describe("the linear theory of the Dirac-GAN", () => {
  it("rates of R1 are −ξ/2 ± √(ξ²/4 − 1/4), critical at 1", () => {
    expect(dirac.criticalPenalty("minimax", unit)).toBe(1);
    expect(dirac.criticalPenalty("ipm", unit)).toBe(2);
    expect(dirac.criticalNoise(unit)).toBeCloseTo(Math.SQRT2, 14);
    for (const strength of [0, 0.3, 0.999, 1.001, 1.5]) {
      const [first, second] = flowRates(dirac.r1("minimax", strength).linear!, unit);
      const square = strength ** 2 / 4 - 1 / 4;
      expect(Math.max(first.re, second.re)).toBeCloseTo(-strength / 2 + Math.sqrt(Math.max(0, square)), 13);
      expect(first.im).toBeCloseTo(Math.sqrt(Math.max(0, -square)), 13);
    }
  });

  it("steps up to 1.2 converge for ξ = 0.3 and up to 4 for ξ = 1 (published)", () => {
    const limit = (strength: number) =>
      largestStableStep(dirac.r1("minimax", strength).linear!, unit, { kind: "simultaneous" });
    expect(limit(0.3)).toBeCloseTo(1.2, 12);
    expect(limit(1)).toBeCloseTo(4, 12);
  });

  it("the critical penalty is where multipliers meet, and the spectral radius is least", () => {
    const steps = { stepDiscriminator: 0.4, stepGenerator: 0.9 };
    for (const kind of ["flow", "simultaneous", "alternating"] as const) {
      for (const loss of ["minimax", "ipm"] as const) {
        const critical = dirac.criticalPenalty(loss, steps, kind)!;
        const first = (factor: number) =>
          multipliers(dirac.r1(loss, factor * critical).linear!, steps, { kind })[0]!;
        expect(first(1 - 1e-6).im).toBeGreaterThan(0);
        expect(first(1 + 1e-6).im).toBe(0);
        for (const factor of [0.5, 0.9, 0.99, 1.01, 1.1, 1.5]) {
          expect(modulus(first(factor))).toBeGreaterThan(modulus(first(1)));
        }
      }
    }
    expect(
      dirac.criticalPenalty("ipm", { stepDiscriminator: 2, stepGenerator: 2 }, "alternating"),
    ).toBeUndefined();
  });

  const cases: readonly [dirac.DiracGame, Scheme, string][] = [
    [dirac.unpenalized("minimax"), { kind: "simultaneous" }, "diverges"],
    [dirac.unpenalized("nonSaturating"), { kind: "alternating" }, "circles"],
    [dirac.unpenalized("minimax"), { kind: "alternating", generatorSteps: 5 }, "circles"],
    [dirac.unpenalized("ipm"), { kind: "simultaneous" }, "diverges"],
    [dirac.clipped(1), { kind: "simultaneous" }, "circles"],
    [dirac.clipped(1), { kind: "alternating" }, "circles"],
    [dirac.instanceNoise(0.7), { kind: "simultaneous" }, "converges"],
    [dirac.r1("minimax", 0.3), { kind: "alternating", discriminatorSteps: 5 }, "converges"],
    [dirac.r1("nonSaturating", 0.3), { kind: "simultaneous" }, "converges"],
    [dirac.consensus(1), { kind: "simultaneous" }, "converges"],
    [dirac.consensus(1, "published"), { kind: "alternating" }, "converges"],
    [dirac.gradientPenalty(0.7, 1), { kind: "alternating" }, "circles"],
  ];
  for (const [game, scheme, verdict] of cases) {
    it(`says what the iteration does (${game.kind}, ${JSON.stringify(scheme)}: ${verdict})`, () => {
      const forecast = dirac.diracForecast(game, notebook, scheme);
      expect(forecast.verdict).toBe(verdict);
      expect(forecast.phrase).toContain(verdict);
      const start = 0.01;
      const path = norms(game, scheme, [start, start], 6000);
      const late = path.slice(-300);
      if (verdict === "converges") expect(Math.max(...late)).toBeLessThan(1e-6);
      if (verdict === "diverges") expect(Math.min(...late)).toBeGreaterThan(10 * start);
      if (verdict === "circles") {
        expect(Math.min(...late)).toBeGreaterThan(start / 2);
        // It keeps its size from one third of the run to the next, and within the bound where there is one.
        const earlier = path.slice(3000, 3300);
        expect(Math.abs(Math.max(...late) / Math.max(...earlier) - 1)).toBeLessThan(0.05);
      }
    });
  }

  it("the spectral radius is the measured rate of the nonlinear iteration near (0, 0)", () => {
    for (const scheme of [
      { kind: "simultaneous" },
      { kind: "alternating", discriminatorSteps: 5 },
    ] as const) {
      const game = dirac.r1("minimax", 1.4);
      const steps = { stepDiscriminator: 0.5, stepGenerator: 0.5 };
      const path = norms(game, scheme, [1e-6, 1e-6], 400, steps);
      const { radius } = dirac.diracForecast(game, steps, scheme);
      expect(Math.abs((path[400]! / path[300]!) ** 0.01 - radius!)).toBeLessThan(1e-8);
    }
  });

  it("a strong gradient penalty rests off the point", () => {
    const { verdict, phrase } = dirac.diracForecast(dirac.gradientPenalty(2.5, 0.4), unit, { kind: "flow" });
    expect(verdict).toBe("rests");
    expect(phrase).toContain("1.000");
  });
});
