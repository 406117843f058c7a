import type { Call } from "../engine/index.ts";

/**
 * The contract of the dynamics: in which order the players move within one step. A stepper orders the
 * calls of a step program; only `simulate.ts` loops, saves and stops.
 */
export interface Stepper {
  readonly kind: string;
  /** η_d. */
  readonly stepDiscriminator: number;
  /** η_g. */
  readonly stepGenerator: number;
  /** The calls of one step, in order. */
  sequence(moves: Moves): readonly Call[];
}

/** What the players can do within a step, as calls. */
export interface Moves {
  /** What the discriminator needs to know of the positions as they are now; due again after `move`. */
  readonly prepare: readonly Call[];
  /** The discriminator takes one step: f → f⁺. */
  readonly learn: readonly Call[];
  /** ∇f at the particles is computed from f as it is now. */
  readonly feel: readonly Call[];
  /** The particles move along the last computed ∇f. */
  readonly move: readonly Call[];
}
