import { z } from "zod";
import { erfTangent, pairValue, reluTangent, type TangentKernel } from "../../kernels/index.ts";
import { standardNormals } from "../../numerics/normalVectors.ts";
import { count, define, family, inside } from "../../options/index.ts";
import type { Coupling } from "./coupling.ts";

/** The networks whose tangent kernels are known. */
const networks = family<TangentKernel>([reluTangent, erfTangent]);

/**
 * Γ_ij = Θ(z_i, z_j), the tangent kernel by which an infinitely wide generator network moves its outputs (Jacot,
 * Gabriel, Hongler 2018, arXiv 1806.07572), on latents z_j ~ N(0, I) that are drawn once.
 */
export const tangent = define(
  "tangent",
  {
    kernel: networks.spec.describe("Θ, the tangent kernel of the generator network"),
    latentDimension: count().describe("m, the dimension of the latents z_j"),
    normalise: z
      .boolean()
      .default(true)
      .describe("scales Γ to a mean diagonal of 1, so that step sizes mean the same for all networks"),
  },
  ({ kernel, latentDimension, normalise }): Coupling => {
    const theta = inside("kernel", () => networks.build(kernel));
    return {
      kind: "tangent",
      among: (size) => (stream) => {
        const latents = standardNormals(size, latentDimension, stream);
        const matrix = tangentMatrix(theta, latents, latentDimension);
        return { kind: "matrix", numbers: normalise ? normalised(matrix, size) : matrix };
      },
    };
  },
);

/** Θ(z_i, z_j) for latents [n*m], row-major [n*n]. */
export function tangentMatrix(theta: TangentKernel, latents: Float64Array, dimension: number): Float64Array {
  const size = latents.length / dimension;
  const latent = (j: number) => latents.subarray(j * dimension, (j + 1) * dimension);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = pairValue(theta, latent(i), latent(j));
      matrix[i * size + j] = value;
      matrix[j * size + i] = value;
    }
  }
  return matrix;
}

/** The matrix over the mean of its diagonal. */
function normalised(matrix: Float64Array, size: number): Float64Array {
  let trace = 0;
  for (let j = 0; j < size; j++) trace += matrix[j * size + j]!;
  return matrix.map((value) => (value * size) / trace);
}
