import { mean, variance } from "../../../numerics/statistics.ts";
import { studentQuantile } from "../../../numerics/studentT.ts";

/** A number with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How much more often `a` is true than `b`, of pairs of runs of one seed, by Bonett and Price's adjusted interval
 * (J. Educ. Behav. Stat. 37, 479 (2012)): with n₁₀ and n₀₁ the pairs of which one run alone succeeded,
 * p̃₁₀ = (n₁₀ + 1)/(n + 2) and p̃₀₁ alike, p̃₁₀ − p̃₀₁ ± 1.96 √((p̃₁₀ + p̃₀₁ − (p̃₁₀ − p̃₀₁)²)/(n + 2)). The value is the
 * plain difference of shares.
 */
export function pairedDifference(a: readonly boolean[], b: readonly boolean[]): Estimate {
  const n = a.length;
  const only = (one: readonly boolean[], other: readonly boolean[]) =>
    one.filter((success, k) => success && !other[k]).length;
  const [plus, minus] = [only(a, b), only(b, a)];
  const [p, q] = [(plus + 1) / (n + 2), (minus + 1) / (n + 2)];
  const half = 1.959963984540054 * Math.sqrt((p + q - (p - q) ** 2) / (n + 2));
  return {
    value: (plus - minus) / n,
    low: Math.max(-1, p - q - half),
    high: Math.min(1, p - q + half),
  };
}

/** The mean of independent values with Student's interval; no width where all are equal. */
export function meanEstimate(values: readonly number[]): Estimate {
  const value = mean(values);
  if (values.length < 2) return { value, low: Number.NaN, high: Number.NaN };
  const half = studentQuantile(0.95, values.length - 1) * Math.sqrt(variance(values) / values.length);
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
): Estimate {
  const centre = mean(coordinates);
  const square = coordinates.reduce((sum, x) => sum + (x - centre) ** 2, 0);
  const slopes = differences.map((own) =>
    own.reduce((sum, difference, k) => sum + ((coordinates[k]! - centre) * difference) / square, 0),
  );
  return meanEstimate(slopes);
}
