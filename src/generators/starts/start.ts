import type { RandomStream } from "../../numerics/random.ts";
import { InputError } from "../../options/index.ts";
import type { Target } from "../../targets/index.ts";

/**
 * The contract of the starts: where the particles are before step 1.
 *
 * Laws, tested in `tests/generators/starts.test.ts`: `count` particles of the target's dimension; the same
 * stream draws the same start.
 */
export interface Start {
  readonly kind: string;
  /**
   * The particles' positions, row-major [count*d].
   * @throws InputError with the place inside the start's options where they do not fit count or target
   */
  draw(count: number, target: Target, stream: RandomStream): Float64Array;
}

/** The given vector, or zeros. @throws InputError at `path` for a vector of another dimension */
export function vectorOf(
  given: readonly number[] | undefined,
  dimension: number,
  path: string,
): Float64Array {
  if (given === undefined) return new Float64Array(dimension);
  if (given.length !== dimension) {
    throw new InputError(path, `must list ${dimension} numbers, the target's dimension, not ${given.length}`);
  }
  return Float64Array.from(given);
}
