import type { KernelDiscriminator } from "../discriminators/index.ts";
import type { Generator } from "../generators/index.ts";
import type { Loss } from "../losses/index.ts";
import { randomStream } from "../numerics/random.ts";
import { inside } from "../options/index.ts";
import type { Penalty } from "../penalties/index.ts";
import type { Target, TargetSource } from "../targets/index.ts";

/** A GAN to be trained: who plays, for what. */
export interface Game {
  readonly target: TargetSource;
  readonly generator: Generator;
  readonly discriminator: KernelDiscriminator;
  readonly loss: Loss;
  readonly penalties: readonly Penalty[];
}

/** A game whose random choices are made. */
export interface DrawnGame extends Game {
  readonly drawn: Target;
  /** The particles before step 1, [n*d]. */
  readonly start: Float64Array;
}

/** Names of the random streams of a game, so that no draw depends on how many others were made. */
const streams = { target: 1, start: 2 } as const;

/**
 * Draws target and start of a game. Replica r of seed s is the same everywhere and independent of all
 * other replicas.
 * @throws InputError where target and start do not fit each other.
 */
export function drawGame(game: Game, seed: number, replica = 0): DrawnGame {
  const drawn = game.target.draw(randomStream(seed, replica, streams.target));
  const start = inside("generator", () =>
    game.generator.start(drawn, randomStream(seed, replica, streams.start)),
  );
  return { ...game, drawn, start };
}
