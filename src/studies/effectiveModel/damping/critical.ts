import { leastSquares } from "../../../numerics/leastSquares.ts";
import { mean } from "../../../numerics/statistics.ts";
import { studentQuantile } from "../../../numerics/studentT.ts";

/** A measured strength with an interval about it. */
export interface Found {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Where an oscillation ends: the squared frequency of a mode is a polynomial of degree 2 in the strength (of a step's
 * map the squared imaginary part of its multipliers is, with finite steps as well); this is the first zero above of the
 * parabola fitted to it, with the 95 % interval of the jackknife.
 * @param squares at least 4; may be below 0, where the multipliers are real
 */
export function endOfOscillation(strengths: readonly number[], squares: readonly number[]): Found {
  const value = zero(strengths, squares);
  const others = strengths.map((_, left) => {
    const keep = (_one: number, k: number) => k !== left;
    return zero(strengths.filter(keep), squares.filter(keep));
  });
  const n = others.length;
  const centre = mean(others);
  const spread = others.reduce((sum, one) => sum + (one - centre) ** 2, 0);
  const half = studentQuantile(0.95, n - 1) * Math.sqrt(((n - 1) / n) * spread);
  return { value, low: value - half, high: value + half };
}

/** The zero of the fitted parabola at which it falls; NaN where it has none or there is too little to fit. */
function zero(strengths: readonly number[], squares: readonly number[]): number {
  if (strengths.length < 3) return Number.NaN;
  const x = Float64Array.from(strengths);
  const fit = leastSquares([x.map(() => 1), x, x.map((one) => one * one)], Float64Array.from(squares));
  if (fit === undefined) return Number.NaN;
  const [c, b, a] = fit.coefficients as unknown as [number, number, number];
  const square = b * b - 4 * a * c;
  if (square < 0) return Number.NaN;
  // The root at which it falls is 2c/(−b + √…) whatever the sign of a.
  return (2 * c) / (-b + Math.sqrt(square));
}

/**
 * The strength with the least time, and those beside it, between which the least of all strengths lies.
 * @param times NaN where there is none
 */
export function fastest(strengths: readonly number[], times: readonly number[]): Found {
  const order = strengths.map((_, k) => k).filter((k) => Number.isFinite(times[k]!));
  order.sort((a, b) => strengths[a]! - strengths[b]!);
  let best = 0;
  order.forEach((k, place) => {
    if (times[k]! < times[order[best]!]!) best = place;
  });
  const at = (place: number) => strengths[order[place]!] ?? Number.NaN;
  return { value: at(best), low: at(Math.max(0, best - 1)), high: at(Math.min(order.length - 1, best + 1)) };
}

/** Strengths between two, equally far apart, without the ends. */
export function between({ low, high }: Pick<Found, "low" | "high">, count: number): number[] {
  return Array.from({ length: count }, (_, k) => low + ((k + 1) * (high - low)) / (count + 1));
}

/** Strengths from `from` to `to`, each the same multiple of the one before. */
export function geometric(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => from * (to / from) ** (k / (count - 1)));
}

/** Mean and Student's 95 % interval; of one value no interval. */
export function meanInterval(values: readonly number[]): Found {
  const value = mean(values);
  if (values.length < 2) return { value, low: value, high: value };
  const spread = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (values.length - 1);
  const half = studentQuantile(0.95, values.length - 1) * Math.sqrt(spread / values.length);
  return { value, low: value - half, high: value + half };
}
