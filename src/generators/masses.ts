import { z } from "zod";
import { InputError, positive } from "../options/index.ts";

/** How far a sum of masses may be from 1. */
const tolerance = 1e-9;

/** The option `masses` of the generators. */
export const massList = () =>
  z.array(positive()).optional().describe("q_j, positive, summing to 1; equal when left out");

/** q_j of `count` particles, equal ones when none are given. @throws InputError at `masses` */
export function massesOf(given: readonly number[] | undefined, count: number): Float64Array {
  const masses = given ?? new Array<number>(count).fill(1 / count);
  if (masses.length !== count) {
    throw new InputError("masses", `must list ${count} numbers, one a particle, not ${masses.length}`);
  }
  const sum = masses.reduce((total, mass) => total + mass, 0);
  if (Math.abs(sum - 1) > tolerance) throw new InputError("masses", `must sum to 1, not ${sum}`);
  return Float64Array.from(masses);
}
