import fc from "fast-check";
import type { Trajectory } from "../../src/dynamics/index.ts";
import { largestDifference, narrowestWidth, type Sketch } from "../games.ts";
import { tolerances } from "../tolerances.ts";

/** How many random games a law is held against, and from which seed they come. */
export const trials = { numRuns: 7, seed: 20240607, endOnFailure: true } as const;

/** Checks a law on random games, all of one shape, so that they share a program. */
export async function holdsFor<Value>(
  arbitrary: fc.Arbitrary<Value>,
  law: (value: Value) => Promise<void>,
  numRuns: number = trials.numRuns,
): Promise<void> {
  await fc.assert(fc.asyncProperty(arbitrary, law), { ...trials, numRuns });
}

/** How far two lists of states lie apart, in widths of the sketch's kernel. */
export function gap(
  sketch: Sketch,
  one: readonly Float64Array[],
  other: readonly ArrayLike<number>[],
): number {
  return largestDifference(one, other) / narrowestWidth(sketch.kernel);
}

/** Sums in another order and positions rounded elsewhere: the tolerance of tame games in double precision. */
export const rounding = tolerances.double.positions;

/** Every number that a run gave, to be compared bit for bit. */
export function bits({ steps, positions, gradients, outcome, form }: Trajectory) {
  return { steps, positions, gradients, outcome, form };
}

/** Changes every place of a state [n*d]. */
export function mapPlaces(
  state: Float64Array,
  dimension: number,
  change: (place: readonly number[]) => readonly number[],
): number[] {
  const places = Array.from({ length: state.length / dimension }, (_, j) =>
    Array.from(state.subarray(j * dimension, (j + 1) * dimension)),
  );
  return places.flatMap((place) => [...change(place)]);
}
