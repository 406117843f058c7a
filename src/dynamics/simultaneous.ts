import { define, positive } from "../options/index.ts";
import type { Stepper } from "./stepper.ts";

/**
 * Simultaneous gradient descent-ascent: both players move from the same state, the particles follow the
 * discriminator of before the step: f → f⁺, y_j → y_j + η_g q_j ∇f(y_j).
 */
export const simultaneous = define(
  "simultaneous",
  {
    stepDiscriminator: positive().describe("η_d, the discriminator's step size"),
    stepGenerator: positive().describe("η_g, the generator's step size"),
  },
  (steps): Stepper => ({
    kind: "simultaneous",
    ...steps,
    sequence: ({ prepare, learn, feel, move }) => [...prepare, ...feel, ...learn, ...move],
  }),
);
