import type { FormReport } from "../discriminators/index.ts";
import type { Paced, Program } from "../engine/index.ts";
import type { Question } from "./play/field.ts";
import type { Simulation } from "./simulation.ts";

/** How one simulation is made into a step program. */
export interface Plan {
  readonly simulation: Simulation;
  /** Simulations whose plans have equal keys share a program. Depends on the simulation alone, never on its company. */
  readonly key: string;
  /** Rough number of rows that it keeps in memory. */
  readonly rows: number;
  readonly report: FormReport;
  /** Whether a particle that leaves the region of validity ends the simulation, as escaped. */
  readonly endsOutside: boolean;
  /** The plan for another attempt after a particle has left that region; undefined where there is none. */
  wider(): Plan | undefined;
  /**
   * For a discriminator with parameters: the question what f is at points [G*d] when these are its `weights`, those at
   * step 0 when left out; see `valuesOf`.
   */
  ask?(weights: Float64Array | undefined, points: Float64Array): Question;
  /** The program of simulations whose plans have this one's key. */
  assemble(plans: readonly Plan[]): Assembled;
}

/**
 * A step program for an ensemble. State that can be read at any step: `position` and `gradient` [n*d], and for the
 * outcome rules `low`, `high` (range of each coordinate since they were last reset) and `turns` (sign changes of its
 * velocity).
 */
export interface Assembled {
  readonly program: Program;
  /** The state array [1] that holds the step at which a particle first left the region of validity, −1 before. */
  readonly departed?: string;
  /** The state arrays that make up the state of the game: a step is a map of these alone. */
  readonly dynamical: readonly string[];
  /** For an integrator that divides steps by itself: how its attempts become steps. */
  readonly paced?: Paced;
}
