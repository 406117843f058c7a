import { excess } from "../neighbourhood.ts";
import { rotation } from "../stability.ts";
import { fourthDerivativeOf, matchedMass, type ReducedModel, type SingleParticle } from "./reducedModel.ts";

export interface TimeAveragedState {
  /** A, the amplitude of the oscillation y = A cos θ: the envelope of |y|. */
  readonly amplitude: number;
  /** c, the curvature of −f at the true point, averaged over an oscillation. */
  readonly curvature: number;
}

/**
 * The slow envelope of the quadratic model of one particle, Δ = 0 or small. With y = A cos θ the square that
 * feeds c is A²/2 on average, and the rotation shrinks by the square root of its determinant each step:
 *
 *     c⁺ = (1 − η_d λ) c + η_d (κΔ + q(μ/2) A²/2)
 *     A⁺ = A √[(1 − η_d λ)(1 − η_g q c⁺)]                         alternating
 *     A⁺ = A √[(1 − η_d λ)(1 − η_g q c) + η_d η_g κ q²]           simultaneous
 *
 * In small steps A⁺ = A − ½(η_d λ + η_g q c)A: damping that acts on one of two quadratures acts at half its
 * rate on the amplitude. (The simultaneous order adds the growth ½ η_d η_g κ q² of its explicit rotation.)
 * The published form, Y⁺ = Y − η_d(λ + (η_g/η_d)c')Y with c' fed by 1.5 Y²/σ⁴ and Y started at y/2, is this
 * one in the variables Y = A/2, c' = c/2 (p = q = 1), except that its weight decay acts at the full rate η_d λ
 * instead of half of it. So it is right at λ = 0, for half the envelope, and dies out too fast otherwise; the
 * full simulation confirms the half (`tests/theory/envelope.test.ts`).
 *
 * Holds for A ≪ σ, η_d λ ≪ ω and η_g q c ≪ ω, ω = q√(η_d η_g κ): the curvature must average over many
 * oscillations. At or above critical damping there is nothing to average.
 */
export function timeAveragedModel(particle: SingleParticle): TimeAveragedModel {
  const n = { ...particle, particles: 1 };
  const kept = 1 - n.stepDiscriminator * n.weightDecay;
  const fedByMass = n.stepDiscriminator * n.curvature * excess(n);
  const fedBySquare = (n.stepDiscriminator * n.particleMass * fourthDerivativeOf(n)) / 4;
  const gain = n.stepGenerator * n.particleMass;
  const mass = matchedMass(n);
  const alternating = n.order === "alternating";
  const explicitGrowth = alternating ? 0 : rotation(n);
  return {
    kind: "timeAveraged",
    init: () => ({ amplitude: Math.abs(n.start), curvature: 0 }),
    step(state) {
      const curvature = kept * state.curvature + fedByMass + fedBySquare * state.amplitude ** 2;
      const seen = alternating ? curvature : state.curvature;
      const determinant = kept * (1 - gain * seen) + explicitGrowth;
      return { amplitude: state.amplitude * Math.sqrt(Math.max(0, determinant)), curvature };
    },
    squaredDistance: ({ amplitude }) => mass * amplitude ** 2,
    meanSquaredDistance: ({ amplitude }) => (mass * amplitude ** 2) / 2,
  };
}

/** `squaredDistance` is the upper envelope, min(p, q)·A²; the average over an oscillation is half of it. */
export interface TimeAveragedModel extends ReducedModel<TimeAveragedState> {
  /** min(p, q)·A²/2. */
  meanSquaredDistance(state: TimeAveragedState): number;
}

/**
 * The amplitude at which the envelope stands still, where the step's growth and the damping by c balance:
 *
 *     c* = [1 − (1 − k)/(1 − η_d λ)]/(η_g q),   A*² = 4(λ c* − κΔ)/(q μ)
 *
 * with k = η_d η_g κ q² in the simultaneous order and 0 in the alternating one. It is a limit cycle about the
 * true point, and attracts: it opens as a square root (a Hopf bifurcation) where the fixed point loses its
 * stability to a slow oscillation, in the simultaneous order at k > η_d λ, in both at Δ < Δ*. 0 where the
 * fixed point is stable or λ = 0 with Δ = 0 (damping then adds up without end); undefined for λ = 0 and
 * Δ < 0, where f has no end. Holds as the model does: A* ≪ σ, and oscillation well underdamped.
 */
export function limitCycleAmplitude(particle: Omit<SingleParticle, "start">): number | undefined {
  const n = { ...particle, particles: 1 };
  const delta = excess(n);
  if (n.weightDecay === 0 && delta < 0) return undefined;
  const growth = n.order === "alternating" ? 0 : rotation(n);
  const kept = 1 - n.stepDiscriminator * n.weightDecay;
  const balance = (1 - (1 - growth) / kept) / (n.stepGenerator * n.particleMass);
  const squared =
    (4 * (n.weightDecay * balance - n.curvature * delta)) / (n.particleMass * fourthDerivativeOf(n));
  return squared > 0 ? Math.sqrt(squared) : 0;
}
