/**
 * The contract of the local theory: one true point with the particles that feel it, and the words for it.
 *
 * The Isolated Points Model (Becker, Pandit, Rangan, Fletcher, arXiv 2208.09938) puts true points many
 * kernel widths apart, so that the dynamics split into neighbourhoods:
 *
 *     f⁺ = (1 − η_d λ) f + η_d [p K(·,0) − Σ q_j K(·,y_j)],   y_j⁺ = y_j + η_g q_j ∇f⁺(y_j)
 *
 * (`simultaneous`: ∇f). A radial kernel is K(r) = 1 − κr²/2 + …, and by isotropy the equations linearised
 * about y = 0 are the same in each of the d dimensions and do not couple them.
 */
export type Order = "alternating" | "simultaneous";

interface NeighbourhoodOfPoint {
  /** p ≥ 0, the true point's mass; 0 describes particles that are far from every true point. */
  readonly pointMass: number;
  /** κ = −K''(0) > 0: 1/σ² for Gaussian and rational quadratic kernels, Σ w_m/σ_m² for sums of them. */
  readonly curvature: number;
  /** λ ≥ 0. */
  readonly weightDecay: number;
  /** η_d > 0. */
  readonly stepDiscriminator: number;
  /** η_g > 0. */
  readonly stepGenerator: number;
  readonly order: Order;
}

/** One true point and r particles of equal mass q. */
export interface Neighbourhood extends NeighbourhoodOfPoint {
  /** q > 0. */
  readonly particleMass: number;
  /** r, a whole number, 0 allowed. */
  readonly particles: number;
}

/** One true point and particles of any masses q_j > 0. */
export interface UnequalNeighbourhood extends NeighbourhoodOfPoint {
  readonly particleMasses: readonly number[];
}

export type AnyNeighbourhood = Neighbourhood | UnequalNeighbourhood;

/** What linear theory says of a fixed point: every eigenvalue inside the unit circle, one on it, one outside. */
export type Stability = "stable" | "marginal" | "unstable";

/** Relative rounding of p − Σ q_j below which masses such as 1/3 and 3·(1/9) count as equal. */
const MASS_ROUNDING = 16 * Number.EPSILON;

/** Distance of a spectral radius from 1 that is rounding: a few hundred ulp, far below any rate in use. */
const UNIT_ROUNDING = 1e-13;

/** q_j of every particle in the neighbourhood. */
export function massesOf(n: AnyNeighbourhood): readonly number[] {
  return "particleMasses" in n ? n.particleMasses : new Array<number>(n.particles).fill(n.particleMass);
}

/** Δ = p − Σ q_j; exactly 0 where the difference is rounding. */
export function excess(n: AnyNeighbourhood): number {
  const held =
    "particleMasses" in n ? n.particleMasses.reduce((sum, q) => sum + q, 0) : n.particles * n.particleMass;
  const difference = n.pointMass - held;
  return Math.abs(difference) <= MASS_ROUNDING * Math.max(n.pointMass, held) ? 0 : difference;
}

/**
 * C = κΔ/λ, the curvature −∂²f/∂x² at the true point of the settled discriminator f = (Δ/λ) K(·,0).
 * At λ = 0 the discriminator sums its inputs for ever: with Δ = 0 nothing is summed to first order and C = 0;
 * with Δ ≠ 0 no fixed discriminator exists, and the answer is undefined.
 */
export function settledCurvature(n: AnyNeighbourhood): number | undefined {
  const delta = excess(n);
  if (delta === 0) return 0;
  return n.weightDecay === 0 ? undefined : (n.curvature * delta) / n.weightDecay;
}

/** Reads a spectral radius. */
export function judge(spectralRadius: number): Stability {
  if (spectralRadius < 1 - UNIT_ROUNDING) return "stable";
  return spectralRadius > 1 + UNIT_ROUNDING ? "unstable" : "marginal";
}
