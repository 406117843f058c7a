import { bootstrapInterval, bootstrapMean, type Interval } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import type { Table } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";
import { type Case, cases, type LossName } from "./cases.ts";

/** The end of one run: a row of a case's scan. */
export interface End {
  readonly steps: number;
  readonly replica: number;
  readonly wasserstein2: number;
  readonly coverage: number;
}

export function endsOf(table: Table): End[] {
  const column = (name: string) => table.columns[name] as ArrayLike<number>;
  return Array.from({ length: table.length }, (_, k) => ({
    steps: column("steps")[k]!,
    replica: column("replica")[k]!,
    wasserstein2: column("wasserstein2")[k]!,
    coverage: column("coverage")[k]!,
  }));
}

/** The least distance that logarithmic axes show: below it lies rounding. */
const floor = 1e-12;

/** Distance and covered modes against steps, over replicas: a row a step of the course. */
export function courseRows(one: Case, ends: readonly End[], stream: RandomStream): Row[] {
  const steps = [...new Set(ends.map((end) => end.steps))].sort((a, b) => a - b);
  return steps.map((step): Row => {
    const own = ends.filter((end) => end.steps === step);
    const distance = bootstrapMean(
      own.map((end) => end.wasserstein2),
      { stream },
    );
    const modes = bootstrapMean(
      own.map((end) => end.coverage),
      { stream },
    );
    return {
      loss: one.loss,
      discriminator: one.label,
      step,
      distance: Math.max(floor, distance.mean),
      distanceLow: Math.max(floor, distance.low),
      distanceHigh: Math.max(floor, distance.high),
      modes: modes.mean,
      modesLow: modes.low,
      modesHigh: modes.high,
    };
  });
}

/** The distances of the runs of a case after its last step, by replica. */
export function lastDistances(ends: readonly End[]): number[] {
  const last = ends.reduce((most, end) => Math.max(most, end.steps), 0);
  return ends
    .filter((end) => end.steps === last)
    .sort((a, b) => a.replica - b.replica)
    .map((end) => end.wasserstein2);
}

/** The mean of paired differences a − b with its interval: both runs of a replica have the same clouds. */
export function excess(
  a: readonly number[],
  b: readonly number[],
  stream: RandomStream,
): Interval & { readonly mean: number } {
  const differences = a.map((value, k) => value - b[k]!);
  return { mean: mean(differences), ...bootstrapInterval(differences, mean, { stream }) };
}

/** The case of a loss and a kernel, `network` for the finite ones. */
export function caseOf(loss: LossName, which: string): Case {
  const found = cases.find(({ name }) => name === `${loss}-${which}`);
  if (found === undefined) throw new Error(`there is no case ${loss}-${which}`);
  return found;
}
