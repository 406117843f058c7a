import type { Interval } from "./intervals.ts";
import { studentQuantile } from "./studentT.ts";

/** A fitted power law y = a x^b. */
export interface PowerLaw {
  readonly prefactor: number;
  readonly exponent: number;
  /** Standard error of b; NaN for two points. */
  readonly exponentError: number;
  /** Of b, by Student's t with n − 2 degrees of freedom; all numbers for two points. */
  readonly interval: Interval;
}

/**
 * Fits y = a x^b by least squares of ln y on ln x.
 * @param weights of each point, proportional to 1/var(ln y), such as (y/error)²; equal when left out. Their
 *   scale does not matter: the scatter about the line sets the error
 * @throws RangeError unless x, y and weights are positive and equally long, with two different x
 */
export function fitPowerLaw(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { weights, confidence = 0.95 }: { weights?: ArrayLike<number>; confidence?: number } = {},
): PowerLaw {
  const n = x.length;
  const w = weights === undefined ? new Float64Array(n).fill(1) : Float64Array.from(weights);
  if (y.length !== n || w.length !== n) throw new RangeError("x, y and weights must be equally long");
  const positive = (values: ArrayLike<number>) =>
    Array.from(values).every((value) => value > 0 && Number.isFinite(value));
  if (!positive(x) || !positive(y) || !positive(w)) {
    throw new RangeError("a power law is fitted to finite values above zero");
  }
  const u = Float64Array.from(x, Math.log);
  const v = Float64Array.from(y, Math.log);
  const sum = (term: (i: number) => number) => w.reduce((total, weight, i) => total + weight * term(i), 0);
  const total = sum(() => 1);
  const uMean = sum((i) => u[i]!) / total;
  const vMean = sum((i) => v[i]!) / total;
  const uu = sum((i) => (u[i]! - uMean) ** 2);
  if (n < 2 || uu === 0) throw new RangeError("a power law needs at least two different x");
  const exponent = sum((i) => (u[i]! - uMean) * (v[i]! - vMean)) / uu;
  const offset = vMean - exponent * uMean;
  const prefactor = Math.exp(offset);
  if (n === 2) {
    const interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    return { prefactor, exponent, exponentError: Number.NaN, interval };
  }
  const left = sum((i) => (v[i]! - offset - exponent * u[i]!) ** 2);
  const exponentError = Math.sqrt(left / (n - 2) / uu);
  const half = studentQuantile(confidence, n - 2) * exponentError;
  return { prefactor, exponent, exponentError, interval: { low: exponent - half, high: exponent + half } };
}
