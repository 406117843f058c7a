import type { Call, Cell, Rows } from "../../../engine/index.ts";
import { here, type Play, type Player } from "../../stepper.ts";
import { named, overParameters } from "../ascend.ts";
import { fetch, type Queues, weigh } from "./queue.ts";

/** Calls and the array with the direction that they write. */
export interface Judged {
  readonly calls: readonly Call[];
  readonly direction: string;
}

const opponentOf = { discriminator: "generator", generator: "discriminator" } as const;

/**
 * The direction of a player against the mixture of its opponent's models, Σ_i ω_i ∂L(·, opponent i), from that against
 * the opponent as it is now, i = 0. With a queue of one that is all, and no call is added.
 */
export function mixed(play: Play, queues: Queues, player: Player, now: Judged): Judged {
  const opponent = opponentOf[player];
  const Q = queues[opponent];
  if (Q === 1) return now;
  const [direction, shares, guest] = [
    named("mixed", player),
    named("shares", opponent),
    named("guest", opponent),
  ];
  const add = (i: number, from: string) =>
    overParameters(
      play,
      player,
      direction,
      i === 0 ? begun : added,
      i === 0 ? [from, shares] : [direction, from, shares],
      {
        I: i,
      },
    );
  // The same place for all models of the past: one is judged after the other.
  const past = play.ascent(player, { ...here, [opponent]: guest, tag: "Past" });
  // The gradient that is recorded is that of the discriminator as it is.
  const judge = past.calls.filter(({ output }) => output !== "gradient");
  const earlier = Array.from({ length: Q - 1 }, (_, k) => [
    ...fetch(play, opponent, k + 1, guest),
    ...judge,
    ...add(k + 1, past.direction),
  ]);
  return {
    calls: [...now.calls, weigh(queues, opponent, shares), ...add(0, now.direction), ...earlier.flat()],
    direction,
  };
}

function begun(this: Cell, direction: Rows, shares: Rows): number {
  const s = this.thread.x;
  return shares[0]![s]! * direction[this.thread.y]![s]!;
}

function added(this: Cell, sum: Rows, direction: Rows, shares: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return sum[row]![s]! + shares[this.constants.I!]![s]! * direction[row]![s]!;
}
