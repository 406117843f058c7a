import type { Activation } from "./activation.ts";
import { erf } from "./erf.ts";
import { leakyRelu } from "./leakyRelu.ts";
import { relu } from "./relu.ts";
import { sigmoid } from "./sigmoid.ts";
import { sine } from "./sine.ts";
import { tanh } from "./tanh.ts";

/** The register of activations: a new one is a file in this folder and its name here. */
export const activations = { relu, leakyRelu, tanh, erf, sine, sigmoid } as const satisfies Record<
  string,
  Activation
>;

export type ActivationName = keyof typeof activations;
