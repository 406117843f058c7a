import { define } from "../../options/index.ts";
import type { Stepper } from "../stepper.ts";
import { ascend } from "./ascend.ts";
import { stepSizes, turns } from "./options.ts";
import { takeMoves } from "./turns.ts";

/**
 * Alternating gradient descent-ascent. A step is k steps of the discriminator, w ← w + η_d ∂_w L_D(w, y), and
 * then m of the generator, y ← y + η_g ∂_y L_G(w⁺, y): the generator answers to the discriminator's new
 * parameters.
 */
export const alternating = define(
  "alternating",
  { ...stepSizes, ...turns },
  ({ stepDiscriminator, stepGenerator, discriminatorSteps: k, generatorSteps: m }): Stepper => ({
    kind: "alternating",
    stepDiscriminator,
    stepGenerator,
    ...(k === 1 && m === 1 ? { order: "alternating" } : {}),
    key: `alternating ${k}:${m}`,
    pace: [stepDiscriminator, stepGenerator],
    memory: () => ({}),
    sequence: (play) =>
      takeMoves(play, "alternating", { k, m }, (player, direction) => ascend(play, player, direction)),
  }),
);
