import { symmetricEigen } from "../../numerics/singularValues.ts";

/**
 * The Wasserstein game of a quadratic discriminator f = xᵀMx that pays β‖M‖_* (the sum of |eigenvalues|) against a
 * generator that pays r Σ q‖y‖²:
 *
 *   min over y  max over M  tr M(S − S_G) − β‖M‖_* + r tr S_G,
 *
 * S = Σ p x xᵀ and S_G = Σ q y yᵀ the second moments: all that f sees. Sahiner et al., "Hidden Convexity of Wasserstein
 * GANs" (ICLR 2022, arXiv 2107.05680), section 3, where sums stand for means: XᵀX = n S, their β is n times this one.
 */
export interface SpectralGame {
  /** S, row-major [d*d]. */
  readonly moment: Float64Array;
  /** d. */
  readonly dimension: number;
  /** β ≥ 0; of weight decay λ on u in f = Σ ± (u·x)², λ/2. */
  readonly threshold: number;
  /** r > 0. */
  readonly ridge: number;
}

/** The saddle point of a game. */
export interface SpectralOptimum {
  /** Eigenvalues of S_G, (λ_i − β)₊ of S, descending [d]. */
  readonly spectrum: Float64Array;
  /** S_G, [d*d]. */
  readonly moment: Float64Array;
  /** M, [d*d]: r along the eigenvectors of S with λ_i > β, 0 along the others. */
  readonly form: Float64Array;
  /** r Σ (λ_i − β)₊. */
  readonly value: number;
}

/** Σ q y yᵀ of points [n*d] with masses [n], row-major [d*d]. */
export function secondMoment(
  points: ArrayLike<number>,
  masses: ArrayLike<number>,
  dimension: number,
): Float64Array {
  const moment = new Float64Array(dimension * dimension);
  for (let j = 0; j < masses.length; j++) {
    for (let a = 0; a < dimension; a++) {
      const weighed = masses[j]! * points[j * dimension + a]!;
      for (let b = 0; b < dimension; b++) moment[a * dimension + b]! += weighed * points[j * dimension + b]!;
    }
  }
  return moment;
}

/** V g(Λ) Vᵀ of a symmetric matrix VΛVᵀ, row-major [d*d]. */
export function spectralMap(
  matrix: ArrayLike<number>,
  dimension: number,
  g: (eigenvalue: number) => number,
): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, dimension);
  const mapped = values.map(g);
  const result = new Float64Array(dimension * dimension);
  for (let a = 0; a < dimension; a++) {
    for (let b = 0; b < dimension; b++) {
      let sum = 0;
      for (let k = 0; k < dimension; k++) {
        sum += vectors[a * dimension + k]! * mapped[k]! * vectors[b * dimension + k]!;
      }
      result[a * dimension + b] = sum;
    }
  }
  return result;
}

/** The closed form: the spectrum of S, lowered by β. */
export function spectralOptimum({ moment, dimension, threshold, ridge }: SpectralGame): SpectralOptimum {
  const lowered = (value: number) => Math.max(0, value - threshold);
  const spectrum = symmetricEigen(moment, dimension).values.map(lowered);
  return {
    spectrum,
    moment: spectralMap(moment, dimension, lowered),
    form: spectralMap(moment, dimension, (value) => (value > threshold ? ridge : 0)),
    value: ridge * spectrum.reduce((sum, value) => sum + value, 0),
  };
}

/** The sum of a·b over the entries of two matrices: tr AB where they are symmetric. */
export function innerProduct(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** ‖S − S_G‖₂, the largest |eigenvalue|: the discriminator's maximum is 0 where it is at most β, else infinite. */
export function momentDistance({ moment, dimension }: SpectralGame, generated: ArrayLike<number>): number {
  const { values } = symmetricEigen(
    moment.map((value, k) => value - generated[k]!),
    dimension,
  );
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** What any pair of players proves of the value. */
export interface SpectralBounds {
  /** What the generator pays once it is brought within the constraint: an upper bound. */
  readonly primal: number;
  /** What the discriminator is sure of once it is one that no generator can escape: a lower bound. */
  readonly dual: number;
  /** primal − dual ≥ 0; 0 at the saddle point alone. */
  readonly gap: number;
  /** ‖S − S_G‖₂ − β before it was brought within the constraint. */
  readonly excess: number;
}

/**
 * Bounds from the players as they are, S_G [d*d] and M [d*d]. The primal problem min r tr S_G subject to
 * ‖S − S_G‖₂ ≤ β is +∞ outside of the constraint, and training comes from there, so S_G is moved towards S, which is
 * within it, just as far as is needed: r tr(S + θ(S_G − S)), θ = min(1, β/‖S − S_G‖₂). The dual problem
 * max tr MS − β‖M‖_* subject to M ≤ r I is −∞ outside; eigenvalues of M above r are brought down to r.
 */
export function spectralBounds(
  game: SpectralGame,
  generated: ArrayLike<number>,
  form: ArrayLike<number>,
): SpectralBounds {
  const { moment, dimension, threshold, ridge } = game;
  const distance = momentDistance(game, generated);
  const share = distance > threshold ? threshold / distance : 1;
  const { values, vectors } = symmetricEigen(form, dimension);
  let dual = 0;
  let primal = 0;
  for (let k = 0; k < dimension; k++) {
    const size = Math.min(values[k]!, ridge);
    dual += size * along(moment, vectors, dimension, k) - threshold * Math.abs(size);
    const own = moment[k * dimension + k]!;
    primal += ridge * (own + share * (generated[k * dimension + k]! - own));
  }
  return { primal, dual, gap: primal - dual, excess: distance - threshold };
}

/** vᵀSv for column k of `vectors`. */
function along(matrix: ArrayLike<number>, vectors: ArrayLike<number>, d: number, k: number): number {
  let sum = 0;
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) sum += vectors[a * d + k]! * matrix[a * d + b]! * vectors[b * d + k]!;
  }
  return sum;
}
