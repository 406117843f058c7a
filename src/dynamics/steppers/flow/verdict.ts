import type { Call, Cell, Rows } from "../../../engine/index.ts";
import type { Play } from "../../stepper.ts";
import { named, overParameters, parametersOf, players } from "../ascend.ts";
import { lost, missed, tried } from "./clock.ts";
import { errorOf, paceRows, stageOf } from "./dormandPrince.ts";

/**
 * Calls that write the root mean square over all parameters of error/(tolerance · (1 + |z|)) to `missed`; up to
 * 1 the attempt holds.
 */
export function judgeCalls(play: Play): Call[] {
  const moving = players.filter((player) => play.rows[player] > 0);
  const sums = moving.map((player): Call => {
    const output = named("flowSquares", player);
    return {
      name: `sum${output}`,
      output,
      rows: 1,
      body: squares,
      reads: [errorOf(player), parametersOf[player], stageOf(player), "pace"],
      constants: { ...paceRows, ROWS: play.rows[player] },
      helpers: {},
    };
  });
  const ROWS = play.rows.discriminator + play.rows.generator;
  const total: Call = {
    name: "judgeFlow",
    output: missed,
    rows: 1,
    body: moving.length === 2 ? bothMiss : oneMisses,
    reads: sums.map(({ output }) => output),
    constants: { ROWS },
    helpers: {},
  };
  return [...sums, total];
}

/** Calls that take the new state where the attempt holds; what was given up is no number from then on. */
export function takeCalls(play: Play): Call[] {
  return players.flatMap((player) => {
    const at = parametersOf[player];
    return overParameters(play, player, at, taken, [at, stageOf(player), tried, missed, lost]);
  });
}

// Single precision cannot hold more than 1e-6.
function squares(this: Cell, error: Rows, at: Rows, next: Rows, pace: Rows): number {
  const s = this.thread.x;
  const asked = pace[this.constants.TOLERANCE!]![s]!;
  const tolerance = pace[this.constants.PRECISION!]![s]! > 1 ? asked : Math.max(asked, 1e-6);
  let sum = 0;
  for (let k = 0; k < this.constants.ROWS!; k++) {
    const size = Math.max(Math.abs(at[k]![s]!), Math.abs(next[k]![s]!));
    const share = error[k]![s]! / (tolerance * (1 + size));
    sum += share * share;
  }
  return sum;
}

function bothMiss(this: Cell, one: Rows, other: Rows): number {
  const s = this.thread.x;
  return Math.sqrt((one[0]![s]! + other[0]![s]!) / this.constants.ROWS!);
}

function oneMisses(this: Cell, one: Rows): number {
  return Math.sqrt(one[0]![this.thread.x]! / this.constants.ROWS!);
}

function taken(this: Cell, at: Rows, next: Rows, tried: Rows, missed: Rows, lost: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const left = 1 - lost[0]![s]!;
  const kept = tried[0]![s]! > 0 && missed[0]![s]! <= 1 ? next[row]![s]! : at[row]![s]!;
  return kept * (left / left);
}
