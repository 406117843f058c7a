import { eigenvalues } from "../numerics/linearAlgebra.ts";

/** A rule E g(e) ≈ Σ_i weights_i g(nodes_i) for e normal with mean 0 and variance 1. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss–Hermite rule with n nodes, exact for polynomials of degree below 2n.
 *
 * The nodes are the eigenvalues of the Jacobi matrix, off-diagonal √1, √2, … (Golub, Welsch, Math. Comp. 23, 1969),
 * polished by Newton's method on h_n = He_n/√n!, for which √n h_n = e h_{n−1} − √(n−1) h_{n−2} and h_n' = √n h_{n−1};
 * the weights are 1/(n h_{n−1}²).
 *
 * @throws RangeError unless n is a whole number from 1 to 150.
 */
export function gaussHermite(n: number): Quadrature {
  if (!Number.isInteger(n) || n < 1 || n > 150) throw new RangeError(`a rule needs 1 to 150 nodes, not ${n}`);
  const jacobi = new Float64Array(n * n);
  for (let i = 1; i < n; i++) {
    jacobi[i * n + i - 1] = Math.sqrt(i);
    jacobi[(i - 1) * n + i] = Math.sqrt(i);
  }
  const nodes = Float64Array.from(eigenvalues(jacobi, n), (z) => z.re).sort();
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let round = 0; round < 3; round++) {
      const [last, before] = normalized(nodes[i]!, n);
      nodes[i]! -= last / (Math.sqrt(n) * before);
    }
    weights[i] = 1 / (n * normalized(nodes[i]!, n)[1] ** 2);
  }
  return { nodes, weights };
}

/** h_n and h_{n−1} at e. */
function normalized(e: number, n: number): [number, number] {
  let [last, before] = [1, 0];
  for (let k = 1; k <= n; k++) {
    [last, before] = [(e * last - Math.sqrt(k - 1) * before) / Math.sqrt(k), last];
  }
  return [last, before];
}
