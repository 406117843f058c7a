import { describe, expect, test } from "vitest";
import { bootstrapInterval, bootstrapMean, stratifiedInterval } from "../../src/numerics/intervals.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { mean, median, wilsonInterval } from "../../src/numerics/statistics.ts";
import { coverage, expectCovers } from "./covers.ts";

const SEEDS = 400;

function normals(count: number, seed: number, centre = 0): number[] {
  const stream = randomStream(seed, 1);
  return Array.from({ length: count }, () => centre + stream.normal());
}

describe("intervals cover the truth as often as they say", () => {
  test.each([0.05, 0.3, 0.5])("Wilson's for a fraction %d of 40", (p) => {
    const share = coverage(SEEDS, p, (seed) => {
      const stream = randomStream(seed, 2);
      let hits = 0;
      for (let k = 0; k < 40; k++) if (stream.uniform() < p) hits += 1;
      return wilsonInterval(hits, 40);
    });
    expectCovers(share);
  });

  test.each([6, 12, 40])("the bootstrap's for the mean of %i normal values", (count) => {
    const share = coverage(SEEDS, 3, (seed) =>
      bootstrapMean(normals(count, seed, 3), { stream: randomStream(seed, 3), resamples: 250 }),
    );
    expectCovers(share);
  });

  test("the bootstrap's for the mean of 40 exponential values and the median of 41", () => {
    const exponential = (count: number, seed: number) => {
      const stream = randomStream(seed, 4);
      return Array.from({ length: count }, () => -Math.log1p(-stream.uniform()));
    };
    const options = (seed: number) => ({ stream: randomStream(seed, 5), resamples: 250 });
    expectCovers(coverage(SEEDS, 1, (seed) => bootstrapMean(exponential(40, seed), options(seed))));
    expectCovers(
      coverage(SEEDS, Math.LN2, (seed) => bootstrapInterval(exponential(41, seed), median, options(seed))),
    );
  });
});

describe("the bootstrap", () => {
  test("gives the same interval for the same stream, and a wider one for more confidence", () => {
    const values = normals(20, 7);
    const at = (confidence: number, seed = 1) =>
      bootstrapMean(values, { stream: randomStream(seed), confidence });
    expect(at(0.95)).toEqual(at(0.95));
    expect(at(0.95, 2)).not.toEqual(at(0.95));
    expect(at(0.95).mean).toBe(mean(values));
    expect(at(0.5).low).toBeGreaterThan(at(0.95).low);
    expect(at(0.5).high).toBeLessThan(at(0.95).high);
  });

  test("is as wide as t standard errors of the mean", () => {
    const values = normals(200, 8);
    const { low, high } = bootstrapMean(values, { stream: randomStream(1), resamples: 2500 });
    const centre = mean(values);
    const error = Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / 199 / 200);
    // 4000 resamples know a 2.5 % quantile to a few hundredths of its distance from the mean.
    expect((high - low) / (2 * 1.972 * error)).toBeCloseTo(1, 1);
  });

  test("of one value, or of a statistic that mostly is not there, is NaN", () => {
    const none = { low: Number.NaN, high: Number.NaN };
    const options = { stream: randomStream(1) };
    expect(bootstrapInterval([1], mean, options)).toEqual(none);
    expect(bootstrapInterval([1, 2], () => Number.NaN, options)).toEqual(none);
    expect(stratifiedInterval([[1], [2]], () => 0, options)).toEqual(none);
  });

  test("keeps samples apart and passes on infinite statistics", () => {
    const samples = [
      [1, 1],
      [5, 5],
    ];
    const options = { stream: randomStream(1), resamples: 100 };
    expect(stratifiedInterval(samples, ([a, b]) => mean(b!) - mean(a!), options)).toEqual({
      low: 4,
      high: 4,
    });
    const one = stratifiedInterval(samples, () => Number.POSITIVE_INFINITY, options);
    expect(one).toEqual({ low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  });
});
