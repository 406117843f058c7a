import type { Call, Cell, Rows } from "../../engine/index.ts";
import { define, nonNegative, positive } from "../../options/index.ts";
import type { Play, Player, Stepper } from "../stepper.ts";
import { bounded, named, ofBoth, overParameters, parametersOf } from "./ascend.ts";
import { order, stepSizes } from "./options.ts";
import { single, takeMoves } from "./turns.ts";

/** The first row of `pace` with the decay rates of the moments; the other one follows, then ε. */
const BETA = 2;
const EPSILON = 4;

/** 1 − β₁^t and 1 − β₂^t: what the moments would be, were the direction 1 at all steps. */
const warmth = "adamWarmth";

/**
 * Adam (Kingma and Ba 2015, algorithm 1) for both players:
 *
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,   z ← z + η (m / (1 − β₁^t)) / (√(v / (1 − β₂^t)) + ε)
 *
 * at its t-th step. The defaults of β₁ and β₂ are those in use for GANs.
 */
export const adam = define(
  "adam",
  {
    ...stepSizes,
    beta1: nonNegative().lt(1).default(0.5).describe("β₁, how slowly the mean of the directions fades"),
    beta2: nonNegative().lt(1).default(0.9).describe("β₂, how slowly the mean of their squares fades"),
    epsilon: positive().default(1e-8).describe("ε, what is added to the root mean square"),
    order: order(),
  },
  ({ stepDiscriminator, stepGenerator, beta1, beta2, epsilon, order: first }): Stepper => ({
    kind: "adam",
    stepDiscriminator,
    stepGenerator,
    key: `adam ${first}`,
    pace: [stepDiscriminator, stepGenerator, beta1, beta2, epsilon],
    memory: (play) => ({ ...ofBoth(play, ["firstMoment", "secondMoment"]), [warmth]: 2 }),
    sequence: (play) => [
      warmUp,
      ...takeMoves(play, first, single, (player, direction) => adapt(play, player, direction)),
    ],
  }),
);

const warmUp: Call = {
  name: "warmUpAdam",
  output: warmth,
  rows: 2,
  body: warmed,
  reads: [warmth, "pace"],
  constants: { BETA },
  helpers: {},
};

function adapt(play: Play, player: Player, direction: string): Call[] {
  const at = parametersOf[player];
  const [first, second] = [named("firstMoment", player), named("secondMoment", player)];
  const constants = { BETA, EPSILON };
  return [
    ...overParameters(play, player, first, averaged, [first, direction, "pace"], constants),
    ...overParameters(play, player, second, squared, [second, direction, "pace"], constants),
    ...overParameters(play, player, at, adapted, [at, first, second, warmth, "pace"], constants),
    ...bounded(play, player, at),
  ];
}

// c_t = 1 − β^t is β c_{t−1} + (1 − β) with c_0 = 0.
function warmed(this: Cell, warm: Rows, pace: Rows): number {
  const s = this.thread.x;
  const beta = pace[this.constants.BETA! + this.thread.y]![s]!;
  return beta * warm[this.thread.y]![s]! + (1 - beta);
}

function averaged(this: Cell, moment: Rows, direction: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const beta = pace[this.constants.BETA!]![s]!;
  return beta * moment[row]![s]! + (1 - beta) * direction[row]![s]!;
}

function squared(this: Cell, moment: Rows, direction: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const beta = pace[this.constants.BETA! + 1]![s]!;
  const g = direction[row]![s]!;
  return beta * moment[row]![s]! + (1 - beta) * g * g;
}

function adapted(this: Cell, at: Rows, first: Rows, second: Rows, warm: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const mean = first[row]![s]! / warm[0]![s]!;
  const size = Math.sqrt(second[row]![s]! / warm[1]![s]!);
  return (
    at[row]![s]! + (pace[this.constants.RATE!]![s]! * mean) / (size + pace[this.constants.EPSILON!]![s]!)
  );
}
