import { multiply } from "../../numerics/linearAlgebra.ts";
import type { RandomStream } from "../../numerics/random.ts";
import { symmetricEigen, thinSingularValues } from "../../numerics/singularValues.ts";
import { transposed } from "../../numerics/transposed.ts";

/**
 * The closed form of a Wasserstein GAN with a linear generator G = ZW before a quadratic discriminator, used stage by stage
 * (A. Sahiner et al., "Hidden Convexity of Wasserstein GANs", ICLR 2022, arXiv 2107.05680, section 4): any W with
 * GᵀG = V(S² − βI)₊Vᵀ, X = USVᵀ, has the least ‖G‖² under ‖XᵀX − GᵀG‖₂ ≤ β.
 *
 * Matrices are row-major Float64Arrays. A cloud enters by its second moments alone, as singular values and vectors.
 */
export interface Moments {
  /** s_j, descending [count]. */
  readonly values: Float64Array;
  /** V, [dimension*count]. */
  readonly right: Float64Array;
  readonly dimension: number;
  readonly count: number;
}

/** What of the largest singular value counts as zero. */
const ZERO = 1e-10;

/** Singular values and right vectors of any matrix R [rows*dimension] with RᵀR = XᵀX. */
export function momentsOf(root: ArrayLike<number>, rows: number, dimension: number): Moments {
  const { values, right, count } = thinSingularValues(root, rows, dimension);
  return { values, right, dimension, count };
}

/** How many singular values are not zero to rounding. */
export function rankOf({ values }: Moments): number {
  return values.reduce((rank, value) => rank + (value > ZERO * values[0]! ? 1 : 0), 0);
}

/** A generator's weights in closed form. */
export interface ClosedForm {
  /** W, [inputs*dimension]. */
  readonly weights: Float64Array;
  /** s_{k+1}²: the greatest that the discriminator's weight decay may be for k components. */
  readonly beta: number;
  /** k: as many as are asked for, or the rank of the inputs or of the data where that is less. */
  readonly components: number;
  /** √(s_j² − β) of these, [k]. */
  readonly spectrum: Float64Array;
  /** V_k, [dimension*k]. */
  readonly right: Float64Array;
}

export interface ClosedFormOptions {
  /** k. */
  readonly components: number;
  /**
   * A linear map of the inputs, [inputs*dimension]: of all optimal W, which differ by an orthogonal matrix, the one whose
   * outputs on these inputs are nearest to it in the mean square. Without it the j-th singular vector of the inputs is
   * paired with the j-th of the data, with whatever sign they come.
   */
  readonly near?: ArrayLike<number>;
}

/** W = Q D⁻¹ O (S² − βI)^½ V_kᵀ for inputs Z = PDQᵀ and β = s_{k+1}², O with orthonormal columns. */
export function closedForm(input: Moments, data: Moments, options: ClosedFormOptions): ClosedForm {
  const rank = rankOf(input);
  const components = Math.min(options.components, rank, rankOf(data));
  const beta = (data.values[components] ?? 0) ** 2;
  const spectrum = data.values.slice(0, components).map((s) => Math.sqrt(Math.max(0, s * s - beta)));
  const right = leadingColumns(data.right, data.count, components);
  const outputs = scaledColumns(right, spectrum);
  const [inputs, dimension] = [input.dimension, data.dimension];
  const vectors = leadingColumns(input.right, input.count, rank);
  const whitening = scaledColumns(
    vectors,
    input.values.slice(0, rank).map((value) => 1 / value),
  );
  let pairing = identity(rank, components);
  if (options.near !== undefined) {
    const onData = multiply(options.near, outputs, { rows: inputs, inner: dimension, columns: components });
    const across = transposed(vectors, inputs, rank);
    const seen = multiply(across, onData, { rows: rank, inner: inputs, columns: components });
    pairing = polarFactor(scaledRows(seen, input.values, rank), rank, components);
  }
  const paired = multiply(whitening, pairing, { rows: inputs, inner: rank, columns: components });
  const weights = multiply(paired, transposed(outputs, dimension, components), {
    rows: inputs,
    inner: components,
    columns: dimension,
  });
  return { weights, beta, components, spectrum, right };
}

/**
 * The eigenvalues of XᵀX − GᵀG within the span of V_k, descending; outside of it there are those of XᵀX alone, at most β.
 * @param reach the map from latents to components, G V_k = L·reach [latents*k]
 * @param latents LᵀL, [latents*latents], of as many samples as X has
 */
export function excessEigenvalues(
  data: Moments,
  components: number,
  reach: ArrayLike<number>,
  latents: ArrayLike<number>,
): Float64Array {
  const size = Math.round(Math.sqrt(latents.length));
  const half = multiply(latents, reach, { rows: size, inner: size, columns: components });
  const across = transposed(Float64Array.from(reach), size, components);
  const generated = multiply(across, half, { rows: components, inner: size, columns: components });
  const difference = generated.map((value, at) => {
    const [row, column] = [Math.floor(at / components), at % components];
    return (row === column ? data.values[row]! ** 2 : 0) - value;
  });
  return symmetricEigen(symmetrized(difference, components), components).values;
}

/**
 * By how much ‖XᵀX − GᵀG‖₂ is above β on n fresh latents, per sample and to first order in 1/√n: there XᵀX − GᵀG is
 * βI + Σ(E − E')Σ/√n on the span of V_k, where Σ² = S_k² − βI per sample and E, E' are the sampling errors of second moments of
 * normal latents, symmetric with variances 1 off and 2 on the diagonal. The mean over draws; for a pairing that does not
 * depend on the latents. It falls as 1/√n where it is small against 2β, and where it is large.
 * @param spectrum √(s_j² − β) per sample, [k]
 * @param beta per sample
 */
export function freshExcess(
  spectrum: ArrayLike<number>,
  beta: number,
  samples: number,
  draws: number,
  stream: RandomStream,
): number {
  const k = spectrum.length;
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const error = new Float64Array(k * k);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j <= i; j++) {
        const value = stream.normal() * Math.sqrt((i === j ? 4 : 2) / samples) * spectrum[i]! * spectrum[j]!;
        error[i * k + j] = value;
        error[j * k + i] = value;
      }
    }
    const { values } = symmetricEigen(error, k);
    sum += Math.max(0, values[0]!, -values.at(-1)! - 2 * beta);
  }
  return sum / draws;
}

/**
 * That excess relative to s_1² − β where the first singular vector of m normal latents is paired with that of the data: the
 * fit takes the direction in which its latents happen to vary most, D_1² > n, and fresh ones vary by n there. With the mean
 * of D_1² by I. M. Johnstone, Ann. Stat. 29, 295 (2001); what fresh latents add to it is left out.
 */
export function orderedExcess(latents: number, samples: number): number {
  const [wide, narrow] = [Math.sqrt(samples - 1), Math.sqrt(latents)];
  const scale = (wide + narrow) * (1 / wide + 1 / narrow) ** (1 / 3);
  return 1 - samples / ((wide + narrow) ** 2 + TRACY_WIDOM_MEAN * scale);
}

/** Mean of the Tracy-Widom law of real symmetric matrices. */
const TRACY_WIDOM_MEAN = -1.20653;

/** A matrix with orthonormal columns that is nearest to a given one [rows*columns], rows ≥ columns. */
function polarFactor(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const { left, right } = thinSingularValues(matrix, rows, columns);
  return multiply(left, transposed(right, columns, columns), { rows, inner: columns, columns });
}

function leadingColumns(matrix: Float64Array, columns: number, kept: number): Float64Array {
  const rows = matrix.length / columns;
  return Float64Array.from(
    { length: rows * kept },
    (_, at) => matrix[Math.floor(at / kept) * columns + (at % kept)]!,
  );
}

function scaledColumns(matrix: Float64Array, factors: ArrayLike<number>): Float64Array {
  return matrix.map((value, at) => value * factors[at % factors.length]!);
}

function scaledRows(matrix: Float64Array, factors: ArrayLike<number>, rows: number): Float64Array {
  const columns = matrix.length / rows;
  return matrix.map((value, at) => value * factors[Math.floor(at / columns)]!);
}

function identity(rows: number, columns: number): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) result[j * columns + j] = 1;
  return result;
}

function symmetrized(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((value, at) => (value + matrix[(at % size) * size + Math.floor(at / size)]!) / 2);
}
