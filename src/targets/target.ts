import type { RandomStream } from "../numerics/random.ts";

/**
 * The contract of the targets: true points x_i with masses p_i, and the modes that they make up.
 *
 * Laws, tested in `tests/targets/`: masses are positive and sum to 1, of points and of modes alike; a mode's
 * mass is that of the points dealt to it; the same stream draws the same target.
 */
export interface Target {
  readonly kind: string;
  /** d. */
  readonly dimension: number;
  /** x_i, row-major [N*d]. */
  readonly points: Float64Array;
  /** p_i, [N]. */
  readonly masses: Float64Array;
  readonly modes: Modes;
}

/** What coverage is measured against: the clusters that the points were drawn from. */
export interface Modes {
  /** Row-major [M*d], all different. */
  readonly centres: Float64Array;
  /** [M], sum 1. */
  readonly masses: Float64Array;
  /** Standard deviation inside a mode along one axis; 0 for bare points. */
  readonly spread: number;
}

/** A target as a sim file describes it, before any random number is drawn. */
export interface TargetSource {
  readonly kind: string;
  /** d, left out where only the drawn target knows it. */
  readonly dimension?: number;
  draw(stream: RandomStream): Target;
}
