import { z } from "zod";
import { fitLine } from "../numerics/statistics.ts";
import { define, fraction } from "../options/index.ts";
import { meanDistance } from "./meanDistance.ts";
import { finiteOnly, type Observable } from "./observable.ts";
import { saddleDistance } from "./saddleDistance.ts";
import { wasserstein2 } from "./wasserstein2.ts";

/** What may be watched as it converges to 0. */
const watched = {
  meanDistance: () => meanDistance({}),
  saddleDistance: () => saddleDistance({}),
  wasserstein2: () => wasserstein2({}),
} as const;

/** Fewer values than this make no rate. */
const LEAST_STATES = 4;

/**
 * How fast a distance goes to 0 over the saved course: minus the slope of its logarithm against the step, by least
 * squares. The slope is that of the last part of the course, `from` on, before the distance is below `floor` times its
 * first value: faster modes have died out then, and rounding is not yet seen. Below 0 for a distance that grows; NaN of
 * fewer than four values and for one that is 0. Known at the end of a run only. The column is named by the distance:
 * `meanDistanceRate`, `saddleDistanceRate`, `wasserstein2Rate`.
 */
export const convergenceRate = define(
  "convergenceRate",
  {
    distance: z
      .enum(Object.keys(watched) as [keyof typeof watched, ...(keyof typeof watched)[]])
      .default("meanDistance")
      .describe("what is watched; `meanDistance` makes the column `meanDistanceRate`"),
    floor: fraction().default(1e-9).describe("share of the first value at which the course ends"),
    from: z
      .number()
      .min(0)
      .max(0.9)
      .default(0.5)
      .describe("share of the course that is left out at its start"),
  },
  ({ distance, floor, from }): Observable => {
    const observable = watched[distance]();
    return finiteOnly({
      kind: "convergenceRate",
      atEnd: true,
      ...(observable.follows === undefined ? {} : { follows: observable.follows }),
      columns: () => [`${distance}Rate`],
      measure(state, setting, course = [state]) {
        const values = course.map((one) => observable.measure(one, setting)[0]!);
        const steps = course.map(({ step }) => step);
        return [rateOf(steps, values, { floor, from })];
      },
    });
  },
);

/** The rate of a course of values. */
export function rateOf(
  steps: readonly number[],
  values: readonly number[],
  { floor, from }: { readonly floor: number; readonly from: number },
): number {
  const end = values.findIndex((value) => value < floor * values[0]!);
  const last = end < 0 ? values.length : end;
  const first = Math.floor(from * last);
  const logarithms = values.slice(first, last).map(Math.log);
  if (logarithms.length < LEAST_STATES || !logarithms.every(Number.isFinite)) return Number.NaN;
  return -fitLine(steps.slice(first, last), logarithms).slope;
}
