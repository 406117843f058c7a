import type { Call } from "../engine/index.ts";
import {
  activations,
  backward,
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
} from "../networks/index.ts";
import { standardNormals } from "../numerics/normalVectors.ts";
import { count, define, nonNegative, positive } from "../options/index.ts";
import type { Generation, Generator, Motion } from "./generator.ts";
import { massesOf, massList } from "./masses.ts";

/**
 * The kind `network`: y_j = G(z_j; θ), a fully connected network in the tangent parametrization on latents
 * z_j ~ N(0, I) that are drawn once. At the start it is a random function of the latent.
 */
export const networkGenerator = define(
  "network",
  {
    count: count().describe("n, the number of particles"),
    masses: massList(),
    ...networkOptions,
    latentDimension: count().describe("m, the dimension of the latents z_j"),
    outputScale: positive().default(1).describe("multiplies all outputs, and its square the tangent kernel"),
    startScale: nonNegative()
      .default(1)
      .describe("multiplies the last layer's weights at step 0: 0 starts all particles at the origin"),
  },
  (given): Generator => ({
    kind: "network",
    count: given.count,
    masses: massesOf(given.masses, given.count),
    draw({ dimension }, stream) {
      const { hidden, activation, weightScale, biasScale, latentDimension, outputScale } = given;
      const layout = layoutOf({
        inputs: latentDimension,
        hidden,
        outputs: dimension,
        activation: activations[activation],
        weightScale,
        biasScale,
        outputScale,
      });
      const latents = standardNormals(given.count, latentDimension, stream);
      const parameters = drawNetwork(layout, stream, given.startScale);
      return motionOf(layout, latents, parameters);
    },
  }),
);

const prefix = "generatorNetwork";
const latentArray = "generatorLatents";

function motionOf(layout: Layout, latents: Float64Array, parameters: Float64Array): Motion {
  const samples = latents.length / layout.inputs;
  const siteOf = (at: Generation): Site => ({
    prefix,
    tag: at.tag,
    count: samples,
    parameters: at.parameters,
    inputs: latentArray,
  });
  return {
    key: `network ${samples} ${layout.key}`,
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
      return [...backward(layout, site, force), ...parameterGradient(layout, site, { sums }, direction)];
    },
  };
}
