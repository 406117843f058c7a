import { type Complex, eigenvaluePair, eigenvalues, spectralRadiusOf } from "../numerics/linearAlgebra.ts";
import {
  type AnyNeighbourhood,
  judge,
  massesOf,
  type Neighbourhood,
  type Stability,
  settledCurvature,
} from "./neighbourhood.ts";

/**
 * The exact one-step map of finite steps, linearised about y_j = 0, f = (Δ/λ) K(·,0), per dimension, in the
 * order (g, u_1, …, u_r) with g = ∇f(0) and u_j the displacements:
 *
 *     g⁺   = (1 − η_d λ) g − η_d κ Σ q_j u_j
 *     u_j⁺ = u_j + η_g q_j (g⁺ − C u_j),   C = κΔ/λ      (`simultaneous`: g instead of g⁺)
 *
 * because ∇K(·,u) at 0 is κu + O(u³), and the Hessian of f at 0 is −C to first order. Any masses q_j.
 *
 * @returns row-major [(r+1)*(r+1)], or undefined where no fixed discriminator exists (λ = 0, Δ ≠ 0).
 */
export function localMatrix(n: AnyNeighbourhood): Float64Array | undefined {
  const curvature = settledCurvature(n);
  if (curvature === undefined) return undefined;
  const masses = massesOf(n);
  const size = masses.length + 1;
  const kept = 1 - n.stepDiscriminator * n.weightDecay;
  const matrix = new Float64Array(size * size);
  matrix[0] = kept;
  masses.forEach((q, j) => {
    matrix[j + 1] = -n.stepDiscriminator * n.curvature * q;
  });
  masses.forEach((q, j) => {
    const row = (j + 1) * size;
    const gain = n.stepGenerator * q;
    if (n.order === "alternating") {
      for (let column = 0; column < size; column++) matrix[row + column] = gain * matrix[column]!;
    } else {
      matrix[row] = gain;
    }
    matrix[row + j + 1]! += 1 - gain * curvature;
  });
  return matrix;
}

/**
 * The 2×2 map, row-major, of (g, mean of u_j) for r ≥ 1 particles of equal mass: the block of `localMatrix`
 * that the differences between particles do not enter. Undefined where no fixed discriminator exists.
 */
export function meanMatrix(n: Neighbourhood): [number, number, number, number] | undefined {
  const curvature = settledCurvature(n);
  if (curvature === undefined) return undefined;
  const kept = 1 - n.stepDiscriminator * n.weightDecay;
  const pull = -n.stepDiscriminator * n.curvature * n.particles * n.particleMass;
  const gain = n.stepGenerator * n.particleMass;
  const own = 1 - gain * curvature;
  return n.order === "alternating" ? [kept, pull, gain * kept, own + gain * pull] : [kept, pull, gain, own];
}

/** The eigenvalues of the local map, sorted by what they move. */
export interface LocalSpectrum {
  /** Of (g, mean displacement): a pair, largest modulus first; none for an empty neighbourhood. */
  readonly mean: readonly Complex[];
  /** 1 − η_g q C, by which every difference u_a − u_b is multiplied; (r − 1)-fold; undefined for r < 2. */
  readonly difference: number | undefined;
  /**
   * 1 − η_d λ: what multiplies the part of f that no displacement feels to first order (its value and its
   * curvature at the point). |field| > 1 blows up f itself, even where the mean mode is damped, as it can be
   * in the simultaneous order.
   */
  readonly field: number;
  /** The largest modulus of all of the above. */
  readonly spectralRadius: number;
  readonly stability: Stability;
  /**
   * True when r ≥ 2 and Δ = 0: differences are then kept (multiplier exactly 1) and linearisation says nothing
   * about them; see the second-moment model for their algebraic decay.
   */
  readonly differenceMarginal: boolean;
}

/**
 * The spectrum of the exact local map for r particles of equal mass (finite steps, any r ≥ 0).
 * Undefined where no fixed discriminator exists (λ = 0, Δ ≠ 0).
 */
export function localSpectrum(n: Neighbourhood): LocalSpectrum | undefined {
  const curvature = settledCurvature(n);
  const matrix = meanMatrix(n);
  if (curvature === undefined || matrix === undefined) return undefined;
  const field = 1 - n.stepDiscriminator * n.weightDecay;
  const gain = n.stepGenerator * n.particleMass;
  // Written out, since a·d − b·c of the alternating matrix would lose the exact 1 of an undamped rotation.
  const determinant = field * (1 - gain * curvature) + (n.order === "alternating" ? 0 : -gain * matrix[1]);
  const mean = n.particles === 0 ? [] : eigenvaluePair(matrix[0] + matrix[3], determinant);
  const difference = n.particles < 2 ? undefined : 1 - gain * curvature;
  const radius = Math.max(spectralRadiusOf(mean), Math.abs(difference ?? 0), Math.abs(field));
  return {
    mean,
    difference,
    field,
    spectralRadius: radius,
    stability: judge(radius),
    differenceMarginal: n.particles >= 2 && curvature === 0,
  };
}

/** The eigenvalues of `localMatrix` for any masses, largest modulus first; undefined as there. */
export function localEigenvalues(n: AnyNeighbourhood): Complex[] | undefined {
  const matrix = localMatrix(n);
  return matrix && eigenvalues(matrix, massesOf(n).length + 1);
}

/**
 * The largest modulus among the eigenvalues of the local map and 1 − η_d λ (see `LocalSpectrum.field`):
 * below 1 the neighbourhood returns to its fixed point. Undefined where none exists (λ = 0, Δ ≠ 0).
 */
export function localSpectralRadius(n: AnyNeighbourhood): number | undefined {
  if (!("particleMasses" in n)) return localSpectrum(n)?.spectralRadius;
  const values = localEigenvalues(n);
  return values && Math.max(spectralRadiusOf(values), Math.abs(1 - n.stepDiscriminator * n.weightDecay));
}
