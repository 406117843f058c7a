import type { Target } from "../targets/index.ts";
import type { Simulation, Trajectory } from "./simulation.ts";

/**
 * Forces of a radial kernel point along differences of points, so that particles never leave the affine
 * space through the true points and their own starts. Where that has far fewer dimensions than the space
 * around it, a simulation is run there: the same equations in other orthonormal coordinates.
 */
export interface Subspace {
  /** The simulation in coordinates of the subspace. */
  readonly simulation: Simulation;
  /** Its trajectory in the original coordinates. */
  lift(trajectory: Trajectory): Trajectory;
}

/** Below this many dimensions there is nothing to gain. */
const fewDimensions = 8;

/** Vectors shorter than this share of the longest one add no direction. */
const rankTolerance = 1e-13;

/** The subspace of a simulation, or undefined where it is no smaller than the space. */
export function subspaceOf(simulation: Simulation): Subspace | undefined {
  const { game } = simulation;
  const { drawn, start, motion, discriminator, penalties } = game;
  const { dimension, points, modes } = drawn;
  // A tangent kernel or a network distinguishes the origin and axes; a generator's outputs go anywhere.
  const radial = "kernel" in discriminator && "terms" in discriminator.kernel;
  if (!radial || motion.generate !== undefined) return undefined;
  // Noise leaves the subspace.
  if (penalties.some(({ noise }) => noise !== undefined)) return undefined;
  const vectors = (points.length + start.length + modes.centres.length) / dimension - 1;
  // The radius of a mode with a spread depends on the dimension that its samples were drawn in.
  if (dimension <= fewDimensions || vectors >= dimension || modes.spread > 0) return undefined;
  const origin = points.slice(0, dimension);
  const basis = orthonormalBasis([points, start, modes.centres], origin);
  const into = (given: Float64Array) => coordinates(given, origin, basis);
  const inside: Target = {
    ...drawn,
    dimension: basis.length,
    points: into(points),
    modes: { ...modes, centres: into(modes.centres) },
  };
  const begin = into(start);
  const moved = { ...motion, start: begin, parameters: begin };
  return {
    simulation: { ...simulation, game: { ...game, drawn: inside, start: begin, motion: moved } },
    lift: (trajectory) => ({
      ...trajectory,
      positions: trajectory.positions.map((position) => outOf(position, origin, basis)),
      gradients: trajectory.gradients.map((gradient) => outOf(gradient, undefined, basis)),
    }),
  };
}

/** Gram–Schmidt, done twice for orthogonality to rounding; at least one direction. */
function orthonormalBasis(lists: readonly Float64Array[], origin: Float64Array): Float64Array[] {
  const d = origin.length;
  const vectors = lists.flatMap((list) =>
    Array.from({ length: list.length / d }, (_, i) => origin.map((x, k) => list[i * d + k]! - x)),
  );
  const longest = Math.max(...vectors.map(length));
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    for (let round = 0; round < 2; round++) {
      for (const direction of basis) subtractAlong(vector, direction);
    }
    const size = length(vector);
    if (size > rankTolerance * longest) basis.push(vector.map((x) => x / size));
  }
  return basis.length > 0 ? basis : [origin.map((_, k) => (k === 0 ? 1 : 0))];
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

function subtractAlong(vector: Float64Array, direction: Float64Array): void {
  const share = dot(vector, direction);
  for (let k = 0; k < vector.length; k++) vector[k]! -= share * direction[k]!;
}

/** Points [N*d] in coordinates of the basis [N*m]. */
function coordinates(
  points: Float64Array,
  origin: Float64Array,
  basis: readonly Float64Array[],
): Float64Array {
  const d = origin.length;
  const result = new Float64Array((points.length / d) * basis.length);
  for (let i = 0; i * d < points.length; i++) {
    const vector = origin.map((x, k) => points[i * d + k]! - x);
    basis.forEach((direction, m) => {
      result[i * basis.length + m] = dot(vector, direction);
    });
  }
  return result;
}

/** The way back: [N*m] to [N*d]; without an origin for vectors that have no place. */
function outOf(
  inside: Float64Array,
  origin: Float64Array | undefined,
  basis: readonly Float64Array[],
): Float64Array {
  const m = basis.length;
  const d = basis[0]!.length;
  const result = new Float64Array((inside.length / m) * d);
  for (let i = 0; i * m < inside.length; i++) {
    for (let k = 0; k < d; k++) {
      let sum = origin?.[k] ?? 0;
      for (let b = 0; b < m; b++) sum += inside[i * m + b]! * basis[b]![k]!;
      result[i * d + k] = sum;
    }
  }
  return result;
}
