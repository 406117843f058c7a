import type { Loss } from "../../losses/index.ts";
import type { Landscape } from "./landscapes.ts";
import { placeValue } from "./placeValue.ts";

/**
 * The way out of full collapse, all n generated points on true point 0: one after the other, y_j leaves and arrives at
 * x_j. 2n − 1 states, the first collapsed, the last covered.
 */
export function wayOut(n: number): number[][] {
  const state = new Array<number>(n).fill(0);
  const found = [[...state]];
  for (let j = 1; j < n; j++) {
    state[j] = n;
    found.push([...state]);
    state[j] = j;
    found.push([...state]);
  }
  return found;
}

/** The loss along a path of states. */
export function along(landscape: Landscape, path: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(path, (state) => landscape.value(state));
}

/** How far a path rises above its start. */
export function rise(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, value - values[0]!), 0);
}

/**
 * The barrier of a bad state of a separable loss in which the fullest true point holds M generated ones:
 * (scale/n)(V(M − 1) − V(M)). One of those leaves; each arrival at an empty point lowers the loss by V(0) − V(1), which is
 * more than any later departure costs, V being convex.
 */
export function separableBarrier(
  loss: Loss,
  { n, fullest, scale = 1 }: { readonly n: number; readonly fullest: number; readonly scale?: number },
): number {
  return (scale / n) * (placeValue(loss, 1, fullest - 1) - placeValue(loss, 1, fullest));
}

/** The barrier of full collapse for the logistic relativistic loss over all pairs: log 2/n². */
export function allPairsBarrier(n: number): number {
  return Math.LN2 / n ** 2;
}

/**
 * What it costs when a share s of a collapsed cloud leaves at once: two true clusters of mass 1/2, the whole cloud on
 * one of them. V(1/2, 1 − s) − V(1/2, 1), times the scale.
 */
export function bulkCost(loss: Loss, share: number, scale = 1): number {
  return scale * (placeValue(loss, 0.5, 1 - share) - placeValue(loss, 0.5, 1));
}
