import { z } from "zod";
import { count, nonNegative, positive } from "../options/index.ts";
import { type ActivationName, activations } from "./register.ts";

/** The options of every network in sim files. */
export const networkOptions = {
  hidden: z.array(count()).min(1).describe("units of each hidden layer"),
  activation: z
    .enum(Object.keys(activations) as [ActivationName, ...ActivationName[]])
    .default("relu")
    .describe("what a hidden unit makes of its sum"),
  weightScale: positive()
    .optional()
    .describe(
      "σ_w: sums are σ_w/√inputs times weights of N(0, 1); √2 for relu and leakyRelu, else 1, when left out",
    ),
  biasScale: nonNegative()
    .default(1)
    .describe("σ_b: what the biases of N(0, 1) are multiplied by; 0 for none"),
};
