import type { Call } from "../engine/index.ts";
import type { Paced } from "../engine/paced.ts";

/**
 * The contract of the dynamics: how the players move within one step. A stepper orders calls of a step program;
 * only `simulate.ts` loops, saves and stops.
 */
export interface Stepper {
  readonly kind: string;
  /** η_d. */
  readonly stepDiscriminator: number;
  /** η_g. */
  readonly stepGenerator: number;
  /**
   * Plain gradient descent-ascent with one step each, in this order: the fixed-length forms of a kernel
   * discriminator know it. Absent for all other dynamics.
   */
  readonly order?: "alternating" | "simultaneous";
  /** Stands for the order of the calls in the keys of programs; options that change it are in it. */
  readonly key: string;
  /** Numbers of this simulation that the calls read as rows of the array `pace`; η_d and η_g come first. */
  readonly pace: readonly number[];
  /** Arrays that it keeps from step to step, all 0 at step 0, with their rows. */
  memory(play: Play): Readonly<Record<string, number>>;
  /** The calls of one step. It leaves the players' new parameters in `weights` and `particles`. */
  sequence(play: Play): readonly Call[];
  /**
   * For an integrator that divides steps by itself: the calls are attempts, and these arrays of its memory say how attempts
   * become steps (see `engine/paced.ts`, which the execution has to be wrapped in).
   */
  readonly paced?: Paced;
}

/** The players, as names of state arrays. */
export type Player = "discriminator" | "generator";

/** Names of the state arrays that hold the players' parameters. */
export const weights = "weights";
export const particles = "particles";

/** Where both players stand: names of arrays that hold their parameters. */
export interface Stand {
  readonly discriminator: string;
  readonly generator: string;
  /** Ends the names of arrays that are written on the way; one tag, one stand at a time. */
  readonly tag: string;
}

/** Where both players are at the start of a step. */
export const here: Stand = { discriminator: weights, generator: particles, tag: "" };

/** What a stepper can ask of a game. */
export interface Play {
  /** How many parameters each player has; a discriminator that responds has none to be moved. */
  readonly rows: Readonly<Record<Player, number>>;
  /** Calls that write the directions in which the players want to go, both judged at one stand. */
  field(at: Stand): {
    readonly calls: readonly Call[];
    readonly discriminator: string;
    readonly generator: string;
  };
  /** The same for one player alone. */
  ascent(player: Player, at: Stand): { readonly calls: readonly Call[]; readonly direction: string };
  /**
   * Calls that write the derivative of one player's objective with respect to the parameters of a player, the other one's
   * or its own: for dynamics that look at the other's interest. @throws InputError where a penalty forbids it.
   */
  interest(
    objective: Player,
    player: Player,
    at: Stand,
  ): { readonly calls: readonly Call[]; readonly direction: string };
  /** Calls that bring the discriminator's parameters, in this array, back within their bounds. */
  bound(array: string): readonly Call[];
}
