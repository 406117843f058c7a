import type { Call, Cell, Rows } from "../../../engine/index.ts";
import { here, type Play, type Player, type Stand, weights } from "../../stepper.ts";
import { named, overParameters, parametersOf, players } from "../ascend.ts";
import { tried } from "./clock.ts";

/**
 * The stages of the pair of Dormand and Prince (1980, "A family of embedded Runge-Kutta formulae", RK5(4)7M):
 * six slopes give the state at fifth order, a seventh, taken there, the difference from a solution of fourth
 * order.
 */

/**
 * Which slopes make the state of each stage from the second on, and with which weights; the last one is the new
 * state.
 */
const stages: readonly (readonly (readonly [slope: number, weight: number])[])[] = [
  [[1, 1 / 5]],
  [
    [1, 3 / 40],
    [2, 9 / 40],
  ],
  [
    [1, 44 / 45],
    [2, -56 / 15],
    [3, 32 / 9],
  ],
  [
    [1, 19372 / 6561],
    [2, -25360 / 2187],
    [3, 64448 / 6561],
    [4, -212 / 729],
  ],
  [
    [1, 9017 / 3168],
    [2, -355 / 33],
    [3, 46732 / 5247],
    [4, 49 / 176],
    [5, -5103 / 18656],
  ],
  [
    [1, 35 / 384],
    [3, 500 / 1113],
    [4, 125 / 192],
    [5, -2187 / 6784],
    [6, 11 / 84],
  ],
];

/** What the fourth-order solution lacks of the fifth-order one. */
const difference = [
  [1, 71 / 57600],
  [3, -71 / 16695],
  [4, 71 / 1920],
  [5, -17253 / 339200],
  [6, 22 / 525],
  [7, -1 / 40],
] as const;

/** The array with the state of the stage that is being computed; after the last one, the new state. */
export function stageOf(player: Player): string {
  return named("flowStage", player);
}

/** The array with the estimated error of a player's new parameters. */
export function errorOf(player: Player): string {
  return named("flowError", player);
}

/** Calls that write the new state after the time `tried`, and its error. */
export function stageCalls(play: Play): Call[] {
  const stand: Stand = {
    discriminator: play.rows.discriminator > 0 ? stageOf("discriminator") : weights,
    generator: stageOf("generator"),
    tag: "Stage",
  };
  const attempts = stages.flatMap((slopes, k) => [
    ...players.flatMap((player) => stateCall(play, player, slopes)),
    ...slopeCalls(play, stand, k + 2),
  ]);
  return [...slopeCalls(play, here, 1), ...attempts, ...players.flatMap((player) => errorCall(play, player))];
}

/** Calls that write the k-th slope: what the parameters change by within one output, at the pace of that stand. */
function slopeCalls(play: Play, at: Stand, k: number): Call[] {
  const directions = play.field(at);
  return [
    ...directions.calls,
    ...players.flatMap((player) =>
      overParameters(
        play,
        player,
        slopeOf(player, k),
        paceOf,
        [directions[player], "pace", "flowGoal"],
        paceRows,
      ),
    ),
  ];
}

/** Rows of `pace` beside the rates. */
export const paceRows = { DURATION: 2, TOLERANCE: 3, PRECISION: 4 } as const;

function slopeOf(player: Player, k: number): string {
  return named(`flowSlope${k}`, player);
}

function stateCall(play: Play, player: Player, slopes: readonly (readonly [number, number])[]): Call[] {
  const first = slopeOf(player, 1);
  // Slopes that a stage does not need are the first one with weight 0.
  const names = [0, 1, 2, 3, 4].map((at) => (slopes[at] ? slopeOf(player, slopes[at][0]) : first));
  const [A, B, C, D, E] = [0, 1, 2, 3, 4].map((at) => slopes[at]?.[1] ?? 0);
  const reads = [parametersOf[player], tried, ...names];
  return overParameters(play, player, stageOf(player), stateAt, reads, { A: A!, B: B!, C: C!, D: D!, E: E! });
}

function errorCall(play: Play, player: Player): Call[] {
  const names = difference.map(([slope]) => slopeOf(player, slope));
  const [A, B, C, D, E, F] = difference.map(([, weight]) => weight);
  const constants = { A: A!, B: B!, C: C!, D: D!, E: E!, F: F! };
  return overParameters(play, player, errorOf(player), errorAt, [tried, ...names], constants);
}

function paceOf(this: Cell, direction: Rows, pace: Rows, goal: Rows): number {
  const s = this.thread.x;
  const outputs = goal[1]![s]!;
  const time = outputs > 0 ? pace[this.constants.DURATION!]![s]! / outputs : 0;
  return time * pace[this.constants.RATE!]![s]! * direction[this.thread.y]![s]!;
}

function stateAt(this: Cell, at: Rows, step: Rows, a: Rows, b: Rows, c: Rows, d: Rows, e: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const early = this.constants.A! * a[row]![s]! + this.constants.B! * b[row]![s]!;
  const late = this.constants.C! * c[row]![s]! + this.constants.D! * d[row]![s]!;
  return at[row]![s]! + step[0]![s]! * (early + late + this.constants.E! * e[row]![s]!);
}

function errorAt(this: Cell, step: Rows, a: Rows, b: Rows, c: Rows, d: Rows, e: Rows, f: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const early = this.constants.A! * a[row]![s]! + this.constants.B! * b[row]![s]!;
  const middle = this.constants.C! * c[row]![s]! + this.constants.D! * d[row]![s]!;
  const late = this.constants.E! * e[row]![s]! + this.constants.F! * f[row]![s]!;
  return step[0]![s]! * (early + middle + late);
}
