import { bootstrapMean } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import type { Table } from "../../../sim/index.ts";
import { type Row, rowsIn } from "../../columns.ts";
import { type Bound, type LossName, lastOf, lossNames, type Sizes } from "./cases.ts";

/** One run: a cell of a scan. */
export interface Run {
  readonly bound: Bound;
  /** k where it is held. */
  readonly constant: number;
  readonly loss: LossName;
  readonly steps: number;
  readonly replica: number;
  readonly distance: number;
  readonly modes: number;
  readonly alignment: number;
}

/** The runs of a scan. */
export function runsIn(table: Table, bound: Bound): Run[] {
  return rowsIn(table).map((row) => ({
    bound,
    constant: bound === "held" ? (row.constant as number) : Number.NaN,
    loss: row.loss as LossName,
    steps: row.steps as number,
    replica: row.replica as number,
    distance: row.wasserstein1 as number,
    modes: row.coverage as number,
    alignment: row.gradientAlignment as number,
  }));
}

/** Which runs. */
export type Which = Partial<Pick<Run, "bound" | "constant" | "loss" | "steps">>;

export function runsOf(runs: readonly Run[], which: Which): Run[] {
  const asked = Object.entries(which) as [keyof Which, unknown][];
  return runs.filter((run) => asked.every(([name, value]) => run[name] === value));
}

type Measure = "distance" | "modes" | "alignment";

/** The mean of a measure over the runs for which it is known, with its interval. */
export function meanOf(runs: readonly Run[], measure: Measure, stream: RandomStream) {
  return bootstrapMean(
    runs.map((run) => run[measure]).filter((value) => !Number.isNaN(value)),
    { stream },
  );
}

/** In words: how f is bounded. */
export function boundLabel({ bound, constant }: Pick<Run, "bound" | "constant">): string {
  return bound === "held" ? `k = ${constant}` : bound === "free" ? "k free" : "no bound";
}

/** A row for each loss under each bound: the alignment early, distance and covered modes at the end. */
export function endRows(runs: readonly Run[], sizes: Sizes, stream: RandomStream): Row[] {
  const cases = new Map(runs.map((run) => [`${boundLabel(run)} ${run.loss}`, run]));
  const labels = [...new Set([...cases.values()].map(boundLabel))];
  return [...cases.values()].map(({ bound, constant, loss }): Row => {
    const own = runs.filter(
      (run) => run.loss === loss && boundLabel(run) === boundLabel({ bound, constant }),
    );
    const last = runsOf(own, { steps: lastOf(bound, sizes) });
    const parts = {
      alignment: meanOf(runsOf(own, { steps: sizes.early }), "alignment", stream),
      distance: meanOf(last, "distance", stream),
      modes: meanOf(last, "modes", stream),
    };
    const columns = Object.entries(parts).flatMap(([name, { mean, low, high }]) => [
      [name, mean],
      [`${name}Low`, low],
      [`${name}High`, high],
    ]);
    return {
      bound: boundLabel({ bound, constant }),
      constant,
      loss,
      // Side by side within a loss, so that equal values do not hide each other.
      place:
        lossNames.indexOf(loss) +
        1 +
        0.12 * (labels.indexOf(boundLabel({ bound, constant })) - (labels.length - 1) / 2),
      ...Object.fromEntries(columns),
    };
  });
}
