import { z } from "zod";
import { nonNegative, positive } from "../../options/index.ts";

/** The step sizes that all steppers but the flow take. */
export const stepSizes = {
  stepDiscriminator: positive().describe("η_d, the discriminator's step size"),
  stepGenerator: nonNegative().describe(
    "η_g, the generator's step size; at 0 its particles stay where they are",
  ),
};

/** Rows of `pace` that hold η_d and η_g. */
export const rateRow = { discriminator: 0, generator: 1 } as const;

/** Who moves first within a step. */
export type Order = "alternating" | "simultaneous";

/** The option `order`. */
export const order = () =>
  z
    .enum(["alternating", "simultaneous"])
    .default("alternating")
    .describe("Whether the generator answers the discriminator's new parameters, or those before the step.");
