import type { Call } from "../../engine/index.ts";
import { count, define, InputError, positive } from "../../options/index.ts";
import type { Play, Player, Stepper } from "../stepper.ts";
import { ascend } from "./ascend.ts";
import { mixedJudge } from "./fictitious/mixture.ts";
import { grow, push, type Queues, queueMemory, remember } from "./fictitious/queue.ts";
import { type Order, order, stepSizes, turns } from "./options.ts";
import { type Moves, takeMoves } from "./turns.ts";

/** A program lists every model of a step that a player is judged against. */
const mostJudged = 20_000;

/**
 * Fictitious GAN (Ge, Xia, Chen, Berry, Wu, "Fictitious GAN: Training GANs with Historical Models", ECCV 2018, arXiv
 * 1803.08647): each player ascends against the mixture of the other's history,
 *
 *   w ← w + η_d Σ_i ω_i ∂_w L_D(w, θ_i),   θ ← θ + η_g Σ_i ω_i ∂_θ L_G(w_i, θ),
 *
 * over the other one as it is now, i = 0, and Q − 1 kept models of it, one every `every` steps, with ω_i ∝ ρ^i.
 * Slots that are still empty have no weight. With Q = 1 it is gradient descent-ascent, to the bit.
 *
 * For a loss that is linear in f, and f linear in w, the generator sees just the average Σ ω_i w_i; and plain ascent of
 * such a discriminator with weight decay λ is by itself the best response to all of the generator's history, with
 * weights (1 − η_d λ)^age.
 */
export const fictitious = define(
  "fictitious",
  {
    ...stepSizes,
    queue: count(1, 4096)
      .default(8)
      .describe(
        "Q, how many models of the other a player moves against: as it is now, and Q − 1 earlier ones. A move costs Q times as much as one against the present alone",
      ),
    discriminatorQueue: count(1, 4096)
      .optional()
      .describe(
        "the same for the generator alone, which moves against discriminators; `queue` when left out",
      ),
    every: count().default(1).describe("steps from one kept model to the next"),
    decay: positive()
      .max(1)
      .default(1)
      .describe("ρ, the weight of a model over that of the next newer one; 1 weighs all alike"),
    ...turns,
    order: order(),
  },
  ({ stepDiscriminator, stepGenerator, every, decay, order: first, ...rest }): Stepper => {
    const { discriminatorSteps: k, generatorSteps: m, queue, discriminatorQueue = queue } = rest;
    const queues: Queues = { generator: queue, discriminator: discriminatorQueue };
    const judged = k * queue + m * discriminatorQueue;
    if (judged > mostJudged) {
      throw new InputError(
        "queue",
        `comes to ${judged} models in a step, k for the discriminator and m for the generator in each slot: at most ${mostJudged}`,
      );
    }
    return {
      kind: "fictitious",
      stepDiscriminator,
      stepGenerator,
      key: `fictitious ${first} ${k}:${m} ${queue}:${discriminatorQueue}`,
      pace: [stepDiscriminator, stepGenerator, decay, every],
      memory: (play) => queueMemory(learning(play), queues),
      sequence: (play) => sequence(learning(play), queues, first, { k, m }),
    };
  },
);

/** @throws InputError for a discriminator that has no history of its own */
function learning(play: Play): Play {
  if (play.rows.discriminator > 0) return play;
  throw new InputError(
    "discriminator",
    "must learn step by step for fictitious dynamics; a best response to each of several generators is no response to their mixture",
  );
}

function sequence(play: Play, queues: Queues, first: Order, moves: Moves): Call[] {
  const around = {
    before: (player: Player) => remember(play, queues, player),
    after: (player: Player) => push(play, queues, player),
  };
  const move = (player: Player, direction: string) => ascend(play, player, direction);
  return [...takeMoves(mixedJudge(play, queues), first, moves, move, around), ...grow(queues)];
}
