import { type Crossing, checkedReplicas } from "./crossing.ts";
import { type BootstrapOptions, type Strata, stratifiedInterval } from "./intervals.ts";
import { mean } from "./statistics.ts";

/**
 * Where a difference changes sign: of all divisions of the list into a part before and a part behind, the one
 * that has most of the one sign before and of the other behind, so that noise where two curves run together
 * does not count. The two values about the best division never have the same sign.
 */
function signChange(x: ArrayLike<number>, difference: readonly number[]): number {
  let best = -1;
  let most = Math.abs(difference.reduce((sum, value) => sum + value, 0));
  let before = 0;
  const all = difference.reduce((sum, value) => sum + value, 0);
  for (let k = 0; k < difference.length - 1; k++) {
    before += difference[k]!;
    const apart = Math.abs(2 * before - all);
    if (apart > most) {
      most = apart;
      best = k;
    }
  }
  if (best < 0) return Number.NaN;
  const [from, to] = [difference[best]!, difference[best + 1]!];
  return from === to
    ? (x[best]! + x[best + 1]!) / 2
    : x[best]! + (from / (from - to)) * (x[best + 1]! - x[best]!);
}

/**
 * The x at which two noisy curves cross, such as Binder's cumulant at two sizes, with a bootstrap interval
 * over the replicas of both. `at` is undefined, with NaN bounds, when one lies above the other throughout.
 * @param x growing, common to both
 * @param statistic what a curve is of its replicas; their mean when left out
 * @throws RangeError unless x grows, has as many entries as both curves, two or more, and each has a value
 */
export function curveCrossing(
  x: ArrayLike<number>,
  first: Strata,
  second: Strata,
  options: BootstrapOptions & { readonly statistic?: (values: readonly number[]) => number },
): Crossing {
  const { statistic = mean } = options;
  const n = x.length;
  const samples = [...checkedReplicas(x, first), ...checkedReplicas(x, second)];
  const place = (drawn: Strata) =>
    signChange(
      x,
      Array.from({ length: n }, (_, i) => statistic(drawn[i]!) - statistic(drawn[n + i]!)),
    );
  const at = place(samples);
  if (Number.isNaN(at)) return { at: undefined, low: Number.NaN, high: Number.NaN };
  return { at, ...stratifiedInterval(samples, place, options) };
}
