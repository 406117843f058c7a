/**
 * The probability that a generator whose output layer V [d×k] stays as drawn can give a mean x̄ at all. The mean of a ReLU
 * generator is Σ_u a_u v_u with shares a_u ≥ 0, a point of the cone of V's columns. By Wendel's theorem (Math. Scand. 11,
 * 109, 1962) N random vectors in d dimensions, each as likely as its opposite, lie in one half-space with the probability
 * 2^(1−N) Σ_{i<d} C(N−1, i); and x̄ is outside the cone where −x̄ and the columns do: 1 − 2^−k Σ_{i<d} C(k, i).
 */
export function reachableShare(width: number, dimension: number): number {
  let [term, sum] = [2 ** -width, 0];
  for (let i = 0; i < dimension && i <= width; i++) {
    sum += term;
    term *= (width - i) / (i + 1);
  }
  return 1 - sum;
}
