import type { Setting } from "../observables/index.ts";
import { InputError } from "../options/index.ts";
import type { FieldSpec } from "./spec.ts";

/** The grid on which the discriminator is written. */
export interface FieldGrid {
  /** Write it every so many steps. */
  readonly every: number;
  /** The coordinates along each of the d dimensions, ascending. */
  readonly axes: readonly Float64Array[];
}

/** How many kernel widths the grid goes beyond target and start, when no extent is given. */
const margin = 2;
const mostDimensions = 2;

/**
 * The grid of a sim: the given extent, or the box of true points and starting particles and two kernel
 * widths around it.
 * @param start the particles at step 0, [n*d].
 * @throws InputError with the place in the field's options.
 */
export function fieldGrid(asked: FieldSpec, every: number, setting: Setting, start: Float64Array): FieldGrid {
  const { dimension } = setting;
  if (dimension > mostDimensions) {
    throw new InputError("", `a grid is possible in 1 or 2 dimensions, not in ${dimension}`);
  }
  if (every === 0 || asked.every % every !== 0) {
    throw new InputError("every", `must be a multiple of record.every, ${every}, not ${asked.every}`);
  }
  const extent = asked.extent ?? boxOf(setting, start);
  if (extent.length !== dimension) {
    throw new InputError("extent", `must list ${dimension} pairs, one a dimension, not ${extent.length}`);
  }
  const axes = extent.map(([low, high], axis) => {
    if (!(low < high)) throw new InputError(`extent[${axis}]`, `must go up, not from ${low} to ${high}`);
    return Float64Array.from({ length: asked.resolution }, (_, k) => {
      const share = k / (asked.resolution - 1);
      return low * (1 - share) + high * share;
    });
  });
  return { every: asked.every, axes };
}

function boxOf({ target, dimension, width }: Setting, start: Float64Array): [number, number][] {
  return Array.from({ length: dimension }, (_, axis) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const points of [target.points, start]) {
      for (let k = axis; k < points.length; k += dimension) {
        low = Math.min(low, points[k]!);
        high = Math.max(high, points[k]!);
      }
    }
    return [low - margin * width, high + margin * width];
  });
}
