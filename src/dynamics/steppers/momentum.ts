import type { Cell, Rows } from "../../engine/index.ts";
import { define, finite } from "../../options/index.ts";
import type { Play, Player, Stepper } from "../stepper.ts";
import { bounded, named, ofBoth, overParameters, parametersOf } from "./ascend.ts";
import { order, stepSizes, turns } from "./options.ts";
import { takeMoves } from "./turns.ts";

/** The row of `pace` with β. */
const MOMENTUM = 2;

/**
 * Heavy ball for both players (Polyak 1964; for games, with negative β, Gidel et al. 2019, "Negative Momentum
 * for Improved Game Dynamics", eq. 9):
 *
 *   v ← β v + η g,   z ← z + v,   v = 0 before step 1,
 *
 * g the player's direction of ascent. For small steps it follows the flow with the time step η/(1 − β). What a
 * bound takes off the parameters is not taken off the velocity. A step is k moves of the discriminator and m of the
 * generator, in turns or at once (see `takeMoves`), each with its own velocity.
 */
export const momentum = define(
  "momentum",
  {
    ...stepSizes,
    momentum: finite()
      .gt(-1)
      .lt(1)
      .describe("β, the share of the last move that is made again; may be negative"),
    ...turns,
    order: order(),
  },
  ({ stepDiscriminator, stepGenerator, discriminatorSteps: k, generatorSteps: m, ...rest }): Stepper => {
    const { momentum: beta, order: first } = rest;
    return {
      kind: "momentum",
      stepDiscriminator,
      stepGenerator,
      key: `momentum ${first} ${k}:${m}`,
      pace: [stepDiscriminator, stepGenerator, beta],
      memory: (play) => ofBoth(play, ["velocity"]),
      sequence: (play) =>
        takeMoves(play, first, { k, m }, (player, direction) => roll(play, player, direction)),
    };
  },
);

function roll(play: Play, player: Player, direction: string) {
  const [at, velocity] = [parametersOf[player], named("velocity", player)];
  return [
    ...overParameters(play, player, velocity, pushed, [velocity, direction, "pace"], { MOMENTUM }),
    ...overParameters(play, player, at, moved, [at, velocity]),
    ...bounded(play, player, at),
  ];
}

function pushed(this: Cell, velocity: Rows, direction: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const kept = pace[this.constants.MOMENTUM!]![s]! * velocity[row]![s]!;
  return kept + pace[this.constants.RATE!]![s]! * direction[row]![s]!;
}

function moved(this: Cell, at: Rows, velocity: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return at[row]![s]! + velocity[row]![s]!;
}
