import type { Call } from "../../engine/index.ts";
import { count, define } from "../../options/index.ts";
import { here, type Play, type Stepper } from "../stepper.ts";
import { ascend, copy, parametersOf } from "./ascend.ts";
import { stepSizes } from "./options.ts";
import { repeated, takeTurns, turnOf } from "./turns.ts";

/**
 * Simultaneous gradient descent-ascent: both players move from the same state, w ← w + η_d ∂_w L_D(w, y) and
 * y ← y + η_g ∂_y L_G(w, y) with the old w.
 *
 * With k discriminator steps and m generator steps no player sees the other's newest move either: all k steps
 * of the discriminator are judged with the particles where they were at the start of the step, and all m steps
 * of the generator with the discriminator as it was before the last of its k steps.
 */
export const simultaneous = define(
  "simultaneous",
  {
    ...stepSizes,
    discriminatorSteps: count()
      .default(1)
      .describe(
        "k, how often the discriminator moves in a step; the generator follows all but the last move",
      ),
    generatorSteps: count().default(1).describe("m, how often the generator moves in a step"),
  },
  ({ stepDiscriminator, stepGenerator, discriminatorSteps, generatorSteps }): Stepper => ({
    kind: "simultaneous",
    stepDiscriminator,
    stepGenerator,
    ...(discriminatorSteps === 1 && generatorSteps === 1 ? { order: "simultaneous" } : {}),
    key: `simultaneous ${discriminatorSteps}:${generatorSteps}`,
    pace: [stepDiscriminator, stepGenerator],
    memory: () => ({}),
    sequence: (play) => {
      const move = ascend.bind(undefined, play);
      return [
        ...repeated(discriminatorSteps - 1, turnOf(play, "discriminator", move)),
        ...(generatorSteps === 1 ? takeTurns(play, "simultaneous", move) : unseen(play, generatorSteps)),
      ];
    },
  }),
);

/** One move of the discriminator that the generator does not see during its own `times` moves. */
function unseen(play: Play, times: number): Call[] {
  const { calls, discriminator, generator } = play.field(here);
  const next = "unseenWeights";
  return [
    ...calls,
    ...ascend(play, "discriminator", discriminator, next),
    ...ascend(play, "generator", generator),
    ...repeated(
      times - 1,
      turnOf(play, "generator", ascend.bind(undefined, play), { ...here, tag: "Again" }),
    ),
    ...copy(play, "discriminator", next, parametersOf.discriminator),
  ];
}
