import { type Complex, eigenvaluePair, spectralRadiusOf } from "../../numerics/linearAlgebra.ts";
import { judge, type Neighbourhood, type Stability, settledCurvature } from "../neighbourhood.ts";

/**
 * M isolated true points of mass p, each with r particles of mass q on it, under the universal kernel: the local map of
 * `../localMap.ts` with coupling within and across neighbourhoods. N = Mr. With g_a = ∇f(x_a), u_aj the
 * displacements, κ = −K''(0), Δ = p − rq and the curvature C = κΔ/λ of the settled f, per dimension,
 *
 *     g_a⁺  = (1 − η_d λ − η_d ξ₁ pκ) g_a − η_d κq Σ_j [u_aj + ξ₂(g_a − C u_aj)]
 *     F_aj  = q(g_a⁺ − C u_aj)                                     (`simultaneous`: g_a)
 *     u_aj⁺ = u_aj + η_g Γ₀[(1 − γ)F_aj + γ Σ_bi F_bi].
 *
 * Penalties: R1 learns the dipole −ξ₁ p_a ∇f(x_a)·∇_{x'}K(·,x') at x' = x_a, and ∂_x ∂_x' K = κ there, so that g_a decays
 * faster by ξ₁pκ; the gradient at the true point is 0 in equilibrium, and C knows nothing of it. R2 does the same at
 * the particles, where ∇f(y_aj) = g_a − C u_aj: that g_a decays faster by ξ₂ rqκ, and that particles pull with
 * 1 − ξ₂C, to first order. Third derivatives of K vanish at 0, so that a dipole does not change C.
 *
 * Exchanging particles within a point and exchanging points are symmetries, and the map falls into
 *
 * - `total`, one block of (mean of g_a, mean of u_aj): every F is the same, the gain is Γ₀(1 − γ + γN);
 * - `between`, M − 1 equal blocks of (g_a, mean over j of u_aj) less their means: ΣF = 0, the gain is Γ₀(1 − γ);
 * - `within`, M(r − 1) differences u_aj − u_ak: no g, the gain is Γ₀(1 − γ), the multiplier 1 − η_g Γ₀(1 − γ)qC;
 * - `field`, 1 − η_d λ: all of f that no displacement feels.
 *
 * At Δ = 0 the squared frequencies are k = η_d η_g κrq²·gain: the ratio of `total` and `between` is
 * (1 − γ + γN)/(1 − γ), a fast common and a slow relative mode, so that no one penalty damps both critically. Overdamped
 * modes creep at k/(η_d λ_eff), so that relative motion takes ∝ 1/(1 − γ) steps; at γ = 1 it stops, multiplier 1.
 */
export interface CoupledPoints extends Neighbourhood {
  /** M ≥ 1; `particles` is r ≥ 1 for each of them. */
  readonly points: number;
  /** Γ₀ > 0. */
  readonly diagonal: number;
  /** γ, from −1/(N − 1) to 1. */
  readonly coupling: number;
  /** ξ₁ of R1, on true points; 0 when left out. */
  readonly r1?: number;
  /** ξ₂ of R2, on particles; 0 when left out. */
  readonly r2?: number;
}

/** The modes that move g as well. */
export type MeanMode = "total" | "between";

/** N = Mr. */
export function cloudSize(c: CoupledPoints): number {
  return c.points * c.particles;
}

/** Γ₀(1 − γ + γN) or Γ₀(1 − γ). */
export function modeGain(c: CoupledPoints, mode: MeanMode): number {
  const own = 1 - c.coupling;
  return c.diagonal * (mode === "total" ? own + c.coupling * cloudSize(c) : own);
}

/** What a mode's 2×2 map is made of. */
export interface ModeParts {
  /** 1 − η_d[λ + κ(ξ₁p + ξ₂rq)], what is left of g after a step. */
  readonly kept: number;
  /** 1 − η_g·gain·qC, what is left of the displacement. */
  readonly own: number;
  /** k = η_d η_g·gain·κrq²(1 − ξ₂C), the squared frequency. */
  readonly rotation: number;
}

/** Undefined where no fixed discriminator exists (λ = 0, Δ ≠ 0). */
export function modeParts(c: CoupledPoints, mode: MeanMode): ModeParts | undefined {
  const bend = settledCurvature(c);
  if (bend === undefined) return undefined;
  const { r1 = 0, r2 = 0, particleMass: q, particles: r, curvature } = c;
  const gain = c.stepGenerator * modeGain(c, mode) * q;
  return {
    kept: 1 - c.stepDiscriminator * (c.weightDecay + curvature * (r1 * c.pointMass + r2 * r * q)),
    own: 1 - gain * bend,
    rotation: c.stepDiscriminator * gain * curvature * r * q * (1 - r2 * bend),
  };
}

/**
 * The two multipliers of a mode, largest modulus first: trace kept + own − k, determinant kept·own `alternating`; kept +
 * own and kept·own + k `simultaneous`. Undefined where no fixed discriminator exists.
 */
export function modeMultipliers(c: CoupledPoints, mode: MeanMode): [Complex, Complex] | undefined {
  const parts = modeParts(c, mode);
  if (parts === undefined) return undefined;
  const { kept, own, rotation } = parts;
  return c.order === "alternating"
    ? eigenvaluePair(kept + own - rotation, kept * own)
    : eigenvaluePair(kept + own, kept * own + rotation);
}

/** The eigenvalues of the coupled local map, by what they move; see `CoupledPoints` for how often each occurs. */
export interface CoupledSpectrum {
  readonly total: readonly [Complex, Complex];
  /** Absent for one point. */
  readonly between?: readonly [Complex, Complex];
  /** Absent for one particle a point. */
  readonly within?: number;
  readonly field: number;
  readonly spectralRadius: number;
  /** At Δ = 0 and r ≥ 2, and at γ = 1 with N ≥ 2, differences are kept: at best `marginal`. */
  readonly stability: Stability;
  /** The mean mode with the largest modulus, the one to wait for. */
  readonly slowest: MeanMode;
}

/** Undefined where no fixed discriminator exists (λ = 0, Δ ≠ 0). */
export function coupledSpectrum(c: CoupledPoints): CoupledSpectrum | undefined {
  const total = modeMultipliers(c, "total");
  const relative = modeMultipliers(c, "between");
  const bend = settledCurvature(c);
  if (total === undefined || relative === undefined || bend === undefined) return undefined;
  const field = 1 - c.stepDiscriminator * c.weightDecay;
  const between = c.points > 1 ? relative : undefined;
  const within =
    c.particles > 1 ? 1 - c.stepGenerator * modeGain(c, "between") * c.particleMass * bend : undefined;
  const [common, apart] = [spectralRadiusOf(total), spectralRadiusOf(between ?? [])];
  const spectralRadius = Math.max(common, apart, Math.abs(within ?? 0), Math.abs(field));
  return {
    total,
    ...(between && { between }),
    ...(within !== undefined && { within }),
    field,
    spectralRadius,
    stability: judge(spectralRadius),
    slowest: apart > common ? "between" : "total",
  };
}
