import type { Call, Substitute } from "../engine/index.ts";
import type { Kernel } from "../kernels/index.ts";
import type { Target } from "../targets/index.ts";
import type { KernelDiscriminator } from "./discriminator.ts";
import type { FormKind, FormReport } from "./report.ts";

/**
 * The contract of the forms in which a kernel discriminator is held.
 *
 * A form turns an ensemble of simulations into arrays and calls of a step program. It may read these
 * arrays, which the dynamics provide ([rows, S] each):
 *
 *   position [n*d], mass-weighted pulls of the loss `truePull` [N], `generatedPull` [n] (the weight with
 *   which a sample enters f, sign included), and `rates` [2]: 1 − η_dλ and η_d.
 *
 * Its calls `learn` take f to f⁺ = (1 − η_dλ) f + η_d [Σ_i truePull_i K(·,x_i) + Σ_j generatedPull_j K(·,y_j)],
 * its calls `feel` write ∇f at the particles to `gradient` [n*d].
 *
 * Law, tested in `tests/oracles/`: along any path of the particles every form gives the gradient of the full
 * history within its stated bound.
 */
export interface Form {
  readonly kind: FormKind;
  /** Simulations with equal keys can share a program. Depends on the member alone, never on its company. */
  key(member: Member): string;
  report(member: Member): FormReport;
  /** Rough number of rows that one simulation keeps in memory. */
  rows(member: Member): number;
  /** Rough number of operations of one step of one simulation. */
  cost(member: Member): number;
  program(members: readonly Member[]): FormProgram;
  /**
   * Whether a particle that leaves the region ends the simulation (as escaped); otherwise it is run again in a
   * wider region or another form.
   */
  endsOutside?(member: Member): boolean;
}

/** What a form needs to know of one simulation. */
export interface Member {
  readonly discriminator: KernelDiscriminator;
  readonly target: Target;
  /** The particles before step 1, [n*d]. */
  readonly start: Float64Array;
  /** n. */
  readonly count: number;
  /** Weight with which each true point enters f, [N]. */
  readonly truePull: Float64Array;
  /** 1 − η_dλ. */
  readonly retention: number;
  /** η_d. */
  readonly stepDiscriminator: number;
  /** T. */
  readonly steps: number;
  /** How often, in earlier attempts, a particle has left the region of a form; forms choose a wider one then. */
  readonly departures?: Partial<Record<FormKind, number>>;
}

/** The arrays and calls of a form. */
export interface FormProgram {
  readonly state: Readonly<Record<string, Float64Array>>;
  readonly parameters: Readonly<Record<string, Float64Array>>;
  readonly tables: Readonly<Record<string, Float64Array>>;
  /** What learning and feeling need to know of the positions as they are; runs again once they moved. */
  readonly prepare: readonly Call[];
  readonly learn: readonly Call[];
  readonly feel: readonly Call[];
  /** Hand-written steps that do the same, for the orders of play that they know. */
  readonly substitutes?: readonly Substitute[];
  /**
   * Name of a state array [1] that holds the step at which a particle first was where the form is not
   * valid, −1 before; absent for a form that is valid everywhere.
   */
  readonly departed?: string;
}

/**
 * How the particles follow ∇f: each its own (`free`), or also that of all others, y_j⁺ = y_j + Σ_i Γ_ji push_i ∇f(y_i),
 * with Γ = a I + b 11ᵀ (`universal`; the array `coupling` [2] holds a and b) or any Γ (`matrix`; `coupling` [n*n]).
 */
export type Following = "free" | "universal" | "matrix";

/** What is kept of every coordinate for a window and the outcome rules. */
const watching = ["lowest", "highest", "countTurns", "keepDirection"] as const;

/**
 * The calls of the dynamics with which a step ends when the particles follow ∇f: hand-written steps do their work as
 * well, on the arrays `position`, `gradient`, `low`, `high`, `direction`, `turns`, `push` and `coupling`.
 */
export const followingCalls: Readonly<Record<Following, readonly string[]>> = {
  free: ["move", ...watching],
  universal: ["shareForces", "moveTogether", "moveAlong", ...watching],
  matrix: ["moveByMatrix", "moveAlong", ...watching],
};

/** The names of the calls of a step, in the order of play, that ends with the particles following ∇f. */
export function stepCalls(
  { prepare, learn, feel }: Pick<FormProgram, "prepare" | "learn" | "feel">,
  learnFirst: boolean,
  following: Following = "free",
): string[] {
  const players = learnFirst ? [...learn, ...feel] : [...feel, ...learn];
  return [...[...prepare, ...players].map((call) => call.name), ...followingCalls[following]];
}

/** A step that is written by hand: in which order of play, and how the particles follow. */
export interface HandWritten {
  readonly learnFirst: boolean;
  readonly following: "free" | "universal";
}

export const handWritten: readonly HandWritten[] = [true, false].flatMap((learnFirst) =>
  (["free", "universal"] as const).map((following) => ({ learnFirst, following })),
);

/** The arrays with which hand-written steps move the particles; where these are free the last one is not looked at. */
export function followingArrays(following: HandWritten["following"]): string[] {
  const last = following === "free" ? "push" : "coupling";
  return ["position", "gradient", "low", "high", "direction", "turns", "push", last];
}

/** Lays out one list of numbers per simulation as [rows, S], the simulation running fastest. */
export function rowsOf<Item>(
  items: readonly Item[],
  values: (item: Item) => ArrayLike<number>,
): Float64Array {
  const lists = items.map(values);
  const rows = lists[0]!.length;
  const array = new Float64Array(rows * items.length);
  lists.forEach((list, s) => {
    for (let row = 0; row < rows; row++) array[row * items.length + s] = list[row]!;
  });
  return array;
}

/** The part of the key that all forms share: shapes of arrays and texts of kernels. */
export function commonKey(member: Member): string {
  return [
    member.target.dimension,
    member.target.masses.length,
    member.count,
    kernelKey(member.discriminator.kernel),
  ].join(" ");
}

function kernelKey(kernel: Kernel): string {
  return kernel.terms.map((term) => `${term.shape}${term.parameters.length}`).join("+");
}
