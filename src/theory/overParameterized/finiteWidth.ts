import { eigenvalues } from "../../numerics/linearAlgebra.ts";
import type { RandomStream } from "../../numerics/random.ts";
import { mean, variance } from "../../numerics/statistics.ts";
import { type MeanGenerator, unitKernel } from "./infiniteKernel.ts";

/*
 * How the kernel of a finite width k strays from h 1. The hidden part is a weighted Wishart matrix. By the central limit
 * theorem √k (H/h − 1) becomes a symmetric normal matrix: entries off the diagonal have the variance κ, those on it
 * 3κ − 1 with covariance κ − 1 between them, κ = E‖g‖⁴/(E‖g‖²)² the kurtosis of the units' slopes. That is √κ G + √(κ − 1) ξ 1
 * with G of the Gaussian orthogonal ensemble (variance 1 off the diagonal, 2 on it) and ξ normal. So the least eigenvalue
 * is h(1 − c_d √(κ/k)) in the mean and spreads by h √((κ s_d² + κ − 1)/k), with c_d and s_d of the greatest eigenvalue of G.
 */

/** Mean and standard deviation. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** κ = E‖g‖⁴/(E‖g‖²)² over units of normal weights, by drawing them. */
export function slopeKurtosis(generator: MeanGenerator, stream: RandomStream, draws = 20_000): number {
  let [second, fourth] = [0, 0];
  for (let k = 0; k < draws; k++) {
    const weights = Array.from({ length: generator.latentDimension }, () => stream.normal());
    const { hidden } = unitKernel(generator, weights);
    second += hidden / draws;
    fourth += (hidden * hidden) / draws;
  }
  return fourth / (second * second);
}

/**
 * c_d and s_d: mean and spread of the greatest eigenvalue of a symmetric d×d matrix of normal entries, of variance 1 off
 * the diagonal and 2 on it. In closed form for d = 1 and 2, (0, √2) and (√(π/2), √(3 − π/2)); else from draws.
 */
export function greatestOfNormal(d: number, stream: RandomStream, draws = 4000): Spread {
  if (d === 1) return { mean: 0, deviation: Math.SQRT2 };
  if (d === 2) return { mean: Math.sqrt(Math.PI / 2), deviation: Math.sqrt(3 - Math.PI / 2) };
  const values = Array.from({ length: draws }, () => {
    const matrix = new Float64Array(d * d);
    for (let a = 0; a < d; a++) {
      matrix[a * d + a] = Math.SQRT2 * stream.normal();
      for (let b = 0; b < a; b++) matrix[a * d + b] = matrix[b * d + a] = stream.normal();
    }
    return Math.max(...eigenvalues(matrix, d).map(({ re }) => re));
  });
  // Its opposite is as likely as the matrix itself, but the greatest eigenvalue is not the least.
  return { mean: mean(values), deviation: Math.sqrt(variance(values)) };
}

/** What the laws of large widths need to know of a generator whose hidden layer is trained. */
export interface WideGenerator {
  /** h. */
  readonly kernel: number;
  /** κ. */
  readonly kurtosis: number;
  /** (c_d, s_d), see `greatestOfNormal`. */
  readonly edge: Spread;
}

/** The least eigenvalue of H at width k to leading order in 1/√k; the mean is below 0 where this order says nothing. */
export function leastKernel({ kernel, kurtosis, edge }: WideGenerator, width: number): Spread {
  return {
    mean: kernel * (1 - edge.mean * Math.sqrt(kurtosis / width)),
    deviation: kernel * Math.sqrt((kurtosis * edge.deviation ** 2 + kurtosis - 1) / width),
  };
}

/**
 * H of a generator of width k with its hidden layer trained, drawn from what it is made of: normal weights of every unit,
 * [d*d] row-major.
 */
export function drawMeanKernel(
  generator: MeanGenerator,
  { width, dimension: d }: { readonly width: number; readonly dimension: number },
  stream: RandomStream,
): Float64Array {
  const kernel = new Float64Array(d * d);
  const weights = new Float64Array(generator.latentDimension);
  const outputs = new Float64Array(d);
  for (let u = 0; u < width; u++) {
    for (let a = 0; a < weights.length; a++) weights[a] = stream.normal();
    for (let a = 0; a < d; a++) outputs[a] = stream.normal();
    const share = unitKernel(generator, weights).hidden / width;
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) kernel[a * d + b]! += share * outputs[a]! * outputs[b]!;
    }
  }
  return kernel;
}
