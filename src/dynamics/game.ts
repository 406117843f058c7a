import type { Discriminator } from "../discriminators/index.ts";
import type { Generator, Motion } from "../generators/index.ts";
import type { Loss } from "../losses/index.ts";
import { type RandomStream, randomStream } from "../numerics/random.ts";
import { inside } from "../options/index.ts";
import type { Penalty } from "../penalties/index.ts";
import type { Target, TargetSource } from "../targets/index.ts";

/** A GAN to be trained: who plays, for what. */
export interface Game {
  readonly target: TargetSource;
  readonly generator: Generator;
  readonly discriminator: Discriminator;
  readonly loss: Loss;
  readonly penalties: readonly Penalty[];
}

/** A game whose random choices are made. */
export interface DrawnGame extends Game {
  readonly drawn: Target;
  readonly motion: Motion;
  /** The particles before step 1, [n*d]. */
  readonly start: Float64Array;
  /** The length that distances are measured in: the discriminator's width, or the target's own scale. */
  readonly scale: number;
  /** A fresh stream, always the same, for what else is drawn of this game. */
  readonly streamOf: (purpose: keyof typeof streams) => RandomStream;
}

/** Names of the random streams of a game, so that no draw depends on how many others were made. */
const streams = { target: 1, start: 2, discriminator: 3, noise: 4, interpolates: 5 } as const;

/**
 * Draws target, generator and start of a game. Replica r of seed s is the same everywhere and independent of all
 * other replicas.
 * @throws InputError where target and start do not fit each other.
 */
export function drawGame(game: Game, seed: number, replica = 0): DrawnGame {
  const streamOf = (purpose: keyof typeof streams) => randomStream(seed, replica, streams[purpose]);
  const drawn = game.target.draw(streamOf("target"));
  const motion = inside("generator", () => game.generator.draw(drawn, streamOf("start")));
  const { start } = motion;
  const scale = game.discriminator.width ?? scaleOf(drawn, start);
  return { ...game, drawn, motion, start, scale, streamOf };
}

/**
 * The length scale of a game whose discriminator has none: the root of the mean squared distance of the true points
 * from their mean; of a single true point, the largest distance of a particle from it at the start; else 1.
 */
export function scaleOf({ points, masses, dimension }: Target, start: Float64Array): number {
  let variance = 0;
  for (let k = 0; k < dimension; k++) {
    let mean = 0;
    masses.forEach((mass, i) => {
      mean += mass * points[i * dimension + k]!;
    });
    masses.forEach((mass, i) => {
      variance += mass * (points[i * dimension + k]! - mean) ** 2;
    });
  }
  if (variance > 0) return Math.sqrt(variance);
  let farthest = 0;
  for (let j = 0; j < start.length; j += dimension) {
    let r2 = 0;
    for (let k = 0; k < dimension; k++) r2 += (start[j + k]! - points[k]!) ** 2;
    farthest = Math.max(farthest, r2);
  }
  return farthest > 0 ? Math.sqrt(farthest) : 1;
}
