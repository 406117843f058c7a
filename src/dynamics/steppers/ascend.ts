import type { Body, Call, Cell, Rows } from "../../engine/index.ts";
import { type Play, type Player, particles, weights } from "../stepper.ts";
import { rateRow } from "./options.ts";

/** Names of the state arrays that hold the players' parameters. */
export const parametersOf: Readonly<Record<Player, string>> = {
  discriminator: weights,
  generator: particles,
};

/** Both players, the discriminator first. */
export const players: readonly Player[] = ["discriminator", "generator"];

/** The array of a stepper that stands for one player: `velocity` → `velocityDiscriminator`. */
export function named(thing: string, player: Player): string {
  return thing + (player === "discriminator" ? "Discriminator" : "Generator");
}

/** Rows of such arrays of both players, for `Stepper.memory`. */
export function ofBoth(play: Play, things: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    things.flatMap((thing) =>
      players.flatMap((player) => (play.rows[player] > 0 ? [[named(thing, player), play.rows[player]]] : [])),
    ),
  );
}

/**
 * A call over all parameters of a player, `this.constants.RATE` being the row of `pace` with its step size;
 * none where the player has no parameters to be moved.
 */
export function overParameters(
  play: Play,
  player: Player,
  output: string,
  body: Body,
  reads: readonly string[],
  constants: Readonly<Record<string, number>> = {},
): Call[] {
  const rows = play.rows[player];
  if (rows === 0) return [];
  const name = `${body.name}To${output}`;
  return [
    { name, output, rows, body, reads, constants: { RATE: rateRow[player], ...constants }, helpers: {} },
  ];
}

/** Calls for z ← z + η · direction of one player, brought back within its bounds. */
export function ascend(play: Play, player: Player, direction: string, to = parametersOf[player]): Call[] {
  const reads = [parametersOf[player], direction, "pace"];
  return [...overParameters(play, player, to, ascended, reads), ...bounded(play, player, to)];
}

/** Calls that bring a player's parameters in this array back within bounds; only the discriminator has any. */
export function bounded(play: Play, player: Player, array: string): readonly Call[] {
  return player === "discriminator" && play.rows.discriminator > 0 ? play.bound(array) : [];
}

/** Calls that copy an array of one player. */
export function copy(play: Play, player: Player, from: string, to: string): Call[] {
  return overParameters(play, player, to, copied, [from]);
}

function ascended(this: Cell, at: Rows, direction: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return at[row]![s]! + pace[this.constants.RATE!]![s]! * direction[row]![s]!;
}

function copied(this: Cell, from: Rows): number {
  return from[this.thread.y]![this.thread.x]!;
}
