import { z } from "zod";
import type { Call, Cell, Rows } from "../engine/index.ts";
import { standardNormals } from "../numerics/normalVectors.ts";
import { count, define, nonNegative } from "../options/index.ts";
import type { Generation, Generator, Motion } from "./generator.ts";
import { massesOf, massList } from "./masses.ts";

/**
 * The kind `linear`: y_j = A z_j + b on latents z_j ~ N(0, I) that are drawn once. θ is A row-major [d*m], then b [d].
 * With forces F_j the direction is ∂/∂A_ka = Σ_j F_jk z_ja and ∂/∂b_k = Σ_j F_jk.
 */
export const linearGenerator = define(
  "linear",
  {
    count: count().describe("n, the number of particles"),
    masses: massList(),
    latentDimension: count().describe("m, the dimension of the latents z_j"),
    bias: z.boolean().default(true).describe("whether there is b in y = A z + b; it is 0 at step 0"),
    spread: nonNegative()
      .default(1)
      .describe("standard deviation of each coordinate of y at step 0, over random A and z"),
  },
  ({ count: size, masses, latentDimension, bias, spread }): Generator => ({
    kind: "linear",
    count: size,
    masses: massesOf(masses, size),
    draw({ dimension }, stream) {
      const latents = standardNormals(size, latentDimension, stream);
      const matrix = standardNormals(dimension, latentDimension, stream);
      const parameters = new Float64Array(dimension * (latentDimension + (bias ? 1 : 0)));
      parameters.set(matrix.map((value) => (value * spread) / Math.sqrt(latentDimension)));
      return motionOf({ n: size, D: dimension, LATENT: latentDimension, bias }, latents, parameters);
    },
  }),
);

interface Sizes {
  readonly n: number;
  readonly D: number;
  readonly LATENT: number;
  readonly bias: boolean;
}

function motionOf(sizes: Sizes, latents: Float64Array, parameters: Float64Array): Motion {
  const { n, D, LATENT, bias } = sizes;
  const common = { constants: { n, D, LATENT, BIAS: bias ? 1 : 0 }, helpers: {} };
  return {
    key: `linear ${n} ${D} ${LATENT} ${bias}`,
    start: outputs(sizes, latents, parameters),
    parameters,
    own: { generatorLatents: latents },
    tables: {},
    free: false,
    generate: ({ parameters: from, position, tag }: Generation): Call[] => [
      {
        name: `generate${tag}`,
        output: position,
        rows: n * D,
        body: generate,
        reads: [from, "generatorLatents"],
        ...common,
      },
    ],
    follow: ({ force, direction, tag }): Call[] => [
      {
        name: `followLinear${tag}`,
        output: direction,
        rows: parameters.length,
        body: follow,
        reads: [force, "generatorLatents"],
        ...common,
      },
    ],
    pullBack: (_, force) => pulledBack(sizes, latents, force),
  };
}

function pulledBack({ n, D, LATENT, bias }: Sizes, latents: Float64Array, force: Float64Array): Float64Array {
  const direction = new Float64Array(D * LATENT + (bias ? D : 0));
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < D; k++) {
      const push = force[j * D + k]!;
      for (let a = 0; a < LATENT; a++) direction[k * LATENT + a]! += push * latents[j * LATENT + a]!;
      if (bias) direction[D * LATENT + k]! += push;
    }
  }
  return direction;
}

/** A z_j + b, row-major [n*d]. */
function outputs({ n, D, LATENT, bias }: Sizes, latents: Float64Array, parameters: Float64Array) {
  const result = new Float64Array(n * D);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < D; k++) {
      let sum = bias ? parameters[D * LATENT + k]! : 0;
      for (let a = 0; a < LATENT; a++) sum += parameters[k * LATENT + a]! * latents[j * LATENT + a]!;
      result[j * D + k] = sum;
    }
  }
  return result;
}

function generate(this: Cell, parameters: Rows, latents: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const j = Math.floor(row / this.constants.D!);
  const k = row - j * this.constants.D!;
  let sum = 0;
  if (this.constants.BIAS! > 0) sum = parameters[this.constants.D! * this.constants.LATENT! + k]![s]!;
  for (let a = 0; a < this.constants.LATENT!; a++) {
    sum += parameters[k * this.constants.LATENT! + a]![s]! * latents[j * this.constants.LATENT! + a]![s]!;
  }
  return sum;
}

function follow(this: Cell, force: Rows, latents: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const weights = this.constants.D! * this.constants.LATENT!;
  const k = row < weights ? Math.floor(row / this.constants.LATENT!) : row - weights;
  const a = row < weights ? row - k * this.constants.LATENT! : 0;
  let sum = 0;
  for (let j = 0; j < this.constants.n!; j++) {
    const input = row < weights ? latents[j * this.constants.LATENT! + a]![s]! : 1;
    sum += force[j * this.constants.D! + k]![s]! * input;
  }
  return sum;
}
