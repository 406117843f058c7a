import { type Crossing, levelCrossing } from "../../../numerics/crossing.ts";
import {
  type CollapseParameters,
  collapseQuality,
  fitCollapse,
  type SizedCurve,
} from "../../../numerics/crossingCollapse.ts";
import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { distinctIn, type Row, where } from "../../columns.ts";
import { spreads } from "./curves.ts";

/** Where half of the clouds still spread, in the logarithm of the ratio of gains. */
export function transitionOf(rows: readonly Row[], stream: RandomStream): Crossing {
  const ratios = distinctIn<number>(rows, "ratio");
  const replicas = ratios.map((ratio) => spreads(where(rows, { ratio })));
  return levelCrossing(ratios.map(Math.log), replicas, 0.5, {
    stream,
    direction: "falling",
    paired: true,
    resamples: 600,
  });
}

/** γ at a ratio ρ, (ρ − 1)/(ρ − 1 + N); 1 for an infinite one. */
function couplingOf(ratio: number, size: number): number {
  return Number.isFinite(ratio) ? (ratio - 1) / (ratio - 1 + size) : 1;
}

/**
 * The transition of each size: the critical ratio of gains ρ_c, γ_c and the odds γ_c/(1 − γ_c) = (ρ_c − 1)/N with 95 %
 * intervals. Sizes at which it lies beyond the data are left out.
 */
export function transitionTable(rows: readonly Row[], stream: RandomStream): Row[] {
  return distinctIn<string>(rows, "start").flatMap((start) =>
    distinctIn<number>(where(rows, { start }), "size").flatMap((size): Row[] => {
      const { at, low, high } = transitionOf(where(rows, { start, size }), stream);
      if (at === undefined) return [];
      const [ratio, least, most] = [at, low, high].map(Math.exp) as [number, number, number];
      const odds = (one: number) => (one - 1) / size;
      return [
        {
          start,
          size,
          ratio,
          ratioLow: least,
          ratioHigh: most,
          coupling: couplingOf(ratio, size),
          couplingLow: couplingOf(least, size),
          couplingHigh: couplingOf(most, size),
          odds: odds(ratio),
          oddsLow: odds(least),
          oddsHigh: odds(most),
        },
      ];
    }),
  );
}

/** An exponent with its interval, and the curve a·N^b. */
export interface Exponent {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly prefactor: number;
  /** Squared distance from an exponent of −1, in units of the errors, and how many numbers are free to make it. */
  readonly chi2: number;
  readonly freedom: number;
}

/**
 * The exponent of a column against N, weighted by the column's intervals. Its 95 % interval takes the larger of the error
 * that those allow and of the scatter about the line, by Student's t, so that a curve which is no power law has a wide
 * one. Undefined for fewer than three sizes.
 */
export function exponentOf(table: readonly Row[], column: string): Exponent | undefined {
  const known = table.filter((row) =>
    [`${column}Low`, `${column}High`].every(
      (name) => (row[name] as number) > 0 && Number.isFinite(row[name] as number),
    ),
  );
  if (known.length < 3) return undefined;
  const sizes = known.map((row) => row.size as number);
  const values = known.map((row) => row[column] as number);
  // A grid on which all seeds turn between the same two points knows no better than this.
  const errors = known.map((row) =>
    Math.max(0.02, Math.log((row[`${column}High`] as number) / (row[`${column}Low`] as number)) / (2 * 1.96)),
  );
  const weights = errors.map((error) => 1 / error ** 2);
  const fit = fitPowerLaw(sizes, values, { weights });
  const total = weights.reduce((sum, one) => sum + one, 0);
  const logs = sizes.map(Math.log);
  const middle = logs.reduce((sum, one, i) => sum + one * weights[i]!, 0) / total;
  const spread = logs.reduce((sum, one, i) => sum + weights[i]! * (one - middle) ** 2, 0);
  const half = 1.96 / Math.sqrt(spread);
  // Whether one ratio of gains fits all sizes: their scatter about a slope of −1 in units of their errors.
  const lifted = values.map((value, i) => Math.log(value) + logs[i]!);
  const level = lifted.reduce((sum, one, i) => sum + one * weights[i]!, 0) / total;
  const chi2 = lifted.reduce((sum, one, i) => sum + weights[i]! * (one - level) ** 2, 0);
  return {
    value: fit.exponent,
    low: fit.exponent - half,
    high: fit.exponent + half,
    chi2,
    freedom: known.length - 1,
    prefactor: fit.prefactor,
  };
}

/** The curves of all sizes against a variable of the rows. */
export function curvesIn(rows: readonly Row[], x: (row: Row) => number): SizedCurve[] {
  return distinctIn<number>(rows, "size").map((size) => {
    const own = where(rows, { size });
    const ratios = distinctIn<number>(own, "ratio");
    const cells = ratios.map((ratio) => where(own, { ratio }));
    return { size, x: cells.map((cell) => x(cell[0]!)), replicas: cells.map(spreads) };
  });
}

/** A collapse without exponents: the curves as they are. */
const asTheyAre: CollapseParameters = { critical: 0, nu: 1e12, kappa: 0 };

/** How far the curves of the sizes are from each other in a variable, in units of their noise. */
export function distanceBetween(rows: readonly Row[], x: (row: Row) => number): number {
  return collapseQuality(curvesIn(rows, x), asTheyAre);
}

/** Collapse in (ln ρ − ln ρ_c) N^(1/ν). */
export function fittedCollapse(rows: readonly Row[], critical: number, stream: RandomStream) {
  const curves = curvesIn(rows, (row) => Math.log(row.ratio as number));
  return fitCollapse(curves, { critical, nu: 4 }, { stream, resamples: 60 });
}
