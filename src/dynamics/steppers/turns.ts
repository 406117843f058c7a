import type { Call } from "../../engine/index.ts";
import { here, type Play, type Player } from "../stepper.ts";
import type { Order } from "./options.ts";

/** The calls with which a player moves, given the array with the direction in which it wants to go. */
export type Move = (player: Player, direction: string) => readonly Call[];

/** How often the discriminator and the generator move in a step. */
export interface Moves {
  readonly k: number;
  readonly m: number;
}

/**
 * One move of each player. Alternating: the discriminator moves, the generator answers to its new parameters.
 * Simultaneous: both directions are judged before either moves.
 */
export function takeTurns(play: Play, order: Order, move: Move): Call[] {
  if (order === "simultaneous") {
    const { calls, discriminator, generator } = play.field(here);
    return [...calls, ...move("discriminator", discriminator), ...move("generator", generator)];
  }
  return [...turnOf(play, "discriminator", move), ...turnOf(play, "generator", move)];
}

/**
 * k moves of the discriminator, then m of the generator, which answers to the new parameters. Simultaneous: m is 1, and
 * the generator sees all but the last of the k.
 */
export function takeMoves(play: Play, order: Order, { k, m }: Moves, move: Move): Call[] {
  const learning = turnOf(play, "discriminator", move);
  if (order === "simultaneous") return [...repeated(k - 1, learning), ...takeTurns(play, order, move)];
  return [...repeated(k, learning), ...repeated(m, turnOf(play, "generator", move))];
}

/** A move of one player alone, judged where both are now (or at another stand). */
export function turnOf(play: Play, player: Player, move: Move, at = here): Call[] {
  const { calls, direction } = play.ascent(player, at);
  return [...calls, ...move(player, direction)];
}

/** The same thing `times` times. */
export function repeated(times: number, calls: readonly Call[]): Call[] {
  return Array.from({ length: times }, () => calls).flat();
}
