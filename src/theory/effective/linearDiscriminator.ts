import type { LinearGame, StepSizes } from "../linearGame.ts";

/*
 * Particles before a linear discriminator f(x) = w·x with the IPM loss (Durr, Mroueh, Tu, Wang, Phys. Rev. X 13,
 * 041004, 2023, arXiv 2212.04580). It ascends w·(x̄ − ȳ) − (ξ/2)‖w‖², x̄ and ȳ the means of true points and
 * particles, so that in each dimension
 *
 *     ẇ = η_d(x̄ − ȳ − ξw),   ẏ_j = η_g Σ_i Γ_ji q_i w.
 *
 * R1 and R2 both cost (ξ/2)‖w‖² here, and weight decay λ the same: ξ is the sum of the three strengths.
 *
 * ∇f is w everywhere, so that differences of particles of equal gain are kept for ever, whatever the kernel, and
 * only the mean moves. For the universal kernel Γ = Γ₀[(1 − γ)I + γ·11ᵀ] and Σq_j = 1, particle j has the gain
 * Γ₀[(1 − γ)q_j + γ]; for N of mass 1/N each it is G = Γ₀(1 − γ + γN)/N for every one and for the mean: Γ₀ for one
 * particle, Γ₀/N without coupling, Γ₀ for particles that move as one.
 */

/** N particles of mass 1/N each under the universal kernel. */
export interface UniversalCloud {
  /** N ≥ 1. */
  readonly particles: number;
  /** Γ₀ > 0. */
  readonly diagonal: number;
  /** γ, from −1/(N − 1) to 1. */
  readonly coupling: number;
}

/** G = Γ₀(1 − γ + γN)/N, by which the mean follows a gradient that is the same for all particles. */
export function meanGain({ particles, diagonal, coupling }: UniversalCloud): number {
  return (diagonal * (1 - coupling + coupling * particles)) / particles;
}

/** Σ_j q_j of the gains Γ₀[(1 − γ)q_j + γ] of particles of any masses q_j that sum to 1: the gain of their mean. */
export function meanGainOf(masses: readonly number[], kernel: Omit<UniversalCloud, "particles">): number {
  const squares = masses.reduce((sum, q) => sum + q * q, 0);
  return kernel.diagonal * ((1 - kernel.coupling) * squares + kernel.coupling);
}

/** The game of y = ȳ − x̄ and w, to be read by `flowRates`, `multipliers`, `largestStableStep`. */
export function linearDiscriminatorGame(gain: number, strength: number): LinearGame {
  return { yy: 0, yw: gain, wy: -1, ww: -strength };
}

/** ξ_c = 2√(G η_g/η_d): below it the flow oscillates, at it ȳ converges fastest. 2√Γ₀ in the paper's units. */
export function criticalStrength(gain: number, { stepDiscriminator, stepGenerator }: StepSizes): number {
  return 2 * Math.sqrt((gain * stepGenerator) / stepDiscriminator);
}

/** ζ = ξ/ξ_c: the flow is ÿ + 2ζΩẏ + Ω²y = 0 with Ω = √(η_d η_g G). */
export function dampingRatio(gain: number, strength: number, steps: StepSizes): number {
  return strength / criticalStrength(gain, steps);
}

/**
 * The rate per step at which the flow converges: Ωζ up to ζ = 1, where it is largest, Ω, and Ω(ζ − √(ζ² − 1)) beyond,
 * which falls as Ω/2ζ.
 */
export function convergenceRate(gain: number, strength: number, steps: StepSizes): number {
  const omega = Math.sqrt(steps.stepDiscriminator * steps.stepGenerator * gain);
  const zeta = dampingRatio(gain, strength, steps);
  // Ω/(ζ + √(ζ² − 1)) is the second form without cancellation.
  return zeta <= 1 ? omega * zeta : omega / (zeta + Math.sqrt(zeta * zeta - 1));
}

/**
 * The strength at which both multipliers of the finite steps meet, in 1 − √k with k = η_d η_g G, and the spectral
 * radius is least: (2√k − k)/η_d `alternating` 1:1 (trace 2 − η_d ξ − k, determinant 1 − η_d ξ), 2√k/η_d
 * `simultaneous` (trace 2 − η_d ξ, determinant 1 − η_d ξ + k). Undefined for k ≥ 4, which no strength stabilises.
 */
export function discreteCriticalStrength(
  gain: number,
  { stepDiscriminator, stepGenerator }: StepSizes,
  order: "alternating" | "simultaneous",
): number | undefined {
  const k = stepDiscriminator * stepGenerator * gain;
  if (k >= 4) return undefined;
  return (2 * Math.sqrt(k) - (order === "alternating" ? k : 0)) / stepDiscriminator;
}

/**
 * The strengths for which finite steps converge, from the Jury conditions; undefined for none. `alternating` 1:1:
 * 0 < η_d ξ < 2 − k/2; `simultaneous`: k < η_d ξ < 2 + k/2, k = η_d η_g G, and neither leaves any for k ≥ 4.
 */
export function stableStrengths(
  gain: number,
  { stepDiscriminator, stepGenerator }: StepSizes,
  order: "alternating" | "simultaneous",
): { readonly above: number; readonly below: number } | undefined {
  const k = stepDiscriminator * stepGenerator * gain;
  if (k >= 4) return undefined;
  const [above, below] = order === "alternating" ? [0, 2 - k / 2] : [k, 2 + k / 2];
  return { above: above / stepDiscriminator, below: below / stepDiscriminator };
}
