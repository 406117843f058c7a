import type { Call } from "../engine/index.ts";
import type { RandomStream } from "../numerics/random.ts";
import type { Target } from "../targets/index.ts";
import type { FormReport } from "./report.ts";

/**
 * The contract of the discriminators with parameters w: f(x; w) on R^d as calls of a step program.
 *
 * All that a loss and its penalties ask of f are its value and its gradient at samples z_r, and all that they
 * teach it is the gradient with respect to w of
 *
 *   Σ_r pull_r f(z_r) + Σ_r dipole_r · ∇f(z_r)
 *
 * with pulls and dipoles held fixed. Weight decay, step sizes, momentum belong to the dynamics.
 *
 * Laws, tested in `tests/discriminators/models.test.ts`: `slope` and `direction` are the derivatives of `value`
 * and of the sum above, by finite differences in double precision; members with equal keys can share calls and tables.
 */
export interface Model {
  /** Equal keys: equal calls and equal tables. */
  readonly key: string;
  /** P. */
  readonly parameters: number;
  /** w at step 0, [P]. */
  readonly start: Float64Array;
  /** Which of the parameters are biases, as ranges [from, to); none when left out. */
  readonly biases?: readonly (readonly [from: number, to: number])[];
  /** Constant arrays of this simulation, by name; all names of a model begin alike, as its kind. */
  readonly own: Readonly<Record<string, Float64Array>>;
  /** Constant arrays that members with this key share. */
  readonly tables: Readonly<Record<string, Float64Array>>;
  readonly report: FormReport;
  /** What feeling and learning at a place both need: to run whenever w or the samples have changed. */
  prepare(at: Place): Call[];
  /** Writes f to `value` and ∇f to `slope`, those that are named; after `prepare` at the same place. */
  feel(at: Place & Felt): Call[];
  /** Writes the direction of steepest ascent to `direction`; after `prepare` at the same place. */
  learn(at: Place & Lesson): Call[];
  /**
   * For a discriminator that does not learn step by step: writes w itself, the response to the samples. `pulls` are
   * calls that read `value` [R] and write `pull` [R]. It takes the place of prepare and learn.
   */
  respond?(at: Place & Lesson & { readonly value: string }, pulls: readonly Call[]): Call[];
}

/** Where a model is asked: names of arrays. */
export interface Place {
  /** [P]. */
  readonly parameters: string;
  /** z_r, [R*d]. */
  readonly samples: string;
  /** R. */
  readonly count: number;
  /** Ends the names of calls and of arrays in between, so that places do not mix. */
  readonly tag: string;
}

/** Arrays to be written. */
export interface Felt {
  /** [R]. */
  readonly value?: string;
  /** [R*d]. */
  readonly slope?: string;
}

export interface Lesson {
  /** [R]. */
  readonly pull: string;
  /** [R*d]; none when there is no gradient penalty. */
  readonly dipole?: string;
  /** To be written, [P]. */
  readonly direction: string;
}

/** What a discriminator needs to know to be readied as a model for one simulation. */
export interface ModelSetting {
  readonly target: Target;
  /** The particles before step 1, [n*d]. */
  readonly start: Float64Array;
  readonly count: number;
  /** For whatever is drawn: the weights of a network. */
  readonly stream: RandomStream;
}

/** A discriminator that runs as a model alone. */
export interface ModelDiscriminator {
  readonly kind: string;
  /** The length on which f changes, if it has one of its own: what distances are measured in. */
  readonly width?: number;
  /** For messages: true when it has no parameters that a stepper moves. */
  readonly responds?: true;
  /**
   * What bounds on its parameters do to the Lipschitz constant of f: `norm` where ‖w‖ is a bound on it, `own` where it
   * is a number of its own, so that no bound on the rest means anything; left out where neither holds.
   */
  readonly lipschitz?: "norm" | "own";
  /** Bare samples at which f has peaks, so that there is no slope to be penalized. */
  readonly peaks?: "true";
  /** @throws InputError when it cannot be readied for this game. */
  ready(setting: ModelSetting): Model;
}
