import { tangentMatrix } from "../../../generators/couplings/index.ts";
import { erfTangent, pairValue, reluTangent, type TangentKernel } from "../../../kernels/index.ts";
import { standardNormals } from "../../../numerics/normalVectors.ts";
import { randomStream } from "../../../numerics/random.ts";
import { type AngularKernel, offDiagonal } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";

/** An infinitely wide network, its weights with the scales that keep signals as large as they are. */
export interface Infinite {
  readonly activation: "relu" | "erf";
  /** Hidden layers. */
  readonly depth: number;
  /** σ_b. */
  readonly bias: number;
}

/** Its tangent kernel Θ. */
export function tangentOf({ activation, depth, bias }: Infinite): TangentKernel {
  return (activation === "relu" ? reluTangent : erfTangent)({ depth, biasScale: bias });
}

/** Θ at cosine ρ of two latents as long as those in many dimensions are, √D. */
export function angularOf(kernel: TangentKernel): AngularKernel {
  // Two dimensions are enough for a pair, since Θ depends on z·z'/D.
  return (cosine) => {
    const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    return pairValue(kernel, [Math.SQRT2, 0], [Math.SQRT2 * cosine, Math.SQRT2 * sine]);
  };
}

/**
 * h = ∂ ln Θ/∂ ln ‖z‖ at right angles, of each of two latents of length √D: by how much their lengths add to the spread.
 * 0 where Θ vanishes there, as for odd activations without bias.
 */
export function homogeneityOf(kernel: TangentKernel): number {
  const at = (stretch: number) => pairValue(kernel, [Math.SQRT2 * stretch, 0], [0, Math.SQRT2]);
  const step = 1e-4;
  const value = at(1);
  return value === 0 ? 0 : (at(1 + step) - at(1 - step)) / (2 * step * value);
}

/**
 * Mean and spread of the off-diagonal entries of Θ over the mean of its diagonal, on normal latents, to leading order in
 * 1/D. Besides the angle, the squared lengths sD of both latents vary, with variance 2/D of s: a mean of g(s) is
 * g(1) + g''(1)/D.
 */
export function predictedEntries(kernel: TangentKernel, dimension: number) {
  const angular = angularOf(kernel);
  const { mean, spread } = offDiagonal(angular, dimension, homogeneityOf(kernel));
  const crossed = (s: number) => pairValue(kernel, [Math.sqrt(2 * s), 0], [0, Math.SQRT2]);
  const aligned = (s: number) => pairValue(kernel, [Math.sqrt(2 * s), 0], [Math.sqrt(2 * s), 0]);
  const step = 1e-3;
  const bend = (g: (s: number) => number) => (g(1 + step) - 2 * g(1) + g(1 - step)) / step ** 2;
  const unit = angular(1);
  const diagonal = 1 + bend(aligned) / (unit * dimension);
  return { spread, mean: (mean + (2 * bend(crossed)) / (unit * dimension)) / diagonal };
}

/** The entries of a kernel matrix [n*n]: mean of the diagonal, mean and standard deviation of the others. */
export function entriesOf(matrix: Float64Array, size: number) {
  let [diagonal, sum, squares] = [0, 0, 0];
  for (let i = 0; i < size; i++) {
    diagonal += matrix[i * size + i]!;
    for (let j = 0; j < i; j++) {
      sum += matrix[i * size + j]!;
      squares += matrix[i * size + j]! ** 2;
    }
  }
  const pairs = (size * (size - 1)) / 2;
  const mean = sum / pairs;
  return { diagonal: diagonal / size, mean, spread: Math.sqrt(Math.max(0, squares / pairs - mean * mean)) };
}

/** Which latents are drawn. */
export interface LatentDraws {
  readonly dimensions: readonly number[];
  /** Latents of one draw. */
  readonly latents: number;
  readonly draws: number;
  readonly seed: number;
}

/**
 * Off-diagonal entries of Θ on latents N(0, I_D) over the mean of its diagonal: rows of network, `dimension`, `draw`,
 * `mean`, `spread`. All networks see the same latents.
 */
export function offDiagonals(networks: readonly Infinite[], given: LatentDraws, dimension: number): Row[] {
  const { latents: size, draws, seed } = given;
  return Array.from({ length: draws }, (_, draw) => {
    const latents = standardNormals(size, dimension, randomStream(seed, 1, draw, dimension));
    return networks.map((network): Row => {
      const entries = entriesOf(tangentMatrix(tangentOf(network), latents, dimension), size);
      const { diagonal, mean, spread } = entries;
      return { ...network, dimension, draw, mean: mean / diagonal, spread: spread / diagonal };
    });
  }).flat();
}
