import { excess } from "../neighbourhood.ts";
import { matchedMass, type ReducedModel, type SingleParticle } from "./reducedModel.ts";

/** ∇f(x) = slope − curvature·x, and the particle's coordinate. */
export interface LinearState {
  readonly slope: number;
  readonly curvature: number;
  readonly position: number;
}

/**
 * The linear model of one particle, to first order in y/σ, f's build-up from 0 included:
 *
 *     b⁺ = (1 − η_d λ) b − η_d κ q y,  c⁺ = (1 − η_d λ) c + η_d κ Δ,  y⁺ = y + η_g q (b⁺ − c⁺ y)
 *
 * (`simultaneous`: b and c). c settles on κΔ/λ, the C of `localMap.ts`. Published (arXiv 2208.09938, with
 * notebook) for p = q = 1, where c = 0. Holds while y ≪ σ: the error is O(y³) at a fixed number of steps, and
 * for Δ = 0 it grows as the neglected q(μ/2)y² damping adds up, over about λ/(η_g q² μ y²) steps.
 */
export function linearModel(particle: SingleParticle): ReducedModel<LinearState> {
  const n = { ...particle, particles: 1 };
  const kept = 1 - n.stepDiscriminator * n.weightDecay;
  const fedCurvature = n.stepDiscriminator * n.curvature * excess(n);
  const pull = n.stepDiscriminator * n.curvature * n.particleMass;
  const gain = n.stepGenerator * n.particleMass;
  const mass = matchedMass(n);
  return {
    kind: "linear",
    init: () => ({ slope: 0, curvature: 0, position: n.start }),
    step(state) {
      const slope = kept * state.slope - pull * state.position;
      const curvature = kept * state.curvature + fedCurvature;
      const seen = n.order === "alternating" ? { slope, curvature } : state;
      const position = state.position + gain * (seen.slope - seen.curvature * state.position);
      return { slope, curvature, position };
    },
    squaredDistance: ({ position }) => mass * position ** 2,
  };
}
