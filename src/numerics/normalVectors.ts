import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { RandomStream } from "./random.ts";

/**
 * The symmetric square root of a symmetric positive semidefinite matrix, row-major [d*d]; eigenvalues
 * that are negative by round-off alone count as 0.
 * @param rows the matrix, d rows of d numbers
 * @returns undefined unless the matrix is square, symmetric and positive semidefinite (to 1e-10 of its
 * largest entry)
 */
export function squareRoot(rows: readonly (readonly number[])[]): Float64Array | undefined {
  const d = rows.length;
  if (rows.some((row) => row.length !== d)) return undefined;
  const largest = Math.max(...rows.flatMap((row) => row.map(Math.abs)));
  const tolerance = 1e-10 * largest;
  let diagonal = true;
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < a; b++) {
      if (Math.abs(rows[a]![b]! - rows[b]![a]!) > tolerance) return undefined;
      if (rows[a]![b] !== 0 || rows[b]![a] !== 0) diagonal = false;
    }
  }
  const root = new Float64Array(d * d);
  if (diagonal) {
    for (let a = 0; a < d; a++) {
      if (rows[a]![a]! < 0) return undefined;
      root[a * d + a] = Math.sqrt(rows[a]![a]!);
    }
    return root;
  }
  const symmetric = rows.map((row, a) => row.map((value, b) => (value + rows[b]![a]!) / 2));
  const parts = new EigenvalueDecomposition(new Matrix(symmetric), { assumeSymmetric: true });
  if (parts.realEigenvalues.some((value) => value < -tolerance)) return undefined;
  return spectral(parts, (value) => Math.sqrt(Math.max(0, value)));
}

/** V f(Λ) Vᵀ, row-major. */
function spectral(parts: EigenvalueDecomposition, f: (eigenvalue: number) => number): Float64Array {
  const d = parts.realEigenvalues.length;
  const values = parts.realEigenvalues.map(f);
  const vectors = parts.eigenvectorMatrix;
  const result = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) {
      let sum = 0;
      for (let m = 0; m < d; m++) sum += vectors.get(a, m) * values[m]! * vectors.get(b, m);
      result[a * d + b] = sum;
    }
  }
  return result;
}

/** `count` standard normal vectors, row-major [count*dimension]. */
export function standardNormals(count: number, dimension: number, stream: RandomStream): Float64Array {
  return Float64Array.from({ length: count * dimension }, () => stream.normal());
}

/** Each point z [n*d] to mean + root·z; `root` is symmetric, row-major [d*d]. */
export function stretch(points: Float64Array, root: Float64Array, mean: ArrayLike<number>): Float64Array {
  const d = mean.length;
  const result = new Float64Array(points.length);
  for (let start = 0; start < points.length; start += d) {
    for (let a = 0; a < d; a++) {
      let sum = mean[a]!;
      for (let b = 0; b < d; b++) sum += root[a * d + b]! * points[start + b]!;
      result[start + a] = sum;
    }
  }
  return result;
}

/**
 * The cloud centred and stretched so that its mean is 0 and its covariance Σ zzᵀ/n is the identity, to
 * round-off. Undefined when the points do not span the space (n ≤ d, or by chance).
 */
export function whiten(points: Float64Array, dimension: number): Float64Array | undefined {
  const d = dimension;
  const n = points.length / d;
  if (n <= d) return undefined;
  const centre = new Float64Array(d);
  for (let k = 0; k < points.length; k++) centre[k % d]! += points[k]! / n;
  const centred = points.map((value, k) => value - centre[k % d]!);
  const covariance = new Matrix(d, d);
  for (let start = 0; start < centred.length; start += d) {
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) {
        covariance.set(a, b, covariance.get(a, b) + (centred[start + a]! * centred[start + b]!) / n);
      }
    }
  }
  const parts = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const least = Math.min(...parts.realEigenvalues);
  if (!(least > 1e-12 * Math.max(...parts.realEigenvalues))) return undefined;
  return stretch(
    centred,
    spectral(parts, (value) => 1 / Math.sqrt(value)),
    new Float64Array(d),
  );
}
