import { define, positive } from "../options/index.ts";
import type { Stepper } from "./stepper.ts";

/**
 * Alternating gradient descent-ascent: the discriminator moves first in each step, the particles follow
 * the new one: f → f⁺, y_j → y_j + η_g q_j ∇f⁺(y_j).
 */
export const alternating = define(
  "alternating",
  {
    stepDiscriminator: positive().describe("η_d, the discriminator's step size"),
    stepGenerator: positive().describe("η_g, the generator's step size"),
  },
  (steps): Stepper => ({
    kind: "alternating",
    ...steps,
    sequence: ({ prepare, learn, feel, move }) => [...prepare, ...learn, ...feel, ...move],
  }),
);
