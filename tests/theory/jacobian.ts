import type { Complex } from "../../src/numerics/linearAlgebra.ts";

/** A map of a state to the next one. */
export type StateMap = (state: readonly number[]) => number[];

/** The Jacobian [n*n], row-major, by central differences of sixth order. */
export function jacobian(map: StateMap, at: readonly number[], h = 0.01): Float64Array {
  const n = at.length;
  const matrix = new Float64Array(n * n);
  const weights = [45, -9, 1];
  for (let column = 0; column < n; column++) {
    const shifted = (by: number) => map(at.map((value, i) => (i === column ? value + by : value)));
    weights.forEach((weight, k) => {
      const [up, down] = [shifted((k + 1) * h), shifted(-(k + 1) * h)];
      for (let row = 0; row < n; row++) {
        matrix[row * n + column]! += (weight * (up[row]! - down[row]!)) / (60 * h);
      }
    });
  }
  return matrix;
}

/** Re Σ λ^k for k = 1 … count: equal for equal spectra with their multiplicities, and smooth where they meet. */
export function powerSums(values: readonly Complex[], count: number): number[] {
  let powers = values.map(() => ({ re: 1, im: 0 }));
  return Array.from({ length: count }, () => {
    powers = powers.map((z, i) => ({
      re: z.re * values[i]!.re - z.im * values[i]!.im,
      im: z.re * values[i]!.im + z.im * values[i]!.re,
    }));
    return powers.reduce((sum, z) => sum + z.re, 0);
  });
}

/** The same sums as traces of powers of a matrix. */
export function powerTraces(matrix: ArrayLike<number>, count: number): number[] {
  const n = Math.sqrt(matrix.length);
  let power = Array.from(matrix);
  return Array.from({ length: count }, (_, k) => {
    if (k > 0) {
      power = power.map((_, at) => {
        const [row, column] = [Math.floor(at / n), at % n];
        let sum = 0;
        for (let i = 0; i < n; i++) sum += power[row * n + i]! * matrix[i * n + column]!;
        return sum;
      });
    }
    let trace = 0;
    for (let i = 0; i < n; i++) trace += power[i * n + i]!;
    return trace;
  });
}

/** Real numbers as complex ones, each `times` times. */
export function real(re: number, times = 1): Complex[] {
  return Array.from({ length: times }, () => ({ re, im: 0 }));
}

/** The largest difference of two lists, relative for entries above 1. */
export function largestGap(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...a.map((value, i) => Math.abs(value - b[i]!) / Math.max(1, Math.abs(b[i]!))));
}
