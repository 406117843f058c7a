import { multiply } from "../../numerics/linearAlgebra.ts";
import { symmetricEigen } from "../../numerics/singularValues.ts";
import { InputError } from "../../options/index.ts";
import { type SpectralGame, secondMoment, spectralMap } from "./spectralGame.ts";

/** Latents z_j [n*m] with masses [n]. */
export interface Latents {
  readonly points: ArrayLike<number>;
  readonly masses: ArrayLike<number>;
  /** m. */
  readonly dimension: number;
}

/**
 * A of the optimal linear generator y = A z, row-major [d*m]: V (Λ − β)₊^½ Q S_Z^−½ with S = VΛVᵀ, S_Z the latents' second
 * moment, and any Q with orthonormal rows: it is the transpose of W of arXiv 2107.05680, section 3.
 * @param rotation an orthogonal matrix [m*m], of which Q has the first rows; the identity when left out
 * @throws InputError where fewer latents than positive (λ_i − β)₊ cannot reach the optimum
 */
export function optimalLinearGenerator(
  game: SpectralGame,
  latents: Latents,
  rotation?: ArrayLike<number>,
): Float64Array {
  const { dimension: d, moment, threshold } = game;
  const m = latents.dimension;
  const { values, vectors } = symmetricEigen(moment, d);
  const rank = values.filter((value) => value > threshold).length;
  if (rank > m) throw new InputError("latents", `${rank} dimensions are needed, not ${m}`);
  const rooted = new Float64Array(d * m);
  for (let k = 0; k < rank; k++) {
    const size = Math.sqrt(values[k]! - threshold);
    for (let a = 0; a < d; a++) rooted[a * m + k] = vectors[a * d + k]! * size;
  }
  const turned =
    rotation === undefined ? rooted : multiply(rooted, rotation, { rows: d, inner: m, columns: m });
  const spread = secondMoment(latents.points, latents.masses, m);
  const whitening = spectralMap(spread, m, (value) => 1 / Math.sqrt(value));
  return multiply(turned, whitening, { rows: d, inner: m, columns: m });
}
