import { z } from "zod";
import { count, nonNegative, positive } from "../../options/index.ts";

/** The step sizes that all steppers but the flow take. */
export const stepSizes = {
  stepDiscriminator: positive().describe("η_d, the discriminator's step size"),
  stepGenerator: nonNegative().describe(
    "η_g, the generator's step size; at 0 its particles stay where they are",
  ),
};

/** Rows of `pace` that hold η_d and η_g. */
export const rateRow = { discriminator: 0, generator: 1 } as const;

/** A program lists every move of a step, which takes half a minute with a hundred thousand of them. */
const mostTurns = 10_000;

/** How often each player moves in a step. */
export const turns = {
  discriminatorSteps: count(1, mostTurns)
    .default(1)
    .describe(
      "k, how often the discriminator moves in a step. In the simultaneous order the generator sees all but the last of these moves",
    ),
  generatorSteps: count(1, mostTurns)
    .default(1)
    .describe(
      "m, how often the generator moves in a step. In the simultaneous order the discriminator sees none of these moves before the next step",
    ),
};

/** Who moves first within a step. */
export type Order = "alternating" | "simultaneous";

/** The option `order`. */
export const order = () =>
  z
    .enum(["alternating", "simultaneous"])
    .default("alternating")
    .describe("Whether the generator answers the discriminator's new parameters, or those before the step.");
