import { bootstrapInterval } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { median } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";

/** Half of Σ |m_i − p_i| over modes: the mass that stands at the wrong ones. */
export function misplaced(row: Row, masses: readonly number[], column = "averageModeMass"): number {
  return masses.reduce((sum, mass, k) => sum + Math.abs((row[`${column}${k}`] as number) - mass) / 2, 0);
}

/**
 * What a figure shows of each group of rows: the median of each value over its rows, of which some may have run away, with
 * a 95 % bootstrap interval (a median needs six values for one: the least and the largest of four hold it with 87.5 %);
 * other columns of the result are those of `by`.
 */
export function summaries(
  rows: readonly Row[],
  by: readonly string[],
  values: Readonly<Record<string, (row: Row) => number>>,
  stream: RandomStream,
): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((column) => row[column]));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((own) => {
    const found: Record<string, number | string> = {};
    for (const column of by) found[column] = own[0]![column]!;
    for (const [name, value] of Object.entries(values)) {
      const sample = own.map(value);
      const { low, high } = bootstrapInterval(sample, median, { stream, resamples: 400 });
      Object.assign(found, { [name]: median(sample), [`${name}Low`]: low, [`${name}High`]: high });
    }
    return found;
  });
}
