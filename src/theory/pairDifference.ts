import { excess, type Neighbourhood, settledCurvature } from "./neighbourhood.ts";

/*
 * Differences u_a − u_b between particles of equal mass in one neighbourhood. The gradient g is common to
 * both and drops out, so that only the curvature of f acts: u_a − u_b is multiplied by 1 − η_g q C a step.
 * They decay for Δ > 0 (steps permitting), grow for Δ < 0 and are kept for Δ = 0, to first order.
 */

/** 1 − η_g q κΔ/λ, the factor a step once f has settled; undefined for λ = 0, Δ ≠ 0, where it never does. */
export function pairGrowthFactor(n: Neighbourhood): number | undefined {
  const curvature = settledCurvature(n);
  return curvature === undefined ? undefined : 1 - n.stepGenerator * n.particleMass * curvature;
}

/**
 * The weight w_k of the true point in f after k discriminator steps from f⁰ = 0, in units of its mass:
 * (1 − (1 − η_d λ)^k)/λ, or η_d k for λ = 0.
 */
export function settledWeight(
  n: Pick<Neighbourhood, "weightDecay" | "stepDiscriminator">,
  steps: number,
): number {
  const damping = n.stepDiscriminator * n.weightDecay;
  if (damping === 0) return n.stepDiscriminator * steps;
  // For damping < 1 by expm1, since 1 − (1 − x)^k loses its digits when kx is small.
  const filled = damping < 1 ? -Math.expm1(steps * Math.log1p(-damping)) : 1 - (1 - damping) ** steps;
  return filled / n.weightDecay;
}

/**
 * The factor in step k → k+1 of a run from f⁰ = 0 that started within the neighbourhood, f not yet settled:
 * 1 − η_g q κΔ w_{k+1} (`simultaneous`: w_k). Holds for λ = 0 as well, where it changes linearly with k.
 */
export function pairGrowthFactorAt(n: Neighbourhood, step: number): number {
  const weight = settledWeight(n, n.order === "alternating" ? step + 1 : step);
  return 1 - n.stepGenerator * n.particleMass * n.curvature * excess(n) * weight;
}

/** By how much differences have been multiplied after `steps` steps from f⁰ = 0; λ = 0 included. */
export function pairGrowth(n: Neighbourhood, steps: number): number {
  let growth = 1;
  for (let step = 0; step < steps; step++) growth *= pairGrowthFactorAt(n, step);
  return growth;
}
