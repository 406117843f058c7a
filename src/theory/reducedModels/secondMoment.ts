import { congruence, multiply, trace } from "../../numerics/linearAlgebra.ts";
import { excess } from "../neighbourhood.ts";
import {
  fourthDerivativeOf,
  type ModelledNeighbourhood,
  matchedMass,
  type ReducedModel,
} from "./reducedModel.ts";

/** Mean [d] and covariance [d*d], row-major, of a cloud. */
export interface CloudMoments {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

export interface Cloud extends ModelledNeighbourhood, CloudMoments {}

/** ∇f(x) = slope − curvature·x with slope [d] and curvature [d*d], and the cloud's moments. */
export interface SecondMomentState extends CloudMoments {
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/** The moments of points [r*d], row-major, the covariance as the average (divided by r) it enters as here. */
export function cloudMoments(points: ArrayLike<number>, dimension: number): CloudMoments {
  const d = dimension;
  const count = points.length / d;
  const mean = new Float64Array(d);
  for (let i = 0; i < points.length; i++) mean[i % d]! += points[i]! / count;
  const covariance = new Float64Array(d * d);
  for (let j = 0; j < count; j++) {
    for (let a = 0; a < d; a++) {
      const first = points[j * d + a]! - mean[a]!;
      for (let b = 0; b < d; b++) covariance[a * d + b]! += (first * (points[j * d + b]! - mean[b]!)) / count;
    }
  }
  return { mean, covariance };
}

/**
 * The second-moment model: r particles of equal mass q as a cloud with mean e and covariance V in d
 * dimensions, moved by a parabola f. With Q = r q, S = V + eeᵀ and M = I − η_g q C⁺,
 *
 *     b⁺ = (1 − η_d λ) b − η_d κ Q e
 *     C⁺ = (1 − η_d λ) C + η_d [κΔ I + Q(μ/6)(tr(S) I + 2S)]
 *     e⁺ = M e + η_g q b⁺,   V⁺ = M V Mᵀ                     (`simultaneous`: b and C)
 *
 * Q(μ/6) = ½Q/σ⁴ for the Gaussian. The published form has Q = 1. A linear map of points maps mean and
 * covariance exactly so: the parabola is the only approximation. It is what decides at Δ = 0, where
 * linearisation keeps V: tr V then decays algebraically.
 *
 * Holds for a cloud within σ. About e = 0 and Δ = 0 everything kept is complete to its order: the relative
 * change of V in a fixed number of steps, O(V/σ²), has an error O(V²/σ⁴). A mean e ≠ 0 brings back what the
 * quadratic model leaves out (right for the envelope when η_d λ ≪ ω), and Δ ≠ 0 a term of the relative size
 * O(Δ V/σ²) in the force.
 */
export function secondMomentModel(cloud: Cloud): ReducedModel<SecondMomentState> {
  const n = cloud;
  const d = n.mean.length;
  const kept = 1 - n.stepDiscriminator * n.weightDecay;
  const held = n.particles * n.particleMass;
  const fedByMass = n.stepDiscriminator * n.curvature * excess(n);
  const fedBySquare = (n.stepDiscriminator * held * fourthDerivativeOf(n)) / 6;
  const pull = n.stepDiscriminator * n.curvature * held;
  const gain = n.stepGenerator * n.particleMass;
  const mass = matchedMass(n);
  const nextCurvature = (state: SecondMomentState): Float64Array => {
    const { mean, covariance } = state;
    const second = covariance.map((value, i) => value + mean[Math.floor(i / d)]! * mean[i % d]!);
    const spread = fedByMass + fedBySquare * trace(second, d);
    return state.curvature.map((value, i) => {
      const onDiagonal = Math.floor(i / d) === i % d;
      return kept * value + (onDiagonal ? spread : 0) + 2 * fedBySquare * second[i]!;
    });
  };
  return {
    kind: "secondMoment",
    init: () => ({
      slope: new Float64Array(d),
      curvature: new Float64Array(d * d),
      mean: Float64Array.from(n.mean),
      covariance: Float64Array.from(n.covariance),
    }),
    step(state) {
      const slope = state.slope.map((value, i) => kept * value - pull * state.mean[i]!);
      const curvature = nextCurvature(state);
      const seen = n.order === "alternating" ? { slope, curvature } : state;
      const map = seen.curvature.map((value, i) => (Math.floor(i / d) === i % d ? 1 : 0) - gain * value);
      const turned = multiply(map, state.mean, { rows: d, inner: d, columns: 1 });
      return {
        slope,
        curvature,
        mean: turned.map((value, i) => value + gain * seen.slope[i]!),
        covariance: congruence(map, state.covariance, d),
      };
    },
    squaredDistance: ({ mean, covariance }) =>
      mass * (trace(covariance, d) + mean.reduce((sum, value) => sum + value * value, 0)),
  };
}
