/**
 * A step program: the model as data, run for an ensemble of S independent simulations at once.
 *
 * All arrays are [rows, S] with the simulation index running fastest (`values[row * S + simulation]`), so
 * that neighbouring lanes of a vector unit or a GPU hold neighbouring simulations. One step executes the
 * calls in order; each call writes one array, cell by cell, from the arrays it reads. A call may write an
 * array that it also reads: it then sees the values from before the call.
 */
export interface Program {
  /** S, the number of simulations. */
  readonly simulations: number;
  /** Arrays that a step changes, with their values before step 1. */
  readonly state: Readonly<Record<string, Float64Array>>;
  /** Arrays that stay: the parameters of each simulation. */
  readonly parameters: Readonly<Record<string, Float64Array>>;
  /** One-dimensional arrays that all simulations share. */
  readonly tables: Readonly<Record<string, Float64Array>>;
  readonly calls: readonly Call[];
  /** Hand-written steps that may do the work of all calls of a step, the best one first. */
  readonly substitutes?: readonly Substitute[];
}

/**
 * A function of the hand-written modules (`assembly/`) that does `steps` whole steps in place. It is called as
 * `f(steps, S, scratch, ...addresses of the arrays, ...numbers)`; all arrays are double precision.
 */
export interface Substitute {
  readonly function: string;
  /** The names of all calls of a step, in order, that it stands for: with any other step it is not used. */
  readonly calls: readonly string[];
  readonly arrays: readonly string[];
  readonly numbers: readonly number[];
  /** S is filled up to a multiple of this. */
  readonly lanes: number;
}

/** One call of a step: `output[row][simulation] = body(…reads)` for every row and simulation. */
export interface Call {
  /** Names the call in messages, and as the place where a hand-written module may step in. */
  readonly name: string;
  readonly output: string;
  /** How many rows the output has. */
  readonly rows: number;
  readonly body: Body;
  /** The arrays given to the body's parameters, in order. */
  readonly reads: readonly string[];
  readonly constants: Readonly<Record<string, number>>;
  /** Functions that the body calls by name; they are spliced into its text. */
  readonly helpers: Readonly<Record<string, Helper>>;
}

/** A state or parameter array inside a body: `array[row][simulation]`. */
export type Rows = readonly (readonly number[])[];

/** A shared table inside a body: `table[index]`. */
export type Table = readonly number[];

/** What `this` is in a body: the cell being computed and the call's constants. */
export interface Cell {
  /** `x` is the simulation, `y` the row. */
  readonly thread: { readonly x: number; readonly y: number };
  readonly constants: Readonly<Record<string, number>>;
}

/**
 * The text of one call: an ordinary function whose source is read, checked and translated for each
 * backend (see `lint.ts` for the subset of the language).
 */
export type Body = (this: Cell, ...reads: never[]) => number;

/** A pure function of numbers (or of rows that are handed through), as a function or as its text. */
export type Helper = ((...inputs: never[]) => number) | string;
