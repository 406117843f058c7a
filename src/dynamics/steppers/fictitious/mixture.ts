import type { Call, Cell, Rows } from "../../../engine/index.ts";
import { here, type Play, type Player } from "../../stepper.ts";
import { named, overParameters } from "../ascend.ts";
import { type Judge, repeated } from "../turns.ts";
import { fetch, firstSlot, nextSlot, type Queues, weigh } from "./queue.ts";

interface Judged {
  readonly calls: readonly Call[];
  readonly direction: string;
}

const opponentOf = { discriminator: "generator", generator: "discriminator" } as const;

/** The directions of both players against mixtures of the other's models. */
export function mixedJudge(play: Play, queues: Queues): Judge {
  return {
    ascent: (player, at) => mixed(play, queues, player, play.ascent(player, at)),
    field(at) {
      const now = play.field(at);
      const learning = mixed(play, queues, "discriminator", {
        calls: now.calls,
        direction: now.discriminator,
      });
      const pushing = mixed(play, queues, "generator", { calls: [], direction: now.generator });
      return {
        calls: [...learning.calls, ...pushing.calls],
        discriminator: learning.direction,
        generator: pushing.direction,
      };
    },
  };
}

/**
 * The direction of a player against the mixture of its opponent's models, Σ_i ω_i ∂L(·, opponent i), from that against
 * the opponent as it is now, i = 0. With a queue of one that is all, and no call is added. One slot is judged after the
 * other, by the same calls: the array `slot…` [1] says which.
 */
function mixed(play: Play, queues: Queues, player: Player, now: Judged): Judged {
  const opponent = opponentOf[player];
  const kept = queues[opponent] - 1;
  if (kept === 0) return now;
  const direction = named("mixed", player);
  const [shares, guest, slot] = [
    named("shares", opponent),
    named("guest", opponent),
    named("slot", opponent),
  ];
  const past = play.ascent(player, { ...here, [opponent]: guest, tag: "Past" });
  const earlier = [
    ...fetch(play, opponent, slot, guest),
    // The gradient that is recorded is that of the discriminator as it is.
    ...past.calls.filter(({ output }) => output !== "gradient"),
    ...overParameters(play, player, direction, added, [direction, past.direction, shares, slot]),
    nextSlot(slot),
  ];
  return {
    calls: [
      ...now.calls,
      weigh(queues, opponent, shares),
      ...overParameters(play, player, direction, begun, [now.direction, shares]),
      firstSlot(opponent, slot),
      ...repeated(kept, earlier),
    ],
    direction,
  };
}

function begun(this: Cell, direction: Rows, shares: Rows): number {
  const s = this.thread.x;
  return shares[0]![s]! * direction[this.thread.y]![s]!;
}

function added(this: Cell, sum: Rows, direction: Rows, shares: Rows, slot: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const i = slot[0]![s]! + 1;
  return sum[row]![s]! + shares[i]![s]! * direction[row]![s]!;
}
