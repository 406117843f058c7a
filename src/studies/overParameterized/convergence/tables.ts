import { bootstrapInterval, bootstrapMean, type Interval } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { mean, quantile, variance, wilsonInterval } from "../../../numerics/statistics.ts";
import { overParameterized } from "../../../theory/index.ts";
import { distinctIn, numbersIn, type Row, where } from "../../columns.ts";
import type { Trained } from "./game.ts";

/** A column of numbers without those that are not known. */
export function knownIn(rows: readonly Row[], column: string): number[] {
  return numbersIn(rows, column).filter((value) => !Number.isNaN(value));
}

export function deviation(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

/** Standard deviation over the mean. */
export function relativeSpread(values: readonly number[]): number {
  return deviation(values) / mean(values);
}

export function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}

/** A statistic of a column with its bootstrap interval, as columns `name`, `nameLow`, `nameHigh`. */
function withInterval(
  name: string,
  values: readonly number[],
  statistic: (values: readonly number[]) => number,
  stream: RandomStream,
): Row {
  if (values.length < 2)
    return { [name]: Number.NaN, [`${name}Low`]: Number.NaN, [`${name}High`]: Number.NaN };
  const { low, high }: Interval = bootstrapInterval(values, statistic, { stream });
  return { [name]: statistic(values), [`${name}Low`]: low, [`${name}High`]: high };
}

/** What is known of wide generators whose hidden layer is trained. */
export interface Law {
  readonly wide: overParameterized.WideGenerator;
  readonly play: overParameterized.SaddleGame;
  /** Rates of the kernels of random generators of a width: no training moves these. */
  readonly drawn: (width: number) => readonly number[];
}

/** Fewer runs than this of a width make no mean and no spread. */
export const FEWEST = 8;

/** Runs whose generator can have the data's mean at all. */
export function ableIn(rows: readonly Row[]): Row[] {
  return rows.filter(({ reachable }) => reachable !== 0);
}

/**
 * By width: mean rate and its spread over runs, and what theory makes of the parameters that were drawn. `ableRate` and
 * `relative`, spread over mean, are of the runs that can have the data's mean, NaN of few.
 */
export function rateRows(
  trained: Trained,
  rows: readonly Row[],
  law: Law | undefined,
  stream: RandomStream,
): Row[] {
  return distinctIn<number>(rows, "width").map((width) => {
    const own = where(rows, { width });
    const rates = knownIn(own, "saddleDistanceRate");
    const able = knownIn(ableIn(own), "saddleDistanceRate");
    const enough = able.length < Math.min(FEWEST, rates.length) ? [] : able;
    return {
      trained,
      width,
      runs: rates.length,
      able: able.length,
      ...withInterval("rate", rates, mean, stream),
      ...withInterval("ableRate", enough, mean, stream),
      ...withInterval("spread", rates, deviation, stream),
      ...withInterval("relative", enough, relativeSpread, stream),
      frozen: mean(knownIn(own, "frozenRate")),
      frozenSpread: deviation(knownIn(own, "frozenRate")),
      frozenRelative: enough.length === 0 ? Number.NaN : relativeSpread(knownIn(ableIn(own), "frozenRate")),
      moved: mean(knownIn(own, "movedRate")),
      ...withInterval("drift", knownIn(own, "kernelDrift"), rootMeanSquare, stream),
      firstOrder: rootMeanSquare(knownIn(own, "firstOrderDrift")),
      ...(law === undefined ? {} : lawAt(law, width)),
    };
  });
}

/**
 * Mean and spread of the rate from the least eigenvalue's, to leading order in 1/√k (`law`; NaN where this says nothing),
 * and of random matrices of this width (`drawn`).
 */
function lawAt({ wide, play, drawn }: Law, width: number): Row {
  const rates = drawn(width);
  const exact = { drawn: mean(rates), drawnSpread: deviation(rates) };
  const { mean: least, deviation: spread } = overParameterized.leastKernel(wide, width);
  if (least <= 0) return { ...exact, law: Number.NaN, lawSpread: Number.NaN };
  const rate = (h: number) => overParameterized.saddleRate(play, [h]);
  const step = 1e-4 * least;
  const slope = (rate(least + step) - rate(least - step)) / (2 * step);
  return { ...exact, law: rate(least), lawSpread: Math.abs(slope) * spread };
}

/** A run has come to the saddle when its mean is this near to that of the data, over their distance from 0. */
export const ARRIVED = 1e-3;

/** A kernel this much smaller than that of infinite width has an eigenvalue 0: units that died hold the mean back. */
export const SINGULAR = 1e-10;

/** By width: shares of runs that arrive, and of those whose data's mean can be generated at all. */
export function reachRows(
  trained: Trained,
  rows: readonly Row[],
  distance: number,
  dimension: number,
): Row[] {
  return distinctIn<number>(rows, "width").map((width) => {
    const own = where(rows, { width });
    const arrived = own.filter((row) => arrives(row, distance)).length;
    const { low, high } = wilsonInterval(arrived, own.length);
    const able = own.filter(({ reachable }) => reachable === 1).length;
    return {
      trained,
      width,
      runs: own.length,
      share: arrived / own.length,
      low,
      high,
      able: able / own.length,
      wendel: trained === "hidden" ? overParameterized.reachableShare(width, dimension) : 1,
    };
  });
}

export function arrives(row: Row, distance: number): boolean {
  return (row.meanDistance as number) < ARRIVED * distance;
}

/** By two columns: the mean rate with its interval beside theory's, of the parameters that were drawn. */
export function meanRateRows(rows: readonly Row[], along: string, stream: RandomStream): Row[] {
  return distinctIn<number>(rows, "width").flatMap((width) =>
    distinctIn<number>(where(rows, { width }), along).map((at): Row => {
      const own = where(rows, { width, [along]: at });
      const { mean: rate, low, high } = bootstrapMean(knownIn(own, "saddleDistanceRate"), { stream });
      const theory = mean(knownIn(own, "startRate"));
      const frozen = mean(knownIn(own, "frozenRate"));
      return { width, [along]: at, rate, low, high, theory, frozen };
    }),
  );
}

/** Median and quartiles over runs of a course, by step. */
export function courseRows(
  steps: readonly number[],
  courses: readonly (readonly number[])[],
  keys: Row,
): Row[] {
  return steps.map((step, k) => {
    const values = courses.map((course) => course[k]!);
    return {
      ...keys,
      step,
      distance: quantile(values, 0.5),
      low: quantile(values, 0.25),
      high: quantile(values, 0.75),
    };
  });
}
