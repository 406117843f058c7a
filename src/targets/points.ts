import { z } from "zod";
import { count, define, InputError, points as pointList } from "../options/index.ts";
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

/** @throws InputError unless the centres have the points' dimension. */
function centresOf(centres: readonly (readonly number[])[], points: readonly (readonly number[])[]) {
  const dimension = points[0]!.length;
  if (centres[0]!.length !== dimension)
    throw new InputError(
      "centres[0]",
      `must have ${dimension} coordinates, the points' own, not ${centres[0]!.length}`,
    );
  return centres;
}

/** The modes about given centres: each point is of the nearest one, of the first of equally near ones. */
function modesAbout(
  centres: readonly (readonly number[])[],
  points: readonly (readonly number[])[],
  masses: Float64Array,
): Modes {
  const held = new Float64Array(centres.length);
  let spread = 0;
  points.forEach((point, i) => {
    const squares = centres.map((centre) =>
      centre.reduce((sum, c, axis) => sum + (point[axis]! - c) ** 2, 0),
    );
    const least = Math.min(...squares);
    held[squares.indexOf(least)]! += masses[i]!;
    spread += (masses[i]! * least) / point.length;
  });
  const empty = held.indexOf(0);
  if (empty >= 0) throw new InputError(`centres[${empty}]`, "is the nearest centre of no point");
  return { centres: Float64Array.from(centres.flat()), masses: held, spread: Math.sqrt(spread) };
}

/** The points with zeros appended up to a dimension. */
function padded(points: readonly (readonly number[])[], dimension: number | undefined) {
  const given = points[0]!.length;
  if (dimension === undefined) return points;
  if (dimension < given)
    throw new InputError("dimension", `must be at least ${given}, the points' own, not ${dimension}`);
  return points.map((point) => [...point, ...new Array<number>(dimension - given).fill(0)]);
}

/**
 * True points as they stand: `points` [N][d] and `masses` [N], which are positive and sum to 1 within 1e-9
 * (equal when left out). `dimension` pads every point with zeros up to that many coordinates. Each place is
 * a mode, unless `centres` are given: then the modes are these, with the points that are nearest to them.
 * @throws InputError at `masses` or `masses[i]`, at `points[i]` for a point of another dimension, at
 *   `dimension` when it is less than the points have, or at `centres[k]` for one of another dimension or without points
 */
export const pointsTarget = define(
  "points",
  {
    points: pointList().describe("x_i, a list of coordinates each"),
    masses: z.array(z.number()).optional().describe("p_i, positive, summing to 1; equal when left out"),
    centres: pointList()
      .optional()
      .describe("centres of the modes, each point being of the nearest one; without it each place is a mode"),
    dimension: count(1, 100_000)
      .optional()
      .describe("pads every point with zeros up to this many coordinates"),
  },
  (options): TargetSource => {
    const { masses } = options;
    const points = padded(options.points, options.dimension);
    const given =
      masses === undefined
        ? new Float64Array(points.length).fill(1 / points.length)
        : checkedMasses(masses, points.length);
    const dimension = points[0]!.length;
    const modes =
      options.centres === undefined
        ? modesOf(points, given)
        : modesAbout(padded(centresOf(options.centres, options.points), dimension), points, given);
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
