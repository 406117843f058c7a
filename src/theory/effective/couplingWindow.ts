import { settledCurvature } from "../neighbourhood.ts";
import { type CoupledPoints, cloudSize, modeGain, modeParts } from "./coupledPoints.ts";

/**
 * The gain Γ* up to which a mean mode is damped, by the Jury conditions on its multipliers, which are linear in the
 * gain: own = 1 − βΓ and k = χΓ, with β = η_g qC and χ = η_d η_g κrq²(1 − ξ₂C), so that
 *
 * - `alternating`: 1 − kept·own > 0 and (1 + kept)(1 + own) > k;
 * - `simultaneous`: 1 − kept·own > k and (1 + kept)(1 + own) + k > 0;
 * - both: (1 − kept)(1 − own) + k > 0.
 *
 * All gains from 0 to Γ* are damped; +∞ where all are, 0 where none is. Small steps and a surplus of mass: the first
 * condition is η_d λ_eff + βΓ > 0, so that a larger gain, and with it coupling, makes the total mode leave earlier.
 * The third one fails only for a surplus and ξ₁ > λ/(κ|Δ|), at every gain: so strong an R1 holds ∇f at the point so flat
 * that particles leave over a saddle, each on its own side, and not by an oscillation.
 * Undefined where no fixed discriminator exists (λ = 0, Δ ≠ 0).
 */
export function largestDampedGain(c: CoupledPoints): number | undefined {
  const parts = modeParts({ ...c, diagonal: 1, coupling: 0 }, "between");
  if (parts === undefined) return undefined;
  const { kept } = parts;
  const [beta, chi] = [1 - parts.own, parts.rotation];
  const alternating = c.order === "alternating";
  // Each is constant + slope·Γ > 0.
  const conditions: readonly (readonly [number, number])[] = [
    [1 - kept, kept * beta - (alternating ? 0 : chi)],
    [2 * (1 + kept), -(1 + kept) * beta + (alternating ? -chi : chi)],
    [0, (1 - kept) * beta + chi],
  ];
  let largest = Number.POSITIVE_INFINITY;
  for (const [constant, slope] of conditions) {
    if (constant < 0 || (constant === 0 && slope <= 0)) return 0;
    if (slope < 0) largest = Math.min(largest, constant / -slope);
  }
  return largest;
}

/** The couplings between which every mean mode is damped. */
export interface CouplingWindow {
  readonly above: number;
  readonly below: number;
}

/**
 * The γ for which both mean modes are damped, 0 < Γ₀(1 − γ + γN) < Γ* and, for more than one point, 0 < Γ₀(1 − γ) < Γ*,
 * within −1/(N − 1) < γ < 1; undefined for none, and where no fixed discriminator exists. Differences within a point are
 * not part of it: they decay for Δ > 0 and grow for Δ < 0 at any γ < 1, steps permitting.
 */
export function couplingWindow(c: CoupledPoints): CouplingWindow | undefined {
  const gain = largestDampedGain(c);
  if (gain === undefined || gain === 0) return undefined;
  const size = cloudSize(c);
  const ratio = gain / c.diagonal;
  // One particle alone has the gain Γ₀ whatever γ is.
  if (size === 1)
    return ratio > 1 ? { above: Number.NEGATIVE_INFINITY, below: Number.POSITIVE_INFINITY } : undefined;
  const above = Math.max(-1 / (size - 1), c.points > 1 ? 1 - ratio : Number.NEGATIVE_INFINITY);
  const below = Math.min(1, (ratio - 1) / (size - 1));
  return above < below ? { above, below } : undefined;
}

/**
 * How many times faster the undamped common mode turns than the relative ones, √((1 − γ + γN)/(1 − γ)); the ratio of
 * their critical penalties too, at λ = 0 and for small steps.
 */
export function modeSpeedRatio(c: CoupledPoints): number {
  return Math.sqrt(modeGain(c, "total") / modeGain(c, "between"));
}

/**
 * The rate at which differences within a point part, per step and for small steps: −η_g Γ₀(1 − γ)qC, above 0 for a
 * surplus of mass. Coupling slows it, and stops it at γ = 1. Undefined where no fixed discriminator exists.
 */
export function partingRate(c: CoupledPoints): number | undefined {
  const bend = settledCurvature(c);
  return bend === undefined ? undefined : -c.stepGenerator * modeGain(c, "between") * c.particleMass * bend;
}
