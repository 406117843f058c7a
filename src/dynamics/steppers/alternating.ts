import { count, define } from "../../options/index.ts";
import type { Stepper } from "../stepper.ts";
import { ascend } from "./ascend.ts";
import { stepSizes } from "./options.ts";
import { repeated, turnOf } from "./turns.ts";

/**
 * Alternating gradient descent-ascent. A step is k steps of the discriminator, w ← w + η_d ∂_w L_D(w, y), and
 * then m of the generator, y ← y + η_g ∂_y L_G(w⁺, y): the generator answers to the discriminator's new
 * parameters.
 */
export const alternating = define(
  "alternating",
  {
    ...stepSizes,
    discriminatorSteps: count()
      .default(1)
      .describe("k, how often the discriminator moves in a step, before the generator"),
    generatorSteps: count().default(1).describe("m, how often the generator moves in a step"),
  },
  ({ stepDiscriminator, stepGenerator, discriminatorSteps, generatorSteps }): Stepper => ({
    kind: "alternating",
    stepDiscriminator,
    stepGenerator,
    ...(discriminatorSteps === 1 && generatorSteps === 1 ? { order: "alternating" } : {}),
    key: `alternating ${discriminatorSteps}:${generatorSteps}`,
    pace: [stepDiscriminator, stepGenerator],
    memory: () => ({}),
    sequence: (play) => {
      const move = ascend.bind(undefined, play);
      return [
        ...repeated(discriminatorSteps, turnOf(play, "discriminator", move)),
        ...repeated(generatorSteps, turnOf(play, "generator", move)),
      ];
    },
  }),
);
