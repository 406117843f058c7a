import { excess } from "../neighbourhood.ts";
import { fourthDerivativeOf, matchedMass, type ReducedModel, type SingleParticle } from "./reducedModel.ts";

/** ∇f(x) = slope − curvature·x, and the particle's coordinate. */
export interface QuadraticState {
  readonly slope: number;
  readonly curvature: number;
  readonly position: number;
}

/**
 * The quadratic model of one particle: f near the point as a parabola, whose curvature the particle's own
 * past feeds:
 *
 *     b⁺ = (1 − η_d λ) b − η_d κ q y
 *     c⁺ = (1 − η_d λ) c + η_d (κΔ + q(μ/2) y²)
 *     y⁺ = y + η_g q (b⁺ − c⁺ y)                      (`simultaneous`: b and c)
 *
 * with q(μ/2)y² = 1.5 q y²/σ⁴ for the Gaussian. The published form is this with p = q = 1. Of the terms of
 * third order it keeps the one that damps and leaves out +q(μ/6)y³ in b and +q(μ/2)y x² in ∇f: these are of
 * the same power, but average out over an oscillation and shift its frequency only, by a relative O(y²/σ²).
 * So it holds for y ≪ σ and η_d λ ≪ ω = q√(η_d η_g κ) (underdamped, Δ = 0 or small): the amplitude is then
 * right to a relative O(η_d λ/ω, y²/σ²). Near or above critical damping it is no better than the linear one.
 */
export function quadraticModel(particle: SingleParticle): ReducedModel<QuadraticState> {
  const n = { ...particle, particles: 1 };
  const kept = 1 - n.stepDiscriminator * n.weightDecay;
  const fedByMass = n.stepDiscriminator * n.curvature * excess(n);
  const fedBySquare = (n.stepDiscriminator * n.particleMass * fourthDerivativeOf(n)) / 2;
  const pull = n.stepDiscriminator * n.curvature * n.particleMass;
  const gain = n.stepGenerator * n.particleMass;
  const mass = matchedMass(n);
  return {
    kind: "quadratic",
    init: () => ({ slope: 0, curvature: 0, position: n.start }),
    step(state) {
      const slope = kept * state.slope - pull * state.position;
      const curvature = kept * state.curvature + fedByMass + fedBySquare * state.position ** 2;
      const seen = n.order === "alternating" ? { slope, curvature } : state;
      const position = state.position + gain * (seen.slope - seen.curvature * state.position);
      return { slope, curvature, position };
    },
    squaredDistance: ({ position }) => mass * position ** 2,
  };
}
