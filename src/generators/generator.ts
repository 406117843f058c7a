import type { RandomStream } from "../numerics/random.ts";
import type { Target } from "../targets/index.ts";

/**
 * The contract of the generators: what moves in output space when the discriminator pushes.
 * The masses q_j are positive and sum to 1.
 */
export interface Generator {
  readonly kind: string;
  /** n, the number of particles. */
  readonly count: number;
  /** q_j, [n]. */
  readonly masses: Float64Array;
  /** The particles before step 1, [n*d]. @throws InputError where the start does not fit the target. */
  start(target: Target, stream: RandomStream): Float64Array;
}
