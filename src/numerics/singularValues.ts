import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from "ml-matrix";

/** A ≈ U S Vᵀ with the largest singular values first; matrices are row-major. */
export interface ThinSingularValues {
  /** [rows*count], orthonormal columns. */
  readonly left: Float64Array;
  /** [count], ≥ 0, descending. */
  readonly values: Float64Array;
  /** [columns*count], orthonormal columns. */
  readonly right: Float64Array;
  /** Number of singular values, min(rows, columns). */
  readonly count: number;
}

/**
 * The thin singular value decomposition of a row-major matrix [rows*columns], by that of ml-matrix: right to rounding for
 * small singular values too. It takes about 10·rows·columns·min(rows, columns) operations: a second for 1000 × 100.
 * @throws RangeError for entries that are not finite
 */
export function thinSingularValues(
  matrix: ArrayLike<number>,
  rows: number,
  columns: number,
): ThinSingularValues {
  checkFinite(matrix);
  const count = Math.min(rows, columns);
  if (count === 0) {
    return { left: new Float64Array(0), values: new Float64Array(0), right: new Float64Array(0), count };
  }
  const found = new SingularValueDecomposition(Matrix.from1DArray(rows, columns, Array.from(matrix)), {
    autoTranspose: true,
  });
  return {
    left: firstColumns(found.leftSingularVectors, count),
    values: Float64Array.from(found.diagonal.slice(0, count)),
    right: firstColumns(found.rightSingularVectors, count),
    count,
  };
}

/** The eigenvalues of a symmetric matrix, largest first, and their eigenvectors as columns. */
export interface SymmetricEigen {
  /** [size], descending. */
  readonly values: Float64Array;
  /** [size*size], row-major; column j belongs to value j. */
  readonly vectors: Float64Array;
}

/**
 * All eigenvalues and eigenvectors of a row-major symmetric matrix [size*size]: a second for 500.
 * @throws RangeError for entries that are not finite
 */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): SymmetricEigen {
  checkFinite(matrix);
  if (size === 0) return { values: new Float64Array(0), vectors: new Float64Array(0) };
  const scale = scaleOf(matrix);
  const scaled = Array.from(matrix, (value) => value / scale);
  const given = Matrix.from1DArray(size, size, scaled);
  const found = new EigenvalueDecomposition(given, { assumeSymmetric: true });
  const values = new Float64Array(size);
  const vectors = new Float64Array(size * size);
  // ml-matrix gives them in ascending order.
  const columns = found.eigenvectorMatrix.to1DArray();
  for (let j = 0; j < size; j++) {
    values[j] = scale * found.realEigenvalues[size - 1 - j]!;
    for (let i = 0; i < size; i++) vectors[i * size + j] = columns[i * size + (size - 1 - j)]!;
  }
  return { values, vectors };
}

function checkFinite(matrix: ArrayLike<number>): void {
  for (let k = 0; k < matrix.length; k++) {
    if (!Number.isFinite(matrix[k]!)) throw new RangeError(`entry ${k} of the matrix is ${matrix[k]}`);
  }
}

/** The power of two below the largest entry: ml-matrix squares entries, which must not overflow. */
function scaleOf(matrix: ArrayLike<number>): number {
  let most = 0;
  for (let k = 0; k < matrix.length; k++) most = Math.max(most, Math.abs(matrix[k]!));
  return most === 0 ? 1 : 2 ** Math.min(1023, Math.floor(Math.log2(most)));
}

function firstColumns(matrix: Matrix, count: number): Float64Array {
  const { rows } = matrix;
  const kept = new Float64Array(rows * count);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < count; j++) kept[i * count + j] = matrix.get(i, j);
  }
  return kept;
}
