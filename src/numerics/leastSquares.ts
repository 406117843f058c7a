import { Matrix, SingularValueDecomposition } from "ml-matrix";

/** The coefficients of a linear least-squares fit and the Euclidean norm of what it leaves. */
export interface LinearFit {
  readonly coefficients: Float64Array;
  readonly residual: number;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** Takes `share` of a unit vector out of each of the others; returns the shares. */
function takeOut(unit: Float64Array, others: readonly Float64Array[]): number[] {
  return others.map((other) => {
    const share = dot(unit, other);
    for (let k = 0; k < other.length; k++) other[k]! -= share * unit[k]!;
    return share;
  });
}

/**
 * Minimises ‖Σ_m c_m column_m − values‖.
 *
 * The tall columns, scaled to length 1, go through modified Gram-Schmidt together with the values, which is
 * as stable as Householder's method (Björck, BIT 7, 1, 1967) and, on typed columns, several times as fast
 * as a general decomposition; the small triangular system that remains is solved by its singular values.
 * Where the columns are dependent to round-off, the shortest solution is taken.
 * @param columns each as long as `values`, fewer than the values
 * @returns undefined when a number is not finite
 */
export function leastSquares(columns: readonly Float64Array[], values: Float64Array): LinearFit | undefined {
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)) || 1);
  const work = columns.map((column, m) => column.map((value) => value / lengths[m]!));
  const left = values.slice();
  const size = columns.length;
  const triangle = Matrix.zeros(size, size);
  const right = Matrix.zeros(size, 1);
  work.forEach((column, m) => {
    const length = Math.sqrt(dot(column, column));
    const unit = length > 0 ? column.map((value) => value / length) : column;
    const shares = takeOut(unit, [...work.slice(m + 1), left]);
    triangle.set(m, m, length);
    shares.forEach((share, l) => {
      if (m + 1 + l < size) triangle.set(m, m + 1 + l, share);
      else right.set(m, 0, share);
    });
  });
  const residual = Math.sqrt(dot(left, left));
  if (!Number.isFinite(residual) || !lengths.every(Number.isFinite)) return undefined;
  const solved = new SingularValueDecomposition(triangle).solve(right);
  return { coefficients: Float64Array.from(lengths, (length, m) => solved.get(m, 0) / length), residual };
}
