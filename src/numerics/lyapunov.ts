import { mean, variance } from "./statistics.ts";

/** Advances each state by a fixed number of steps; may work elsewhere and answer later. */
export type Advance = (
  states: readonly Float64Array[],
) => readonly Float64Array[] | Promise<readonly Float64Array[]>;

/** How a Lyapunov exponent is measured. */
export interface LyapunovOptions {
  /** k, the steps of one call of `advance`. */
  readonly steps: number;
  /** Calls that count. */
  readonly rounds: number;
  /** Calls before these, in which the state finds its attractor and the difference its direction. */
  readonly warmUp?: number;
  /** Length d₀ to which the difference is brought back; 1e-8 of the state's length (at least 1) when left out. */
  readonly separation?: number;
  /** First direction of the difference; all coordinates alike when left out. */
  readonly direction?: Float64Array;
}

/** A largest Lyapunov exponent. */
export interface Lyapunov {
  /** λ per step: a difference grows as exp(λt). */
  readonly exponent: number;
  /** Standard error, from the means of up to 20 blocks of rounds. */
  readonly error: number;
  /** The reference state at the end. */
  readonly state: Float64Array;
}

const BLOCKS = 20;

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** The reference state with the difference added at length `separation`. */
function beside(state: Float64Array, difference: Float64Array, separation: number): Float64Array {
  const scale = separation / norm(difference);
  return state.map((value, k) => value + scale * difference[k]!);
}

/** The standard error of a mean of correlated values, from the scatter of the means of blocks. */
function blockedError(values: readonly number[]): number {
  const length = Math.ceil(values.length / BLOCKS);
  const means: number[] = [];
  for (let k = 0; k + length <= values.length; k += length) means.push(mean(values.slice(k, k + length)));
  return Math.sqrt(variance(means) / means.length);
}

/**
 * The largest Lyapunov exponent from pairs of states, the difference brought back to a small length after every
 * call (G. Benettin, L. Galgani and J.-M. Strelcyn, Phys. Rev. A 14, 2338, 1976).
 *
 * `advance` gets the reference and its neighbour together, so that an ensemble can run both at once. Where the
 * two become equal to the last bit, the exponent is −∞: nothing of the difference is left.
 * @returns undefined when a state stops being finite
 */
export async function lyapunovFromPairs(
  advance: Advance,
  start: Float64Array,
  { steps, rounds, warmUp = 0, separation, direction }: LyapunovOptions,
): Promise<Lyapunov | undefined> {
  const apart = separation ?? 1e-8 * Math.max(1, norm(start));
  let state: Float64Array = start;
  let neighbour = beside(start, direction ?? new Float64Array(start.length).fill(1), apart);
  // What was really put between them, rounding included, is what growth is measured against.
  let before = norm(neighbour.map((value, k) => value - state[k]!));
  const growth: number[] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    const [one, other] = await advance([state, neighbour]);
    if (one === undefined || other === undefined) throw new RangeError("advance must return both states");
    const difference = other.map((value, k) => value - one[k]!);
    const after = norm(difference);
    if (!one.every(Number.isFinite) || !Number.isFinite(after)) return undefined;
    state = one.slice();
    if (after === 0) return { exponent: Number.NEGATIVE_INFINITY, error: 0, state };
    if (round >= warmUp) growth.push(Math.log(after / before) / steps);
    neighbour = beside(state, difference, apart);
    before = norm(neighbour.map((value, k) => value - state[k]!));
  }
  return { exponent: mean(growth), error: blockedError(growth), state };
}
