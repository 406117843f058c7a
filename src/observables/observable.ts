import type { DiscriminatorState } from "../dynamics/index.ts";
import type { Motion } from "../generators/index.ts";
import type { Loss } from "../losses/index.ts";
import type { Target } from "../targets/index.ts";

/**
 * The contract of the observables: numbers measured on a saved state.
 *
 * Laws, tested in `tests/observables/`: as many numbers as columns; the order of the particles does not
 * matter, unless the options name one of them; moving target and particles together changes no distance; a
 * position that is not finite gives NaN in every column, never an error.
 */
export interface Observable {
  readonly kind: string;
  /** @throws InputError at an option that means nothing in this game, such as a particle that there is not. */
  check?(setting: Setting): void;
  /** Column names in tables; different observables never share one. */
  columns(setting: Setting): string[];
  /**
   * One number a column.
   * @param course the states saved so far, the measured one last; that one alone when left out
   */
  measure(state: State, setting: Setting, course?: readonly State[]): number[];
  /** True where the value for a mixture of clouds is the mean of the values for its parts, whatever the options. */
  readonly linear?: true;
  /** True for what only a whole course tells: measured at the end of a run, NaN before. */
  readonly atEnd?: true;
  /** True for what is measured on the course so far at every saved step; it is left out for the others. */
  readonly wantsCourse?: true;
  /**
   * What it reads of `State.discriminator`, which is found for those who ask for it alone. Parameters there are where the
   * discriminator learns step by step.
   */
  readonly follows?: "values" | "parameters";
  /** True for what reads `State.generator`, which is kept for those who ask for it alone. */
  readonly readsGenerator?: true;
}

/** What is saved of a simulation at a step. */
export interface State {
  readonly step: number;
  /** y_j, row-major [n*d]. */
  readonly positions: Float64Array;
  /** ∇f(y_j), row-major [n*d]. */
  readonly gradient: Float64Array;
  /** The discriminator then: f at the true points and the particles, and its parameters where it has any. */
  readonly discriminator?: DiscriminatorState;
  /** The generator's parameters θ then, [G]. */
  readonly generator?: Float64Array;
}

/** What does not change during a simulation. */
export interface Setting {
  readonly target: Target;
  /** q_j, [n]. */
  readonly masses: Float64Array;
  /** d. */
  readonly dimension: number;
  /** The discriminator's kernel width σ. */
  readonly width: number;
  /** What the game is about; for observables of the objectives. */
  readonly loss?: Loss;
  /** The generator with its random choices made; for observables of its parameters. */
  readonly motion?: Motion;
}

/**
 * The observable that obeys the law of non-finite states: `measure` sees finite positions only, and a
 * result that is not finite (an overflow, a gradient that is not finite) becomes NaN.
 */
export function finiteOnly(observable: Observable): Observable {
  return {
    ...observable,
    measure(state, setting, course) {
      if (!state.positions.every(Number.isFinite)) {
        return observable.columns(setting).map(() => Number.NaN);
      }
      return observable
        .measure(state, setting, course)
        .map((value) => (Number.isFinite(value) ? value : Number.NaN));
    },
  };
}
