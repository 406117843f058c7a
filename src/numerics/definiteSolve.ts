import { CholeskyDecomposition, Matrix } from "ml-matrix";

/**
 * Solves A·x = b for a symmetric positive definite A, row-major [n*n], by Cholesky's decomposition.
 * @throws RangeError when A is not positive definite to rounding
 */
export function solveDefinite(matrix: ArrayLike<number>, right: ArrayLike<number>): Float64Array {
  const n = right.length;
  const decomposition = new CholeskyDecomposition(Matrix.from1DArray(n, n, Array.from(matrix)));
  if (!decomposition.isPositiveDefinite()) throw new RangeError("the matrix is not positive definite");
  return Float64Array.from(decomposition.solve(Matrix.columnVector(Array.from(right))).to1DArray());
}
