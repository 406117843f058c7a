import type { Table } from "../../../sim/index.ts";
import { effective, gradientPenaltyCycle } from "../../../theory/index.ts";
import { type Row, tableOf } from "../../columns.ts";
import { coupledPoints } from "./cases.ts";
import { omegaOf } from "./courses.ts";
import { geometric } from "./critical.ts";
import { cycleLimit } from "./cycle.ts";
import { expectedCourse, type Trial } from "./plan.ts";
import { largestModulus } from "./spectrum.ts";

const COUNT = 241;

/** Theory's curves over shares of ξ_c and of r_c from 0.1 to 4, for one trial of each case. */
export function theoryTable(trials: readonly Trial[], step: number): Table {
  return tableOf(trials.flatMap((trial) => curveOf(trial, step)));
}

function curveOf(trial: Trial, step: number): Row[] {
  const { one, curvature, scheme, theory } = trial;
  const order = "alternating";
  const points = coupledPoints(one, curvature, { step, order });
  const which = { penalty: one.penalty, mode: "total", steps: order } as const;
  const critical = effective.criticalPenalty(points, which)!;
  const omega = omegaOf(one, curvature, scheme);
  return geometric(0.1, 4, COUNT).map((share) => {
    const { rate, ratio } = expectedCourse(trial, share * theory);
    const map = effective.modeMultipliers({ ...points, [one.penalty]: share * critical }, "total")!;
    const end = gradientPenaltyCycle(
      { strength: share * cycleLimit(one, curvature), norm: 1 },
      { stepDiscriminator: curvature, stepGenerator: 1 },
      one.gain,
    );
    return {
      trial: trial.name,
      family: one.family,
      penalty: one.penalty.toUpperCase(),
      gain: one.gain,
      share,
      strength: share * theory,
      time: 1 / (omega * rate),
      scaledTime: 1 / rate,
      ratio,
      modulus: largestModulus(map),
      scaledExtent: end.extent / Math.sqrt(one.gain / curvature),
    };
  });
}
