import type { Call, Cell, Rows } from "../../engine/index.ts";
import { define } from "../../options/index.ts";
import { here, type Play, type Player, type Stepper } from "../stepper.ts";
import { bounded, copy, named, ofBoth, overParameters, parametersOf } from "./ascend.ts";
import { stepSizes } from "./options.ts";

/** 0 at the first step, 1 from then on. */
const begun = "optimismBegun";

/**
 * Optimistic gradient descent-ascent (Daskalakis et al. 2018, "Training GANs with Optimism", eq. 5), both
 * players at once:
 *
 *   z ← z + 2η g_t − η g_{t−1},
 *
 * the last direction taken as a forecast of the next one. The first step, which has no last one, is z + η g.
 */
export const optimistic = define(
  "optimistic",
  stepSizes,
  ({ stepDiscriminator, stepGenerator }): Stepper => ({
    kind: "optimistic",
    stepDiscriminator,
    stepGenerator,
    key: "optimistic",
    pace: [stepDiscriminator, stepGenerator],
    memory: (play) => ({ ...ofBoth(play, ["lastDirection"]), [begun]: 1 }),
    sequence: (play) => {
      const { calls, discriminator, generator } = play.field(here);
      return [
        ...calls,
        ...foresee(play, "discriminator", discriminator),
        ...foresee(play, "generator", generator),
        begin,
      ];
    },
  }),
);

function foresee(play: Play, player: Player, direction: string): Call[] {
  const [at, last] = [parametersOf[player], named("lastDirection", player)];
  return [
    ...overParameters(play, player, at, foreseen, [at, direction, last, begun, "pace"]),
    ...bounded(play, player, at),
    ...copy(play, player, direction, last),
  ];
}

const begin: Call = {
  name: "beginOptimism",
  output: begun,
  rows: 1,
  body: one,
  reads: [begun],
  constants: {},
  helpers: {},
};

function one(this: Cell, known: Rows): number {
  return 1 + 0 * known[0]![this.thread.x]!;
}

function foreseen(this: Cell, at: Rows, direction: Rows, last: Rows, known: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const g = direction[row]![s]!;
  return at[row]![s]! + pace[this.constants.RATE!]![s]! * (g + known[0]![s]! * (g - last[row]![s]!));
}
