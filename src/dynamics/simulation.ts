import type { FormReport } from "../discriminators/index.ts";
import type { Backend } from "../engine/index.ts";
import type { DrawnGame } from "./game.ts";
import type { Outcome } from "./outcome.ts";
import type { OutcomeRules } from "./rules.ts";
import type { Stepper } from "./stepper.ts";

/** One member of an ensemble: a drawn game and how it is trained. */
export interface Simulation {
  readonly game: DrawnGame;
  readonly stepper: Stepper;
}

/** How an ensemble is run. */
export interface SimulateOptions {
  /** T, the number of steps. */
  readonly steps: number;
  /** Save the state every so many steps (and at step 0 and at the end); 0 saves start and end only. */
  readonly every: number;
  readonly backend: Backend;
  /** Other state arrays to be saved with the particles, such as `weights` of a discriminator with parameters. */
  readonly keep?: readonly string[];
  /** What of the discriminator is to be found at every saved step: its parameters, or f at the samples as well. */
  readonly follow?: "values" | "parameters";
  /** Thresholds of the outcome rules; the defaults stand in `rules.ts`. */
  readonly rules?: Partial<OutcomeRules>;
  /** Called between chunks with the share of simulation-steps done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** When aborted, the run rejects with the signal's reason between two chunks. */
  readonly signal?: AbortSignal;
}

/** The discriminator at a saved step. */
export interface DiscriminatorState {
  /** f at the true points, then at the particles, [N + n]; where values were to be followed. */
  readonly values?: Float64Array;
  /** Its parameters, [P], where it has any. */
  readonly parameters?: Float64Array;
}

/** What a simulation went through. */
export interface Trajectory {
  /** The saved steps, ascending; the last is the step at which it ended. */
  readonly steps: readonly number[];
  /** The particles at each saved step, [n*d] each. */
  readonly positions: readonly Float64Array[];
  /** ∇f at the particles that led to the saved positions, [n*d] each; zero at step 0. */
  readonly gradients: readonly Float64Array[];
  /** The other arrays that were to be kept, at each saved step after step 0. */
  readonly kept?: Readonly<Record<string, readonly Float64Array[]>>;
  /** The discriminator at each saved step, where it was to be followed. */
  readonly discriminator?: readonly DiscriminatorState[];
  readonly outcome: Outcome;
  /** Which form of the discriminator ran, with its error bound. */
  readonly form: FormReport;
}
