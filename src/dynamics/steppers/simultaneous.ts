import { define } from "../../options/index.ts";
import type { Stepper } from "../stepper.ts";
import { ascend } from "./ascend.ts";
import { stepSizes, turns } from "./options.ts";
import { takeMoves } from "./turns.ts";

/**
 * Simultaneous gradient descent-ascent: both players move from the same state, w ← w + η_d ∂_w L_D(w, y) and
 * y ← y + η_g ∂_y L_G(w, y) with the old w.
 *
 * With k steps of the discriminator and m of the generator no player sees the other's newest move either: see
 * `takeMoves`.
 */
export const simultaneous = define(
  "simultaneous",
  { ...stepSizes, ...turns },
  ({ stepDiscriminator, stepGenerator, discriminatorSteps: k, generatorSteps: m }): Stepper => ({
    kind: "simultaneous",
    stepDiscriminator,
    stepGenerator,
    ...(k === 1 && m === 1 ? { order: "simultaneous" } : {}),
    key: `simultaneous ${k}:${m}`,
    pace: [stepDiscriminator, stepGenerator],
    memory: () => ({}),
    sequence: (play) =>
      takeMoves(play, "simultaneous", { k, m }, (player, direction) => ascend(play, player, direction)),
  }),
);
