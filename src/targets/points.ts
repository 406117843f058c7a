import { z } from "zod";
import { define, InputError, points as pointList } from "../options/index.ts";
import type { Modes, Target, TargetSource } from "./target.ts";

const SUM_TOLERANCE = 1e-9;

function checkedMasses(masses: readonly number[], count: number): Float64Array {
  if (masses.length !== count) {
    throw new InputError("masses", `must list ${count} numbers, one a point, not ${masses.length}`);
  }
  const wrong = masses.findIndex((mass) => !(mass > 0));
  if (wrong >= 0) throw new InputError(`masses[${wrong}]`, `must be more than 0, not ${masses[wrong]}`);
  const sum = masses.reduce((total, mass) => total + mass, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new InputError("masses", `must sum to 1, not ${sum}`);
  return Float64Array.from(masses);
}

/** The different points with their masses: points that coincide are one mode. */
function modesOf(points: readonly (readonly number[])[], masses: Float64Array): Modes {
  const places = new Map<string, { centre: readonly number[]; mass: number }>();
  points.forEach((centre, i) => {
    // −0 and 0 are one place.
    const key = centre.map((x) => x + 0).join(" ");
    const place = places.get(key);
    if (place === undefined) places.set(key, { centre, mass: masses[i]! });
    else place.mass += masses[i]!;
  });
  const distinct = [...places.values()];
  return {
    centres: Float64Array.from(distinct.flatMap(({ centre }) => centre)),
    masses: Float64Array.from(distinct, ({ mass }) => mass),
    spread: 0,
  };
}

/**
 * True points as they stand: `points` [N][d] and `masses` [N], which are positive and sum to 1 within 1e-9
 * (equal when left out). Each place is a mode.
 * @throws InputError at `masses` or `masses[i]`, or at `points[i]` for a point of another dimension
 */
export const pointsTarget = define(
  "points",
  { points: pointList(), masses: z.array(z.number()).optional() },
  ({ points, masses }): TargetSource => {
    const given =
      masses === undefined
        ? new Float64Array(points.length).fill(1 / points.length)
        : checkedMasses(masses, points.length);
    const dimension = points[0]!.length;
    const modes = modesOf(points, given);
    const draw = (): Target => ({
      kind: "points",
      dimension,
      points: Float64Array.from(points.flat()),
      masses: given.slice(),
      modes,
    });
    return { kind: "points", dimension, draw };
  },
);

/** A target of true points with masses (equal when left out): `points([[0, 0], [1, 0]], [0.7, 0.3])`. */
export function points(list: number[][], masses?: number[]): TargetSource {
  return pointsTarget(masses === undefined ? { points: list } : { points: list, masses });
}
