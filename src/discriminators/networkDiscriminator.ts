import { z } from "zod";
import { activations, checkScales, drawNetwork, layoutOf, networkOptions } from "../networks/index.ts";
import { define } from "../options/index.ts";
import type { ModelDiscriminator } from "./model.ts";
import { finiteModel } from "./network/finite.ts";
import { linearizedModel } from "./network/linearized.ts";

/**
 * The kind `network`: f is a fully connected network with random weights at the start.
 * Networks of piecewise linear activations are not differentiable where a unit changes sign; without biases all units
 * of the first layer do so at 0.
 */
export const networkDiscriminator = define(
  "network",
  {
    ...networkOptions,
    outputBias: z.boolean().default(false).describe("whether f has a bias of its own"),
    antisymmetric: z
      .boolean()
      .default(true)
      .describe("f is the difference of two copies with the same start, over √2: 0 everywhere at step 0"),
    linearized: z
      .boolean()
      .default(false)
      .describe(
        "f is linear in the weights, with their derivative at the start: the empirical tangent kernel",
      ),
  },
  ({ activation, linearized, ...shape }): ModelDiscriminator => {
    checkScales(shape);
    return {
      kind: "network",
      ready({ target, stream }) {
        const layout = layoutOf({
          ...shape,
          inputs: target.dimension,
          outputs: 1,
          activation: activations[activation],
        });
        const start = drawNetwork(layout, stream);
        return linearized ? linearizedModel(layout, start) : finiteModel(layout, start);
      },
    };
  },
);
