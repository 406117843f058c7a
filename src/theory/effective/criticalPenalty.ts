import { settledCurvature } from "../neighbourhood.ts";
import { type CoupledPoints, type MeanMode, modeParts } from "./coupledPoints.ts";

/**
 * The strength of R1 or R2 from which on a mean mode no longer oscillates. At balance, Δ = 0, R1 and R2 agree, the
 * oscillation decays at half of η_d λ_eff, λ_eff = λ + ξpκ, and the mode converges fastest here:
 *
 *     small steps   λ + ξ_c pκ = 2√k/η_d = 2q√(κr·gain·η_g/η_d)
 *     alternating   λ + ξ_c pκ = (2√k − k)/η_d,   k = η_d η_g κrq²·gain
 *     simultaneous  λ + ξ_c pκ = 2√k/η_d.
 *
 * In general it is the larger zero in ξ of the discriminant of the mode's map, a quadratic, since kept = K − sξ and
 * k − kCξ (R2; C = 0 for R1) are linear: (kept + own − k)² − 4·kept·own for `alternating`, (kept − own)² − 4k for
 * `simultaneous`, and for small steps the same. A penalty of the other kind, where the points have one, stays.
 *
 * @returns undefined where the mode oscillates at no ξ > 0, or where no fixed discriminator exists.
 */
export function criticalPenalty(
  c: CoupledPoints,
  which: {
    readonly penalty: "r1" | "r2";
    readonly mode: MeanMode;
    /** `flow` for small steps. */
    readonly steps: "flow" | "alternating" | "simultaneous";
  },
): number | undefined {
  const bend = settledCurvature(c);
  const parts = modeParts({ ...c, [which.penalty]: 0 }, which.mode);
  if (bend === undefined || parts === undefined) return undefined;
  const { kept, own, rotation } = parts;
  const onTrue = which.penalty === "r1";
  const mass = onTrue ? c.pointMass : c.particles * c.particleMass;
  const fall = c.stepDiscriminator * c.curvature * mass;
  // k falls with R2 by its own bare value times C; R2 is 0 in `rotation` where R2 is sought.
  const loss = onTrue ? 0 : rotation * bend;
  const [alpha, beta, gamma] =
    which.steps === "alternating"
      ? discriminant(kept + own - rotation, fall - loss, { kept, own, fall })
      : [fall * fall, 4 * loss - 2 * fall * (kept - own), (kept - own) ** 2 - 4 * rotation];
  return largerRoot(alpha, beta, gamma);
}

/** (trace − sξ)² − 4·own·(kept − fall·ξ) as a quadratic in ξ. */
function discriminant(
  trace: number,
  s: number,
  { kept, own, fall }: { readonly kept: number; readonly own: number; readonly fall: number },
): [number, number, number] {
  return [s * s, 4 * own * fall - 2 * s * trace, trace * trace - 4 * kept * own];
}

/** The larger root of αξ² + βξ + γ, α ≥ 0, if there is one above 0. */
function largerRoot(alpha: number, beta: number, gamma: number): number | undefined {
  const square = beta * beta - 4 * alpha * gamma;
  if (square < 0 || alpha === 0) return undefined;
  const root = Math.sqrt(square);
  // Of the two forms the one whose terms do not cancel.
  const larger = beta <= 0 ? (-beta + root) / (2 * alpha) : (-2 * gamma) / (beta + root);
  return larger > 0 ? larger : undefined;
}
