import { studentQuantile } from "../../../numerics/studentT.ts";
import type { Row } from "../../columns.ts";
import { ways } from "./games.ts";

/** Columns whose means over the repeats are drawn. */
const averaged = ["excess", "predicted", "distance", "finest"] as const;

/** A mean over independent samples with its 95 % interval by Student's t. */
export function meanOver(values: readonly number[]): { mean: number; low: number; high: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value / n, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(0.95, n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}

/** Means over the repeats: a row a way, resolution and number of samples. */
export function summaryRows(stages: readonly Row[]): Row[] {
  const numbers = (column: string) => [...new Set(stages.map((row) => row[column] as number))];
  return ways.flatMap((way) =>
    numbers("side").flatMap((side) =>
      numbers("samples").flatMap((samples): Row[] => {
        const own = stages.filter((row) => row.way === way && row.side === side && row.samples === samples);
        if (own.length === 0) return [];
        const means = averaged.map((column) => {
          const { mean, low, high } = meanOver(own.map((row) => row[column] as number));
          return { [column]: mean, [`${column}Low`]: low, [`${column}High`]: high };
        });
        // Where a figure over the resolution draws it: two ways come to the same.
        const place = way === "one stage" ? 1.1 * side : side;
        return [Object.assign({ way, side, samples, place }, ...means) as Row];
      }),
    ),
  );
}
