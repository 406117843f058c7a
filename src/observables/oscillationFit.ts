import { count, define } from "../options/index.ts";
import { checkNamed } from "./named.ts";
import { finiteOnly, type Observable } from "./observable.ts";
import { oscillationOf } from "./oscillation.ts";

/**
 * The kind `oscillation`: damped oscillation of one coordinate of one particle about its nearest true point,
 * fitted to the whole saved course. Columns `decayRate` (per step; negative: it grows), `angularFrequency`
 * (radians per step; 0: it does not oscillate) and `dampingRatio`. Known at the end of a run only. NaN for a
 * course that has nothing to fit (see `oscillationOf`).
 */
export const oscillation = define(
  "oscillation",
  {
    particle: count(0).optional().describe("which particle; the first when left out"),
    axis: count(0).optional().describe("which coordinate; the first when left out"),
  },
  ({ particle = 0, axis = 0 }): Observable =>
    finiteOnly({
      kind: "oscillation",
      atEnd: true,
      check: (setting) => checkNamed(setting, { particle, axis }),
      columns: () => ["decayRate", "angularFrequency", "dampingRatio"],
      measure(state, { target, dimension, masses }, course = [state]) {
        const none = [Number.NaN, Number.NaN, Number.NaN];
        if (particle >= masses.length || axis >= dimension) return none;
        const row = particle * dimension;
        const site = nearestPoint(target.points, state.positions.subarray(row, row + dimension));
        const series = course.map(({ step, positions }) => ({ step, value: positions[row + axis]! }));
        const fit = oscillationOf(series, { rest: target.points[site + axis]! });
        return fit === undefined ? none : [fit.decayRate, fit.angularFrequency, fit.dampingRatio];
      },
    }),
);

/** Where in `points` the true point nearest to x begins. */
function nearestPoint(points: Float64Array, x: Float64Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i += x.length) {
    let r2 = 0;
    for (let k = 0; k < x.length; k++) r2 += (points[i + k]! - x[k]!) ** 2;
    if (r2 < least) {
      least = r2;
      best = i;
    }
  }
  return best;
}
