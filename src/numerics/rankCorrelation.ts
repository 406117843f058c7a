import type { Interval } from "./intervals.ts";
import { studentWithin } from "./studentT.ts";

/** A rank correlation, its 95 % interval and the probability of so strong a one without any relation. */
export interface RankCorrelation extends Interval {
  /** ρ, NaN when one of the lists is constant. */
  readonly value: number;
  /** Two-sided; exact up to `EXACT` pairs. */
  readonly pValue: number;
}

/** Up to so many pairs all orders are gone through: 8! = 40320. */
const EXACT = 9;

/** Ranks from 1, equal values sharing the mean of theirs. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const result = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to += 1;
    for (let k = from; k <= to; k++) result[order[k]!] = 1 + (from + to) / 2;
    from = to + 1;
  }
  return result;
}

function centred(values: Float64Array): Float64Array {
  const middle = (values.length + 1) / 2;
  const shifted = values.map((value) => value - middle);
  const length = Math.sqrt(shifted.reduce((sum, value) => sum + value * value, 0));
  return shifted.map((value) => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** The share of all orders of b whose |correlation| with a reaches that of the order given. */
function exactShare(a: Float64Array, b: Float64Array): number {
  const reached = Math.abs(dot(a, b)) - 1e-9;
  const order = b.slice();
  let extreme = 0;
  let all = 0;
  // Depth first: place k takes each of the values not yet placed.
  const visit = (k: number, sum: number): void => {
    if (k === order.length) {
      all += 1;
      if (Math.abs(sum) >= reached) extreme += 1;
      return;
    }
    const own = order[k]!;
    for (let i = k; i < order.length; i++) {
      const value = order[i]!;
      order[i] = own;
      order[k] = value;
      visit(k + 1, sum + a[k]! * value);
      order[k] = own;
      order[i] = value;
    }
  };
  visit(0, 0);
  return extreme / all;
}

/**
 * Spearman's rank correlation of pairs (x_i, y_i), ties at their mean rank.
 *
 * The interval is Fisher's z with the standard error √((1 + ρ²/2)/(n − 3)) (D. G. Bonett and T. A. Wright,
 * Psychometrika 65, 23, 2000), [−1, 1] below four pairs. The p-value goes through all orders up to eight
 * pairs and uses t = ρ√((n−2)/(1−ρ²)) with n − 2 degrees of freedom beyond.
 * @throws RangeError unless both lists are equally long, with at least three values, none of them NaN
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): RankCorrelation {
  const n = x.length;
  if (n !== y.length || n < 3) {
    throw new RangeError(`a rank correlation needs three or more pairs, not ${n} and ${y.length} values`);
  }
  if (Array.from(x).some(Number.isNaN) || Array.from(y).some(Number.isNaN)) {
    throw new RangeError("NaN has no rank");
  }
  const a = centred(ranks(x));
  const b = centred(ranks(y));
  const value = Math.max(-1, Math.min(1, dot(a, b)));
  if (Number.isNaN(value)) return { value, low: value, high: value, pValue: value };
  const t = value * Math.sqrt((n - 2) / (1 - value * value));
  const pValue = n <= EXACT ? exactShare(a, b) : 1 - studentWithin(t, n - 2);
  if (n < 4) return { value, low: -1, high: 1, pValue };
  const half = 1.959963984540054 * Math.sqrt((1 + (value * value) / 2) / (n - 3));
  const z = Math.atanh(value);
  return { value, low: Math.tanh(z - half), high: Math.tanh(z + half), pValue };
}
