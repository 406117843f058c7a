import type { StepSizes } from "./linearGame.ts";

/** Where a linear discriminator with the penalty (r/2)(|w| − g)² goes: it has no equilibrium at the data. */
export interface GradientPenaltyCycle {
  /**
   * `cycle`: y swings between ±`extent` for ever. `offset`: it creeps to one of ±`extent` and stays there, w → 0
   * from one side, an equilibrium for that side only.
   */
  readonly kind: "cycle" | "offset";
  /** The largest |y − x| of the end state. */
  readonly extent: number;
  /** The largest |w| of the end state. */
  readonly slope: number;
  /** Of the cycle, in steps; +∞ for `offset`. */
  readonly period: number;
}

/**
 * The attractor, in one dimension, of the flow u̇ = −aw, ẇ = b(u − r(|w| − g) sign w), with a = η_g G and b = η_d.
 *
 * For w > 0 it is a damped oscillator about (−rg, 0), of damping α = br/2 and frequency ω = √(ab − α²), for w < 0
 * its mirror image. Half a turn from a crossing at u takes it to a crossing at −(rg + ρ(u + rg)), ρ = e^{−πα/ω}, which
 * repeats, mirrored, at u* = rg(1 + ρ)/(1 − ρ) = rg coth(πα/2ω); since ρ < 1, every start gets there. The slope
 * is largest where tan ωt = ω/α after a crossing: (u* + rg)√(b/a) e^{−αt}. For r ≥ 2√(a/b) there is no half turn: y
 * comes to rest rg from the point.
 *
 * @param penalty r, the penalty's force is r(|w| − g) (a sim file's ξ(‖∇f‖ − g)² has r = 2ξ), and g, both > 0.
 * @param gain G, how far a unit slope moves y per unit of η_g; 1 for one free particle.
 */
export function gradientPenaltyCycle(
  penalty: { readonly strength: number; readonly norm: number },
  { stepDiscriminator, stepGenerator }: StepSizes,
  gain = 1,
): GradientPenaltyCycle {
  const [a, b] = [stepGenerator * gain, stepDiscriminator];
  const damping = (b * penalty.strength) / 2;
  const centre = penalty.strength * penalty.norm;
  const square = a * b - damping * damping;
  if (square <= 0) return { kind: "offset", extent: centre, slope: 0, period: Infinity };
  const frequency = Math.sqrt(square);
  const extent = centre / Math.tanh((Math.PI * damping) / (2 * frequency));
  const peak = Math.atan2(frequency, damping) / frequency;
  const slope = (extent + centre) * Math.sqrt(b / a) * Math.exp(-damping * peak);
  return { kind: "cycle", extent, slope, period: (2 * Math.PI) / frequency };
}

/**
 * In two or more dimensions w can also turn at the length that costs nothing: |w| = g and |y − x| = g√(a/b) at the
 * angular frequency √(ab), a = η_g G, b = η_d. Its deviations, in units of 1/√(ab) and with r in units of √(a/b), have
 * the rates 0 (a rotation) and those of λ³ + rλ² + 4λ + 2r, all with Re λ < 0 (Hurwitz: 4r > 2r): it attracts.
 */
export function gradientPenaltyCircle(
  norm: number,
  { stepDiscriminator, stepGenerator }: StepSizes,
  gain = 1,
): { readonly radius: number; readonly frequency: number } {
  const [a, b] = [stepGenerator * gain, stepDiscriminator];
  return { radius: norm * Math.sqrt(a / b), frequency: Math.sqrt(a * b) };
}
