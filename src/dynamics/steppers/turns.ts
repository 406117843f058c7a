import type { Call } from "../../engine/index.ts";
import { here, type Play, type Player, type Stand } from "../stepper.ts";
import { players } from "./ascend.ts";
import type { Order } from "./options.ts";

/** The calls with which a player moves, given the array with the direction in which it wants to go. */
export type Move = (player: Player, direction: string) => readonly Call[];

/** How often the discriminator and the generator move in a step. */
export interface Moves {
  readonly k: number;
  readonly m: number;
}

/** Who finds the directions: the game itself, or what sees it through mixtures of the past. */
export type Judge = Pick<Play, "field" | "ascent">;

/** Calls before the first and after the last move of a player in a step. */
export interface Around {
  readonly before: (player: Player) => readonly Call[];
  readonly after: (player: Player) => readonly Call[];
}

const nothing: Around = { before: () => [], after: () => [] };

/** Once each. */
export const single: Moves = { k: 1, m: 1 };

/** Where the generator judges again while the discriminator's direction is kept. */
const again: Stand = { ...here, tag: "Again" };

/**
 * k moves of the discriminator and m of the generator. Alternating: the generator answers to the discriminator's new
 * parameters. Simultaneous: no player sees the other's newest move. All k moves of the discriminator are judged with
 * the particles where they were at the start of the step, and all m of the generator with the discriminator as it was
 * before the last of its k.
 */
export function takeMoves(
  judge: Judge,
  order: Order,
  { k, m }: Moves,
  move: Move,
  { before, after }: Around = nothing,
): Call[] {
  const turn = (player: Player, at = here): Call[] => {
    const { calls, direction } = judge.ascent(player, at);
    return [...calls, ...move(player, direction)];
  };
  if (order === "alternating") {
    const round = (player: Player, times: number) => [
      ...before(player),
      ...repeated(times, turn(player)),
      ...after(player),
    ];
    return [...round("discriminator", k), ...round("generator", m)];
  }
  const { calls, discriminator, generator } = judge.field(here);
  return [
    ...players.flatMap(before),
    ...repeated(k - 1, turn("discriminator")),
    ...calls,
    ...move("generator", generator),
    ...(m === 1 ? [] : repeated(m - 1, turn("generator", again))),
    // Its direction is as it was judged.
    ...move("discriminator", discriminator),
    ...players.flatMap(after),
  ];
}

/** The same calls, as the same objects, `times` times: a backend compiles each once. */
export function repeated(times: number, calls: readonly Call[]): Call[] {
  return Array.from({ length: times }, () => calls).flat();
}
