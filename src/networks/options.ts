import { z } from "zod";
import { count, InputError, nonNegative, positive } from "../options/index.ts";
import { type ActivationName, activations } from "./register.ts";

/** The options of every network in sim files. */
export const networkOptions = {
  hidden: z.array(count()).min(1).describe("units of each hidden layer"),
  activation: z
    .enum(Object.keys(activations) as [ActivationName, ...ActivationName[]])
    .default("relu")
    .describe("what a hidden unit makes of its sum"),
  parametrization: z
    .enum(["tangent", "standard"])
    .default("tangent")
    .describe(
      "tangent: weights of N(0, 1), which layers scale, so that step sizes suit any width; standard: weights and biases " +
        "uniform in ±1/√inputs and not scaled, so that published learning rates mean the same",
    ),
  weightScale: positive()
    .optional()
    .describe(
      "σ_w, of the tangent parametrization alone: sums are σ_w/√inputs times weights of N(0, 1); √2 for relu and leakyRelu, else 1, when left out",
    ),
  biasScale: nonNegative()
    .default(1)
    .describe(
      "σ_b: what the biases of N(0, 1) are multiplied by; 0 for none; 0 or 1 in the standard parametrization",
    ),
};

/** @throws InputError at a scale that a network in the standard parametrization does not have. */
export function checkScales(given: {
  readonly parametrization: "tangent" | "standard";
  readonly weightScale?: number | undefined;
  readonly biasScale: number;
}): void {
  const { parametrization, weightScale, biasScale } = given;
  if (parametrization === "tangent") return;
  if (weightScale !== undefined)
    throw new InputError(
      "weightScale",
      "is of the tangent parametrization: weights of the standard one start in ±1/√inputs",
    );
  if (biasScale !== 0 && biasScale !== 1)
    throw new InputError(
      "biasScale",
      `must be 1, or 0 for no biases, in the standard parametrization, not ${biasScale}`,
    );
}
