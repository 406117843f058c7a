import { z } from "zod";
import { fitRelaxation } from "../numerics/relaxation.ts";
import { define } from "../options/index.ts";
import { energyDistance } from "./energyDistance.ts";
import { mmd } from "./mmd.ts";
import { modeEnergies } from "./modeEnergies.ts";
import { nearestDistances } from "./nearestDistances.ts";
import { finiteOnly, type Observable, type State } from "./observable.ts";
import { sinkhorn } from "./sinkhorn.ts";
import { wasserstein2 } from "./wasserstein2.ts";

/** What may be watched as it relaxes: the first column of each. */
const watched = {
  wasserstein2: () => wasserstein2({}),
  sinkhorn: () => sinkhorn({}),
  mmd: () => mmd({}),
  energyDistance: () => energyDistance({}),
  meanEnergy: () => modeEnergies({}),
  strayDistance: () => nearestDistances({}),
} as const;

/** A longer course is thinned to this many states: each distance costs as much as a whole observable. */
const MOST_STATES = 128;

/** Every so many states of the course, equally far apart in the list. */
function thinned(course: readonly State[]): readonly State[] {
  const stride = Math.ceil(course.length / MOST_STATES);
  return course.filter((_, k) => k % stride === 0);
}

/**
 * How a distance to the target comes down over the saved course: `relaxationTime` τ of rest + A exp(−step/τ),
 * in steps, and `relaxationRest`, where it ends (see `fitRelaxation`). Of a squared distance, τ is half that of
 * the distance itself. Known at the end of a run only; NaN when the distance does not decay so, or has not come
 * far enough to tell. At most 128 states are looked at, evenly spread over a longer course.
 */
export const relaxationTime = define(
  "relaxationTime",
  {
    distance: z
      .enum(Object.keys(watched) as [keyof typeof watched, ...(keyof typeof watched)[]])
      .default("wasserstein2")
      .describe("what is watched, with its usual options"),
    from: z.number().min(0).max(0.9).default(0).describe("share of the course that is left out at its start"),
  },
  ({ distance, from }): Observable => {
    const observable = watched[distance]();
    return finiteOnly({
      kind: "relaxationTime",
      atEnd: true,
      columns: () => ["relaxationTime", "relaxationRest"],
      measure(state, setting, course = [state]) {
        const kept = thinned(course.slice(Math.floor(from * course.length)));
        const values = kept.map((one) => observable.measure(one, setting)[0]!);
        const fit = fitRelaxation(
          kept.map(({ step }) => step),
          values,
        );
        return fit === undefined ? [Number.NaN, Number.NaN] : [fit.time, fit.rest];
      },
    });
  },
);
