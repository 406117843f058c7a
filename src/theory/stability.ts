import { type Complex, eigenvaluePair } from "../numerics/linearAlgebra.ts";
import { type Neighbourhood, settledCurvature } from "./neighbourhood.ts";

/*
 * Small-step lines. With time counted in steps, the mean mode (g, ū) of the local map becomes
 *
 *     ġ = −η_d λ g − η_d κ r q ū,   ū̇ = η_g q (g − C ū),   C = κΔ/λ,
 *
 * of trace −(D + B) and determinant η_d η_g q κ p, where D = η_d λ damps the discriminator and B = η_g q C
 * confines the particles. The determinant is positive whatever Δ is, since Δ + r q = p: particles leave an
 * isolated true point as one body only by an oscillation that grows or, overdamped, by two positive rates,
 * never by a saddle. Differences between particles (r ≥ 2) have the rate −B alone: see pairDifference.ts.
 * The order of the updates drops out. Corrections are O(η) relative to the lines, except that the simultaneous
 * map is 1 + these rates exactly. Source: arXiv 2208.09938, extended here from r = 1 to any r.
 * Only the mean mode is meant in this file.
 */

interface Damping {
  /** D = η_d λ. */
  readonly discriminator: number;
  /** B = η_g q κΔ/λ; negative for a mass surplus. */
  readonly confinement: number;
}

function damping(n: Neighbourhood): Damping | undefined {
  const curvature = settledCurvature(n);
  if (curvature === undefined) return undefined;
  return {
    discriminator: n.stepDiscriminator * n.weightDecay,
    confinement: n.stepGenerator * n.particleMass * curvature,
  };
}

/** η_d λ + η_g q κΔ/λ: the mean mode decays iff it is above 0 (p > 0, small steps). Undefined: λ = 0, Δ ≠ 0. */
export function stabilityMargin(n: Neighbourhood): number | undefined {
  const d = damping(n);
  return d && d.discriminator + d.confinement;
}

/**
 * 2q √(r κ η_d η_g) − |η_d λ − η_g q κΔ/λ|: the mean mode oscillates iff it is above 0 (small steps).
 * Undefined where λ = 0, Δ ≠ 0.
 */
export function oscillationMargin(n: Neighbourhood): number | undefined {
  const d = damping(n);
  return d && 2 * Math.sqrt(rotation(n)) - Math.abs(d.discriminator - d.confinement);
}

/** k = η_d η_g κ r q²: the squared angular frequency per step of the undamped mean mode. */
export function rotation(n: Omit<Neighbourhood, "pointMass" | "weightDecay">): number {
  return n.stepDiscriminator * n.stepGenerator * n.curvature * n.particles * n.particleMass ** 2;
}

/** The two rates per step of the small-step mean mode, largest modulus first. Undefined where λ = 0, Δ ≠ 0. */
export function continuousRates(n: Neighbourhood): [Complex, Complex] | undefined {
  const d = damping(n);
  if (d === undefined) return undefined;
  // η_d η_g q κ p, in the form that loses nothing.
  const determinant = n.stepDiscriminator * n.stepGenerator * n.particleMass * n.curvature * n.pointMass;
  return eigenvaluePair(-(d.discriminator + d.confinement), determinant);
}

/** The growth rate per step of the mean mode's slowest-decaying part (negative: it decays). */
export function growthRate(n: Neighbourhood): number | undefined {
  const rates = continuousRates(n);
  return rates && Math.max(rates[0].re, rates[1].re);
}

/** The angular frequency of the mean mode, in radians per step; 0 when it does not oscillate. */
export function angularFrequency(n: Neighbourhood): number | undefined {
  return continuousRates(n)?.[0].im;
}

/**
 * Δ* = −η_d λ²/(η_g q κ): the excess at which the mean mode's margin vanishes. One particle (r = 1) stays for
 * Δ > Δ*, a small surplus of mass included; two or more part already below Δ = 0.
 */
export function criticalExcess(n: Omit<Neighbourhood, "pointMass" | "particles">): number {
  return -(n.stepDiscriminator * n.weightDecay ** 2) / (n.stepGenerator * n.particleMass * n.curvature);
}

/**
 * λ* = √(−η_g q κ Δ/η_d): the weight decay on the stability line for an excess Δ < 0, stable above it; 0 for
 * Δ ≥ 0, where every λ > 0 is stable for small steps.
 */
export function weightDecayOnStabilityLine(
  n: Omit<Neighbourhood, "pointMass" | "particles" | "weightDecay"> & { readonly excess: number },
): number {
  const squared = (-n.stepGenerator * n.particleMass * n.curvature * n.excess) / n.stepDiscriminator;
  return squared > 0 ? Math.sqrt(squared) : 0;
}
