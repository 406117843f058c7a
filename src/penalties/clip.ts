import { define, positive } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/**
 * The kind `clip` of sim files: after each step of the discriminator every parameter is brought back into
 * [−bound, bound], Arjovsky, Chintala, Bottou, "Wasserstein GAN" (ICML 2017), algorithm 1. It costs nothing, so its
 * strength is 0. What it means for f depends on how f is held: for a linear discriminator a bound on each component
 * of w, for a kernel discriminator on its coefficients in the features that its form uses.
 */
export const clipPenalty = define(
  "clip",
  { bound: positive().describe("every parameter of the discriminator stays within ± this") },
  ({ bound }): Penalty => ({ kind: "clip", strength: 0, decay: 0, bound: { of: "each", size: bound } }),
);

/** Weight clipping to [−bound, bound], bound > 0. */
export function clip(bound: number): Penalty {
  return clipPenalty({ bound });
}
