/**
 * Where two particles rest about a true point that they outweigh (Gaussian kernel, any dimension): at ±s with
 *
 *     s² = (2/3κ) ln(2q/p),
 *
 * because the settled f = [p K(·,0) − q K(·,s) − q K(·,−s)]/λ has its zero gradient at s where
 * p K'(s) = q K'(2s). It exists for every surplus 2q > p, at every λ and for every step: a surplus makes the
 * point itself unstable, which need not mean expulsion. Whether the pair settles there is decided by the
 * damping: in the full equations it does for moderate η_d λ and is expelled for small (tests).
 *
 * @returns s in the target's length, 0 for 2q ≤ p (the pair rests on the point itself), +∞ for p = 0.
 */
export function spreadPairDistance(pair: {
  readonly pointMass: number;
  readonly particleMass: number;
  /** κ = 1/σ². */
  readonly curvature: number;
}): number {
  const ratio = (2 * pair.particleMass) / pair.pointMass;
  return ratio <= 1 ? 0 : Math.sqrt((2 * Math.log(ratio)) / (3 * pair.curvature));
}
