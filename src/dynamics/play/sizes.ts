import type { Model } from "../../discriminators/index.ts";
import type { DrawnGame } from "../game.ts";

/**
 * The samples z_r at which f is asked, in this order: `copies` of each true point, `copies` of each particle, then
 * interpolates. Where there is instance noise, a copy is the sample with a displacement drawn once.
 */
export interface Sizes {
  /** d. */
  readonly D: number;
  /** N true points, n particles. */
  readonly N: number;
  readonly n: number;
  readonly COPIES: number;
  /** Whether the copies are displaced. */
  readonly NOISY: boolean;
  /** Samples that come from true points, from particles, from both, and all. */
  readonly TRUE: number;
  readonly GENERATED: number;
  readonly BETWEEN: number;
  readonly R: number;
  /** Parameters of the discriminator and of the generator. */
  readonly P: number;
  readonly G: number;
}

/** The sizes of a drawn game. */
export function sizesOf({ drawn, generator, motion, penalties }: DrawnGame, model: Model): Sizes {
  const noise = penalties.find((one) => one.noise !== undefined)?.noise;
  const COPIES = noise?.copies ?? 1;
  const N = drawn.masses.length;
  const n = generator.count;
  const between = penalties.flatMap(({ gradient }) =>
    gradient?.on === "interpolates" ? [gradient.interpolates ?? n] : [],
  );
  const BETWEEN = Math.max(0, ...between);
  return {
    D: drawn.dimension,
    N,
    n,
    COPIES,
    NOISY: noise !== undefined,
    TRUE: N * COPIES,
    GENERATED: n * COPIES,
    BETWEEN,
    R: (N + n) * COPIES + BETWEEN,
    P: model.parameters,
    G: motion.parameters.length,
  };
}
