import { spectralRadius } from "../../numerics/linearAlgebra.ts";

/**
 * N particles of mass 1/N under the universal kernel, spread evenly on the M true points of equal mass, in alternating
 * descent-ascent before a Gaussian kernel discriminator of width 1, Γ₀ = 1.
 */
export interface CoveredState {
  /** Row-major [M*d]. */
  readonly points: ArrayLike<number>;
  readonly dimension: number;
  /** N. */
  readonly size: number;
  /** γ. */
  readonly coupling: number;
  /** λ. */
  readonly weightDecay: number;
  /** ξ of R1; 0 when left out. */
  readonly r1?: number;
  /** η_d. */
  readonly stepDiscriminator: number;
  /** η_g q. */
  readonly stepGenerator: number;
}

/** D_ab = ∂∂'K(x_a, x_b) = K [1/σ² − (x_a − x_b)(x_a − x_b)ᵀ/σ⁴] at σ = 1, [(M*d)*(M*d)]. */
function dipoles(points: ArrayLike<number>, dimension: number): Float64Array {
  const rows = points.length;
  const result = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    const a = i - (i % dimension);
    for (let j = 0; j < rows; j++) {
      const b = j - (j % dimension);
      let square = 0;
      for (let k = 0; k < dimension; k++) square += (points[a + k]! - points[b + k]!) ** 2;
      const [first, second] = [i - a, j - b];
      const outer = (points[i]! - points[b + first]!) * (points[a + second]! - points[j]!);
      result[i * rows + j] = Math.exp(-square / 2) * ((first === second ? 1 : 0) - outer);
    }
  }
  return result;
}

/**
 * The map of one step linearised about the covered state, where f = 0, in the slopes g_a = ∇f(x_a) and the mean
 * displacements u_a of the particles at x_a. Unlike `theory.effective`, the points need not be many widths apart:
 *
 *     g⁺ = (1 − η_d λ) g − η_d D (u + ξ g)/M
 *     u_a⁺ = u_a + η_g q [(1 − γ) g_a⁺ + γN ⟨g⁺⟩].
 *
 * Differences between particles at one point are kept, multiplier 1, and are no part of it.
 * @returns row-major [(2Md)*(2Md)]
 */
export function coveredMap(state: CoveredState): Float64Array {
  const { points, dimension, size, coupling, weightDecay, r1 = 0, stepDiscriminator, stepGenerator } = state;
  const rows = points.length;
  const modes = rows / dimension;
  const bent = dipoles(points, dimension);
  const all = 2 * rows;
  const map = new Float64Array(all * all);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      const pull = (stepDiscriminator * bent[i * rows + j]!) / modes;
      map[i * all + j] = (i === j ? 1 - stepDiscriminator * weightDecay : 0) - r1 * pull;
      map[i * all + rows + j] = -pull;
    }
  }
  for (let i = 0; i < rows; i++) {
    const own = (rows + i) * all;
    map[own + rows + i] = 1;
    for (let j = i % dimension; j < rows; j += dimension) {
      const gain = stepGenerator * ((i === j ? 1 - coupling : 0) + (coupling * size) / modes);
      for (let k = 0; k < all; k++) map[own + k]! += gain * map[j * all + k]!;
    }
  }
  return map;
}

/** Above 1 by more than rounding where the covered state is linearly unstable. */
export function coveredRadius(state: CoveredState): number {
  return spectralRadius(coveredMap(state), 2 * state.points.length);
}

/** A radius this much above 1 is no rounding of one on the unit circle. */
export const radiusRounding = 1e-7;

/**
 * The value of a parameter up to which the covered state is linearly stable, by bisection of its logarithm between
 * `from` and `to`; −∞ or +∞ in the logarithm, 0 or Infinity, where it is unstable or stable throughout.
 */
export function stableUpTo(at: (value: number) => CoveredState, from: number, to: number): number {
  const unstable = (value: number) => coveredRadius(at(value)) > 1 + radiusRounding;
  if (unstable(from)) return 0;
  if (!unstable(to)) return Number.POSITIVE_INFINITY;
  let [low, high] = [Math.log(from), Math.log(to)];
  for (let k = 0; k < 40; k++) {
    const middle = (low + high) / 2;
    if (unstable(Math.exp(middle))) high = middle;
    else low = middle;
  }
  return Math.exp(low);
}
