import { z } from "zod";
import type { Call, Cell, Rows } from "../engine/index.ts";
import {
  activations,
  backward,
  checkScales,
  drawNetwork,
  evaluateNetwork,
  forward,
  type Layout,
  layoutOf,
  nameAt,
  networkOptions,
  output,
  parameterGradient,
  type Site,
  signsOf,
  tangentFeatures,
} from "../networks/index.ts";
import { standardNormals } from "../numerics/normalVectors.ts";
import type { RandomStream } from "../numerics/random.ts";
import { count, define, finite, InputError, nonNegative, positive } from "../options/index.ts";
import type { Generation, Generator, Motion } from "./generator.ts";
import { massesOf, massList } from "./masses.ts";

/**
 * The kind `network`: y_j = G(z_j; θ), a fully connected network on latents z_j, of N(0, I) or uniform in a cube, that
 * are drawn once. At the start it is a random function of the latent.
 */
export const networkGenerator = define(
  "network",
  {
    count: count().describe("n, the number of particles"),
    masses: massList(),
    ...networkOptions,
    latentDimension: count().describe("m, the dimension of the latents z_j"),
    latentRange: positive()
      .optional()
      .describe("r: latents are uniform in [−r, r] along each axis; N(0, 1) when left out"),
    latents: z
      .array(z.array(finite()))
      .optional()
      .describe("the latents themselves, a row of m numbers a particle, the same for all replicas"),
    trained: z
      .enum(["all", "hidden"])
      .default("all")
      .describe("hidden: the last layer stays as it was drawn, and all layers below it are trained"),
    outputBias: z.boolean().default(false).describe("whether the outputs have biases of their own"),
    outputScale: positive().default(1).describe("multiplies all outputs, and its square the tangent kernel"),
    startScale: nonNegative()
      .default(1)
      .describe("multiplies the last layer's weights at step 0: 0 starts all particles at the origin"),
  },
  (given): Generator => {
    checkScales(given);
    checkLatents(given);
    return {
      kind: "network",
      count: given.count,
      masses: massesOf(given.masses, given.count),
      draw({ dimension }, stream) {
        const { count: size, activation, latentDimension, startScale, trained, ...shape } = given;
        const layout = layoutOf({
          ...shape,
          inputs: latentDimension,
          outputs: dimension,
          activation: activations[activation],
        });
        const latents = latentsOf(size * latentDimension, given, stream);
        const parameters = drawNetwork(layout, stream, startScale);
        return motionOf(layout, trained, latents, parameters);
      },
    };
  },
);

interface Latents {
  readonly latentRange?: number | undefined;
  readonly latents?: readonly (readonly number[])[] | undefined;
}

/** @throws InputError for latents that are not of the right number or length, or given and to be drawn. */
function checkLatents(given: Latents & { readonly count: number; readonly latentDimension: number }): void {
  const { latents, latentRange, count: size, latentDimension } = given;
  if (latents === undefined) return;
  if (latentRange !== undefined) throw new InputError("latentRange", "is of latents that are drawn");
  if (latents.length !== size)
    throw new InputError("latents", `must be one a particle, ${size}, not ${latents.length}`);
  const odd = latents.findIndex((one) => one.length !== latentDimension);
  if (odd < 0) return;
  throw new InputError(`latents[${odd}]`, `must have latentDimension, ${latentDimension}, numbers`);
}

function latentsOf(numbers: number, given: Latents, stream: RandomStream): Float64Array {
  if (given.latents !== undefined) return Float64Array.from(given.latents.flat());
  const range = given.latentRange;
  if (range === undefined) return standardNormals(numbers, 1, stream);
  return Float64Array.from({ length: numbers }, () => range * (2 * stream.uniform() - 1));
}

const prefix = "generatorNetwork";
const latentArray = "generatorLatents";

function motionOf(
  layout: Layout,
  trained: "all" | "hidden",
  latents: Float64Array,
  parameters: Float64Array,
): Motion {
  const samples = latents.length / layout.inputs;
  const siteOf = (at: Generation): Site => ({
    prefix,
    tag: at.tag,
    count: samples,
    parameters: at.parameters,
    inputs: latentArray,
  });
  return {
    key: `network ${samples} ${trained} ${layout.key}`,
    start: evaluateNetwork(layout, parameters, latents),
    parameters,
    own: { [latentArray]: latents },
    tables: { [signsOf(prefix)]: layout.signs },
    free: false,
    generate(at): Call[] {
      const site = siteOf(at);
      return [...forward(layout, site), output(layout, site, at.position)];
    },
    follow({ force, direction, ...at }): Call[] {
      const site = siteOf(at);
      // With one copy the cotangent of the outputs is that of the last layer's sums.
      const last = layout.layers.length - 1;
      const sums = (l: number) => (l === last ? force : nameAt(site, "Delta", l));
      const gradient = trained === "all" ? direction : nameAt(site, "WholeGradient");
      return [
        ...backward(layout, site, force),
        ...parameterGradient(layout, site, { sums }, gradient),
        ...(trained === "all" ? [] : [heldCall(layout, site, gradient, direction)]),
      ];
    },
    pullBack: (theta, force) => pulledBack(layout, trained, latents, theta, force),
  };
}

/** How many parameters stand before those of the last layer. */
function hiddenParameters({ layers }: Layout): number {
  return layers.at(-1)!.weights;
}

/** The direction that leaves the last layer as it is. */
function heldCall(layout: Layout, site: Site, gradient: string, direction: string): Call {
  const constants = { HIDDEN: hiddenParameters(layout) };
  const name = nameAt(site, "Held");
  return {
    name,
    output: direction,
    rows: layout.parameters,
    body: held,
    reads: [gradient],
    constants,
    helpers: {},
  };
}

function held(this: Cell, gradient: Rows): number {
  const row = this.thread.y;
  return row < this.constants.HIDDEN! ? gradient[row]![this.thread.x]! : 0;
}

function pulledBack(
  layout: Layout,
  trained: "all" | "hidden",
  latents: Float64Array,
  parameters: Float64Array,
  force: Float64Array,
): Float64Array {
  const direction = new Float64Array(layout.parameters);
  force.forEach((push, row) => {
    if (push === 0) return;
    const j = Math.floor(row / layout.outputs);
    const latent = latents.subarray(j * layout.inputs, (j + 1) * layout.inputs);
    const features = tangentFeatures(layout, parameters, latent, row % layout.outputs);
    features.forEach((feature, p) => {
      direction[p]! += push * feature;
    });
  });
  return trained === "all" ? direction : direction.fill(0, hiddenParameters(layout));
}
