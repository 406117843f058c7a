import type { Modes } from "./target.ts";

/** Shares are compared with this margin, so that a sum of masses that is short by round-off counts. */
const ROUND_OFF = 1e-9;

/** The share of its mass that a mode must hold to count as covered, unless something else is asked. */
export const DEFAULT_SHARE = 0.75;

function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, dimension: number): number {
  let sum = 0;
  for (let axis = 0; axis < dimension; axis++) {
    sum += (a[i * dimension + axis]! - b[j * dimension + axis]!) ** 2;
  }
  return sum;
}

/**
 * How far from a mode's centre a particle still counts as inside.
 *
 * With a spread s inside the modes it is max(3, √d + 1)·s: three standard deviations up to d = 4, and from
 * there on a ball that still holds more than nine tenths of a normal mode, whose points lie near √d·s.
 * For bare points it is the kernel `width`, but at most a quarter of the least distance between two modes.
 */
export function modeRadius(modes: Modes, width: number): number {
  const count = modes.masses.length;
  const dimension = modes.centres.length / count;
  if (modes.spread > 0) return Math.max(3, Math.sqrt(dimension) + 1) * modes.spread;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      least = Math.min(least, squaredDistance(modes.centres, i, modes.centres, j, dimension));
    }
  }
  return Math.min(width, Math.sqrt(least) / 4);
}

/**
 * The mass that each mode holds [M]: of the particles that lie nearest to it (the first of equally near
 * ones) and within `radius`. A particle with a coordinate that is not finite is in no mode.
 * @param positions y_j, row-major [n*d]
 * @param masses q_j, [n]
 */
export function modeMasses(
  positions: Float64Array,
  masses: ArrayLike<number>,
  modes: Modes,
  radius: number,
): Float64Array {
  const count = modes.masses.length;
  const dimension = modes.centres.length / count;
  const held = new Float64Array(count);
  for (let j = 0; j < masses.length; j++) {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const distance = squaredDistance(positions, j, modes.centres, i, dimension);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    if (nearest >= 0 && least <= radius * radius) held[nearest]! += masses[j]!;
  }
  return held;
}

/** How many modes hold at least `share` of their mass; `held` as from `modeMasses`. */
export function coveredModes(held: Float64Array, modes: Modes, share = DEFAULT_SHARE): number {
  let covered = 0;
  held.forEach((mass, i) => {
    if (mass >= share * modes.masses[i]! * (1 - ROUND_OFF)) covered += 1;
  });
  return covered;
}
