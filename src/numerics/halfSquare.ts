/** ψ(n) = ξn²/2, n a norm and ξ a strength. The square is cut where n = 1e18, so that single precision can hold it. */
export function halfSquare(norm: number, strength: number): number {
  const length = Math.min(norm, 1e18);
  return 0.5 * strength * length * length;
}

/** ψ'(n)/n = ξ. */
export function constantStiffness(_norm: number, strength: number): number {
  return strength;
}
