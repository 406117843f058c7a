import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export function modulus(z: Complex): number {
  return Math.hypot(z.re, z.im);
}

function toMatrix(entries: ArrayLike<number>, rows: number, columns: number): Matrix {
  return Matrix.from1DArray(rows, columns, Array.from(entries));
}

/**
 * The eigenvalues of a real square matrix, largest modulus first (of a complex pair, im > 0 first).
 * `matrix` is row-major, [size*size]. A defective pair is found to about the square root of the rounding.
 */
export function eigenvalues(matrix: ArrayLike<number>, size: number): Complex[] {
  if (size === 0) return [];
  const decomposition = new EigenvalueDecomposition(toMatrix(matrix, size, size));
  const imaginary = decomposition.imaginaryEigenvalues;
  return decomposition.realEigenvalues
    .map((re, i): Complex => ({ re, im: imaginary[i]! }))
    .sort((a, b) => modulus(b) - modulus(a) || b.im - a.im || b.re - a.re);
}

/**
 * The eigenvalues of a real 2×2 matrix from its trace and determinant, largest modulus first (of a complex
 * pair, im > 0 first). A complex pair has the modulus √determinant to rounding, so that a map on the edge of
 * stability is seen to be on it.
 */
export function eigenvaluePair(trace: number, determinant: number): [Complex, Complex] {
  const half = trace / 2;
  const discriminant = half * half - determinant;
  if (discriminant < 0) {
    const im = Math.sqrt(-discriminant);
    return [
      { re: half, im },
      { re: half, im: -im },
    ];
  }
  // The larger root without cancellation, the smaller one from the product.
  const large = half + (half < 0 ? -1 : 1) * Math.sqrt(discriminant);
  const small = large === 0 ? 0 : determinant / large;
  return [
    { re: large, im: 0 },
    { re: small, im: 0 },
  ];
}

/** The largest modulus among eigenvalues; 0 for none. */
export function spectralRadiusOf(values: readonly Complex[]): number {
  return values.reduce((largest, z) => Math.max(largest, modulus(z)), 0);
}

/** The largest modulus of the eigenvalues of a row-major matrix [size*size]. */
export function spectralRadius(matrix: ArrayLike<number>, size: number): number {
  return spectralRadiusOf(eigenvalues(matrix, size));
}

/** A·B of row-major matrices [rows*inner] and [inner*columns]; returns [rows*columns]. */
export function multiply(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  shape: { rows: number; inner: number; columns: number },
): Float64Array {
  const product = toMatrix(a, shape.rows, shape.inner).mmul(toMatrix(b, shape.inner, shape.columns));
  return Float64Array.from(product.to1DArray());
}

/** M·V·Mᵀ of row-major matrices [size*size]; exactly symmetric when V is. */
export function congruence(m: ArrayLike<number>, v: ArrayLike<number>, size: number): Float64Array {
  const left = toMatrix(m, size, size);
  const result = Float64Array.from(
    left
      .mmul(toMatrix(v, size, size))
      .mmul(left.transpose())
      .to1DArray(),
  );
  // Rounding alone breaks the symmetry, and it would grow over many steps.
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) {
      const mean = (result[i * size + k]! + result[k * size + i]!) / 2;
      result[i * size + k] = mean;
      result[k * size + i] = mean;
    }
  }
  return result;
}

/** The sum of the diagonal of a row-major matrix [size*size]. */
export function trace(matrix: ArrayLike<number>, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
