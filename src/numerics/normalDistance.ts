import { multiply } from "./linearAlgebra.ts";
import { thinSingularValues } from "./singularValues.ts";
import { transposed } from "./transposed.ts";

/** A normal law in R^d by its mean [d] and a root A [rows*d] of its covariance AᵀA. */
export interface NormalLaw {
  readonly mean: ArrayLike<number>;
  readonly root: ArrayLike<number>;
}

/**
 * The squared 2-Wasserstein distance of two normal laws, ‖m − m'‖² + tr C + tr C' − 2 tr (C^½C'C^½)^½, where the last trace is
 * the sum of the singular values of A A'ᵀ (C. R. Givens, R. M. Shortt, Michigan Math. J. 31, 231 (1984)). Roots may have
 * fewer rows than columns.
 * @throws RangeError for numbers that are not finite
 */
export function normalWasserstein2(one: NormalLaw, other: NormalLaw): number {
  const d = one.mean.length;
  const [rows, columns] = [one.root.length / d, other.root.length / d];
  const across = transposed(other.root, columns, d);
  const products = multiply(one.root, across, { rows, inner: d, columns });
  const shared = thinSingularValues(products, rows, columns).values.reduce((sum, value) => sum + value, 0);
  let between = 0;
  for (let a = 0; a < d; a++) between += (one.mean[a]! - other.mean[a]!) ** 2;
  return Math.max(0, between + squares(one.root) + squares(other.root) - 2 * shared);
}

function squares(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]! * values[k]!;
  return sum;
}
