import { localSpectrum } from "./localMap.ts";
import type { Neighbourhood } from "./neighbourhood.ts";
import { continuousRates, rotation } from "./stability.ts";

/**
 * A neighbourhood that holds exactly its share, p = r q, seen as a function of λ: the mean mode is then a
 * damped oscillator, ü + η_d λ u̇ + k u = 0 with k = η_d η_g κ r q². Below λ_c it oscillates and decays at
 * η_d λ/2 a step, above it creeps; at λ_c it decays fastest.
 */
export type BalancedNeighbourhood = Omit<Neighbourhood, "pointMass" | "weightDecay">;

/** The neighbourhood with p = r q at one λ. */
export function balanced(n: BalancedNeighbourhood, weightDecay: number): Neighbourhood {
  return { ...n, weightDecay, pointMass: n.particles * n.particleMass };
}

/** λ_c = 2q √(r κ η_g/η_d), critical damping for small steps (r = 1: 2q√(κη_g/η_d), arXiv 2208.09938). */
export function criticalWeightDecay(n: BalancedNeighbourhood): number {
  return (2 * Math.sqrt(rotation(n))) / n.stepDiscriminator;
}

/**
 * The λ at which the two eigenvalues of the exact finite-step map meet, in 1 − √k, and the mean mode decays
 * fastest: (2√k − k)/η_d in the alternating order, from trace² = 4·determinant with trace 2 − η_d λ − k and
 * determinant 1 − η_d λ; 2√k/η_d in the simultaneous order (trace 2 − η_d λ, determinant 1 − η_d λ + k), which
 * is `criticalWeightDecay` itself. Undefined for k ≥ 4, where no weight decay damps the alternating map and
 * the meeting point of the simultaneous one is unstable. In the simultaneous order k ≥ 1 gives η_d λ ≥ 2,
 * where f itself no longer settles (`LocalSpectrum.field`).
 */
export function discreteCriticalWeightDecay(n: BalancedNeighbourhood): number | undefined {
  const k = rotation(n);
  if (k >= 4) return undefined;
  const damping = n.order === "alternating" ? 2 * Math.sqrt(k) - k : 2 * Math.sqrt(k);
  return damping / n.stepDiscriminator;
}

/** How fast the mean mode dies out and turns, per step. */
export interface Decay {
  /** Rate of exponential decay of the slowest part, per step (negative: it grows). */
  readonly rate: number;
  /** Angular frequency in radians per step; 0 when it does not oscillate. */
  readonly frequency: number;
}

/** Small steps: rate η_d λ/2 and frequency √(k − (η_d λ/2)²) below λ_c, η_d λ/2 − √((η_d λ/2)² − k) and 0 above. */
export function decay(n: BalancedNeighbourhood, weightDecay: number): Decay {
  // A balanced neighbourhood has Δ = 0, for which the rates exist at every λ.
  const [first, second] = continuousRates(balanced(n, weightDecay))!;
  return { rate: -Math.max(first.re, second.re), frequency: first.im };
}

/** Finite steps: −log of the spectral radius of the mean mode of the exact map, and its angle. */
export function discreteDecay(n: BalancedNeighbourhood, weightDecay: number): Decay {
  const [first] = localSpectrum(balanced(n, weightDecay))!.mean;
  if (first === undefined) return { rate: Number.POSITIVE_INFINITY, frequency: 0 };
  return { rate: -Math.log(Math.hypot(first.re, first.im)), frequency: Math.atan2(first.im, first.re) };
}
