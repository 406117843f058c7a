import { mean, variance } from "../../../numerics/statistics.ts";
import { normalBelow, studentQuantile } from "../../../numerics/studentT.ts";

/** A number with its interval, of 95 % or as said. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The level of each of `count` intervals that hold their numbers together with 95 % or more (Bonferroni's inequality).
 */
export function levelOfEach(count: number): number {
  return 1 - 0.05 / count;
}

/** The z within which a standard normal number lies with probability `level`, by bisection: 1.96 for 0.95. */
export function normalWithin(level: number): number {
  let [low, high] = [0, 8];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (2 * normalBelow(middle) - 1 < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * How much more often `a` is true than `b`, of pairs of runs of one seed, by Bonett and Price's adjusted interval
 * (J. Educ. Behav. Stat. 37, 479 (2012)): with n₁₀ and n₀₁ the pairs of which one run alone succeeded,
 * p̃₁₀ = (n₁₀ + 1)/(n + 2) and p̃₀₁ alike, p̃₁₀ − p̃₀₁ ± z √((p̃₁₀ + p̃₀₁ − (p̃₁₀ − p̃₀₁)²)/(n + 2)), z = 1.96 for 95 %. The
 * value is the plain difference of shares.
 */
export function pairedDifference(a: readonly boolean[], b: readonly boolean[], level = 0.95): Estimate {
  const n = a.length;
  const only = (one: readonly boolean[], other: readonly boolean[]) =>
    one.filter((success, k) => success && !other[k]).length;
  const [plus, minus] = [only(a, b), only(b, a)];
  const [p, q] = [(plus + 1) / (n + 2), (minus + 1) / (n + 2)];
  const half = normalWithin(level) * Math.sqrt((p + q - (p - q) ** 2) / (n + 2));
  return {
    value: (plus - minus) / n,
    low: Math.max(-1, p - q - half),
    high: Math.min(1, p - q + half),
  };
}

/** The mean of independent values with Student's interval; no width where all are equal. */
export function meanEstimate(values: readonly number[], level = 0.95): Estimate {
  const value = mean(values);
  if (values.length < 2) return { value, low: Number.NaN, high: Number.NaN };
  const half = studentQuantile(level, values.length - 1) * Math.sqrt(variance(values) / values.length);
  return { value, low: value - half, high: value + half };
}

/**
 * The slope of the difference of successes over a coordinate, by seed, and its mean over seeds with Student's
 * interval: widths share their seeds, so that their differences are not independent, but those of seeds are.
 * @param differences a − b in {−1, 0, 1}, a list over the coordinate for each seed
 */
export function slopeOverSeeds(
  coordinates: readonly number[],
  differences: readonly (readonly number[])[],
  level = 0.95,
): Estimate {
  const centre = mean(coordinates);
  const square = coordinates.reduce((sum, x) => sum + (x - centre) ** 2, 0);
  const slopes = differences.map((own) =>
    own.reduce((sum, difference, k) => sum + ((coordinates[k]! - centre) * difference) / square, 0),
  );
  return meanEstimate(slopes, level);
}
