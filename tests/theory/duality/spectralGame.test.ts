import { describe, expect, it } from "vitest";
import { standardNormals } from "../../../src/numerics/normalVectors.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { symmetricEigen } from "../../../src/numerics/singularValues.ts";
import { duality } from "../../../src/theory/index.ts";

/** Rounding of sums of some dozen terms of order one. */
const ROUNDING = 1e-11;

const stream = randomStream(43);
const d = 4;
const n = 15;
const masses = new Float64Array(n).fill(1 / n);
const cloud = (dimension: number) => standardNormals(n, dimension, stream);
const game: duality.SpectralGame = {
  moment: duality.secondMoment(cloud(d), masses, d),
  dimension: d,
  threshold: 0.8,
  ridge: 0.6,
};
const optimum = duality.spectralOptimum(game);
const { values } = symmetricEigen(game.moment, d);

describe("the game of second moments", () => {
  it("lowers the spectrum by the threshold, some of it to 0", () => {
    expect(values[0]).toBeGreaterThan(0.8);
    expect(values[d - 1]).toBeLessThan(0.8);
    optimum.spectrum.forEach((value, k) => {
      expect(value).toBeCloseTo(Math.max(0, values[k]! - 0.8), 12);
    });
    expect(duality.momentDistance(game, optimum.moment)).toBeCloseTo(0.8, 12);
  });

  it("has no gap at its saddle point", () => {
    const { primal, dual, gap, excess } = duality.spectralBounds(game, optimum.moment, optimum.form);
    expect(Math.abs(primal - optimum.value)).toBeLessThan(ROUNDING);
    expect(Math.abs(dual - optimum.value)).toBeLessThan(ROUNDING);
    expect(Math.abs(gap)).toBeLessThan(ROUNDING);
    expect(Math.abs(excess)).toBeLessThan(ROUNDING);
  });

  it("bounds the value from both sides, whoever plays", () => {
    for (let run = 0; run < 50; run++) {
      const outputs = cloud(d).map((value) => (0.2 + (run % 5) / 3) * value);
      const generated = duality.secondMoment(outputs, masses, d);
      const root = cloud(d).subarray(0, d * d);
      const form = Float64Array.from(
        { length: d * d },
        (_, k) => 0.3 * (root[k]! + root[(k % d) * d + Math.floor(k / d)]!),
      );
      const { primal, dual } = duality.spectralBounds(game, generated, form);
      expect(primal).toBeGreaterThan(optimum.value - ROUNDING);
      expect(dual).toBeLessThan(optimum.value + ROUNDING);
    }
  });

  it("is reached by the linear generator of the closed form, with any rotation", () => {
    for (const m of [4, 6]) {
      const latents = { points: cloud(m), masses, dimension: m };
      const { vectors } = symmetricEigen(duality.secondMoment(cloud(m), masses, m), m);
      for (const rotation of [undefined, vectors]) {
        const matrix = duality.optimalLinearGenerator(game, latents, rotation);
        const outputs = Float64Array.from({ length: n * d }, (_, k) => {
          const [j, a] = [Math.floor(k / d), k % d];
          let sum = 0;
          for (let b = 0; b < m; b++) sum += matrix[a * m + b]! * latents.points[j * m + b]!;
          return sum;
        });
        const generated = duality.secondMoment(outputs, masses, d);
        generated.forEach((value, k) => {
          expect(Math.abs(value - optimum.moment[k]!)).toBeLessThan(ROUNDING);
        });
      }
    }
  });

  it("refuses latents of too few dimensions", () => {
    const latents = { points: cloud(1), masses, dimension: 1 };
    expect(() => duality.optimalLinearGenerator({ ...game, threshold: 0.01 }, latents)).toThrow(/dimensions/);
  });
});
