import { bootstrapMean, type Interval } from "../../../numerics/intervals.ts";
import { randomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import { lipschitz } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";

/** Tables of the study, as rows. */
export interface AlignmentRows {
  readonly bound: readonly Row[];
  readonly boundMeans: readonly Row[];
  readonly sweep: readonly Row[];
  readonly free: readonly Row[];
  readonly freeMeans: readonly Row[];
  readonly transport: readonly Row[];
  readonly twoPoint: readonly Row[];
  readonly moved: readonly Row[];
  readonly turned: readonly Row[];
  readonly escape: readonly Row[];
  readonly met: readonly Row[];
}

/** Kinds of the valid objectives. */
export const valid: readonly string[] = lipschitz.validObjectives.map(({ kind }) => kind);
export const isValid = (row: Row) => valid.includes(String(row.objective));
export const column = (rows: readonly Row[], name: string) =>
  rows.map((row) => row[name] as number).filter(Number.isFinite);
export const most = (rows: readonly Row[], name: string) => Math.max(...column(rows, name));
export const least = (rows: readonly Row[], name: string) => Math.min(...column(rows, name));
export const where = (rows: readonly Row[], wanted: Row) =>
  rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));

/** The mean of a column and its interval over draws: rows of one draw share its samples and are averaged first. */
export function overDraws(rows: readonly Row[], name: string): Interval & { readonly mean: number } {
  const draws = [...new Set(rows.map(({ draw }) => draw))];
  const means = draws.map((draw) => mean(column(where(rows, { draw: draw! }), name)));
  return bootstrapMean(means.filter(Number.isFinite), { stream: randomStream(0, 6) });
}

/** A mean with its interval, in words. */
export function between({ mean, low, high }: Interval & { readonly mean: number }): string {
  return `${short(mean)} [${short(low)}, ${short(high)}]`;
}

/** A row of the closing table. */
export function claim(
  claim: string,
  theory: string,
  measured: string,
  difference: string,
  passes: boolean,
): Comparison {
  return { claim, theory, measured, difference, passes };
}
