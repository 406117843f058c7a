import type { Call, Cell, Rows } from "../../../engine/index.ts";
import type { Play, Player } from "../../stepper.ts";
import { copy, named, overParameters, parametersOf } from "../ascend.ts";

/**
 * How many models of each player the other one moves against, Q: the player as it is now and Q − 1 earlier ones, which
 * stand in `past…` [(Q − 1)·rows], the newest first; `filled…` [Q − 1] is 1 where one has come in. Both shift when a
 * model comes in, so that they are a smooth part of the state, with no position that wanders.
 */
export type Queues = Readonly<Record<Player, number>>;

/** Rows of `pace` with ρ and with the number of steps from one kept model to the next. */
export const DECAY = 2;
export const EVERY = 3;

/** Steps since a model was last kept, 0 when one is due. */
const age = "queueAge";

/** The arrays of the queues, for `Stepper.memory`. */
export function queueMemory(play: Play, queues: Queues): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const player of ["discriminator", "generator"] as const) {
    const kept = queues[player] - 1;
    if (kept === 0) continue;
    rows[named("past", player)] = kept * play.rows[player];
    rows[named("filled", player)] = kept;
    rows[age] = 1;
  }
  return rows;
}

/** Calls that remember where a player stands before it moves. */
export function remember(play: Play, queues: Queues, player: Player): Call[] {
  return queues[player] === 1 ? [] : copy(play, player, parametersOf[player], named("before", player));
}

/** Calls that put what was remembered into the queue, where it is due. */
export function push(play: Play, queues: Queues, player: Player): Call[] {
  const kept = queues[player] - 1;
  if (kept === 0) return [];
  const [past, filled] = [named("past", player), named("filled", player)];
  const rows = play.rows[player];
  const common = { helpers: {}, name: `shift_${past}`, body: shifted };
  return [
    {
      ...common,
      output: past,
      rows: kept * rows,
      reads: [past, named("before", player), age],
      constants: { ROWS: rows },
    },
    {
      ...common,
      name: `fill_${filled}`,
      output: filled,
      rows: kept,
      body: entered,
      reads: [filled, age],
      constants: {},
    },
  ];
}

/** The last calls of a step. */
export function grow(queues: Queues): Call[] {
  if (queues.discriminator === 1 && queues.generator === 1) return [];
  const call = { name: "growOlder", output: age, rows: 1, body: older, reads: [age, "pace"] };
  return [{ ...call, constants: { EVERY }, helpers: {} }];
}

/** The call that begins with the newest slot, 0. */
export function firstSlot(player: Player, slot: string): Call {
  const call = { name: `begin_${slot}`, output: slot, rows: 1, body: zero, reads: [named("filled", player)] };
  return { ...call, constants: {}, helpers: {} };
}

/** The call that goes on to the next older slot. */
export function nextSlot(slot: string): Call {
  const call = { name: `next_${slot}`, output: slot, rows: 1, body: next, reads: [slot] };
  return { ...call, constants: {}, helpers: {} };
}

/** A call that writes the model in a slot, 0 the newest, to `guest`; the player as it is where the slot is empty. */
export function fetch(play: Play, player: Player, slot: string, guest: string): Call[] {
  const reads = [named("past", player), named("filled", player), parametersOf[player], slot];
  return overParameters(play, player, guest, fetched, reads, { ROWS: play.rows[player] });
}

/** A call that writes the shares ω_i of the models [Q], of sum 1; 0 for empty slots. */
export function weigh(queues: Queues, player: Player, output: string): Call {
  const Q = queues[player];
  const reads = [named("filled", player), "pace"];
  const constants = { KEPT: Q - 1, DECAY };
  return { name: `weigh_${output}`, output, rows: Q, body: weighed, reads, constants, helpers: {} };
}

function shifted(this: Cell, past: Rows, before: Rows, steps: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  // Rows that there are on either side of the choice, as locals: WebGL takes no choices as indices.
  const first = row < this.constants.ROWS!;
  const own = first ? row : 0;
  const from = first ? 0 : row - this.constants.ROWS!;
  const next = first ? before[own]![s]! : past[from]![s]!;
  return steps[0]![s]! < 0.5 ? next : past[row]![s]!;
}

function entered(this: Cell, filled: Rows, steps: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const from = row < 0.5 ? 0 : row - 1;
  const next = row < 0.5 ? 1 : filled[from]![s]!;
  return steps[0]![s]! < 0.5 ? next : filled[row]![s]!;
}

function older(this: Cell, steps: Rows, pace: Rows): number {
  const s = this.thread.x;
  const next = steps[0]![s]! + 1;
  return next > pace[this.constants.EVERY!]![s]! - 0.5 ? 0 : next;
}

function fetched(this: Cell, past: Rows, filled: Rows, now: Rows, slot: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const i = slot[0]![s]!;
  const from = i * this.constants.ROWS! + row;
  const there = past[from]![s]!;
  return filled[i]![s]! > 0.5 ? there : now[row]![s]!;
}

// Every call reads something.
function zero(this: Cell, filled: Rows): number {
  return 0 * filled[0]![this.thread.x]!;
}

function next(this: Cell, slot: Rows): number {
  return slot[0]![this.thread.x]! + 1;
}

function weighed(this: Cell, filled: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  let weight = 1;
  let total = 1;
  let own = row < 0.5 ? 1 : 0;
  for (let i = 0; i < this.constants.KEPT!; i++) {
    weight = weight * pace[this.constants.DECAY!]![s]!;
    const here = weight * filled[i]![s]!;
    total += here;
    own = row - 1 - i > -0.5 && row - 1 - i < 0.5 ? here : own;
  }
  return own / total;
}
