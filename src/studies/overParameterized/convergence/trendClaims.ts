import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { spearman } from "../../../numerics/rankCorrelation.ts";
import { mean } from "../../../numerics/statistics.ts";
import { distinctIn, type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { estimate, exponent, leastStep, stepsOf, within } from "./fits.ts";
import type { Common, Trained } from "./game.ts";
import { ableIn, arrives, deviation, FEWEST, knownIn, relativeSpread } from "./tables.ts";

/** What the claims about the width are made of. */
export interface WidthData {
  readonly common: Common;
  readonly hidden: readonly Row[];
  readonly all: readonly Row[];
  readonly rates: readonly Row[];
  readonly stream: RandomStream;
}

/** A column of rows by width. */
export function samplesOf(rows: readonly Row[], widths: readonly number[], column: string): number[][] {
  return widths.map((width) => knownIn(where(rows, { width }), column));
}

/** Runs over which the width is varied. */
interface Series {
  readonly trained: Trained;
  /** Which of the runs, in words. */
  readonly words: string;
  readonly rows: readonly Row[];
  readonly widths: readonly number[];
}

/**
 * All layers trained, where every mean can be had, first; then the output layer as drawn: runs whose cone holds the data's
 * mean, runs that arrived, and all, of which those with few units stand still. A width of too few runs is left out.
 */
function seriesOf({ common, hidden, all }: WidthData): Series[] {
  const { distance } = common.options;
  const drawn = (words: string, rows: readonly Row[]): Series => ({
    trained: "hidden",
    words: `output layer as drawn, ${words}`,
    rows,
    widths: distinctIn<number>(hidden, "width").filter((width) => {
      const own = where(rows, { width });
      return own.length >= Math.min(FEWEST, where(hidden, { width }).length);
    }),
  });
  return [
    { trained: "all", words: "all layers trained", rows: all, widths: distinctIn<number>(all, "width") },
    drawn("the data's mean in its cone", ableIn(hidden)),
    drawn(
      "runs that arrived",
      hidden.filter((row) => arrives(row, distance)),
    ),
    drawn("all runs, those that stand still too", hidden),
  ];
}

const ofRate = ({ rows, widths }: Series) => samplesOf(rows, widths, "saddleDistanceRate");

function range({ widths }: Series): string {
  const [from, to] = [widths[0]!, widths.at(-1)!];
  return `k = ${from} to ${to} (${Math.log10(to / from).toFixed(1)} decades)`;
}

/** Differences of the mean rate between neighbouring widths, with intervals. */
export function stepRows(data: WidthData): Row[] {
  return seriesOf(data).flatMap((series) =>
    stepsOf(ofRate(series), { stream: data.stream }).map(
      ({ at, value, low, high }): Row => ({
        series: series.words,
        from: series.widths[at]!,
        to: series.widths[at + 1]!,
        step: value,
        low,
        high,
      }),
    ),
  );
}

/** The rate grows with the width. */
export function trendClaims(data: WidthData): Comparison[] {
  const [whole, able, ...others] = seriesOf(data);
  return [
    growth(whole!, data),
    rank(whole!),
    growth(able!, data),
    rank(able!),
    ...others.map((one) => growth(one, data)),
  ];
}

function growth(series: Series, { stream }: WidthData): Comparison {
  const { widths, words } = series;
  const rates = ofRate(series);
  const runs = rates.map(({ length }) => length);
  const claim = `mean rate grows from each width to the next, ${range(series)}, ${words}`;
  const theory = "every difference above 0";
  if (widths.length < 2) return tooFew(claim, theory);
  const least = leastStep(rates, { stream });
  const [first, last] = [mean(rates[0]!), mean(rates.at(-1)!)];
  return {
    claim,
    theory,
    measured: `${short(first)} to ${short(last)} a step, ${Math.min(...runs)} to ${Math.max(...runs)} runs; least sure, k = ${widths[least.at]} to ${widths[least.at + 1]}: ${within(least)}`,
    difference: `factor ${short(last / first)}`,
    passes: least.low > 0,
  };
}

function tooFew(claim: string, theory: string): Comparison {
  return { claim, theory, measured: "too few runs", difference: "none", passes: false };
}

function rank(series: Series): Comparison {
  const { rows, widths, words } = series;
  const known = rows.filter(
    ({ width, saddleDistanceRate }) =>
      widths.includes(width as number) && !Number.isNaN(saddleDistanceRate as number),
  );
  const correlation = spearman(knownIn(known, "width"), knownIn(known, "saddleDistanceRate"));
  return {
    claim: `rank correlation of rate and width over ${known.length} runs, ${words}`,
    theory: "above 0",
    measured: within(correlation),
    difference: "none",
    passes: correlation.low > 0,
  };
}

/** The spread over runs: relative to the mean rate it falls with the width, as such it rises first. */
export function spreadClaims(data: WidthData): Comparison[] {
  const [whole, able] = seriesOf(data);
  return [relative(whole!, data), relative(able!, data), absolute(data)];
}

function relative(series: Series, { stream }: WidthData): Comparison {
  const { rows, widths, words } = series;
  const claim = "spread over runs relative to the mean rate falls with every fourfold k";
  if (widths.length < 2) return tooFew(`${claim}, ${words}`, "every ratio below 1");
  const rates = ofRate(series);
  const fit = exponent(widths, rates, relativeSpread, { stream });
  const frozen = samplesOf(rows, widths, "frozenRate");
  const theory = fitPowerLaw(widths, frozen.map(relativeSpread)).exponent;
  const falls = fallsOf(widths, rates, stream);
  const least = falls.reduce((a, b) => (b.high > a.high ? b : a));
  const sizes = rates.map(relativeSpread);
  return {
    claim: `${claim}, ${range(series)}, ${words}`,
    theory: `every ratio below 1; exponent of the kernels of step 0: ${short(theory)}`,
    measured: `${short(sizes[0]!)} to ${short(sizes.at(-1)!)}, exponent ${within(fit)}; least sure, k = ${least.from} to ${least.to}: ratio ${within(least)}`,
    difference: short(fit.value - theory),
    passes: falls.every(({ high }) => high < 1),
  };
}

/** Ratios of the relative spread over a factor 4 in k, or all of it: neighbours closer than this need many more runs. */
function fallsOf(widths: readonly number[], rates: readonly (readonly number[])[], stream: RandomStream) {
  const apart = Math.min(4, widths.at(-1)! / widths[0]!);
  return widths.flatMap((from, k) => {
    const at = widths.findIndex((width) => width >= apart * from);
    if (at < 0) return [];
    const ratio = ([one, next]: readonly (readonly number[])[]) =>
      relativeSpread(next!) / relativeSpread(one!);
    return [{ from, to: widths[at]!, ...estimate([rates[k]!, rates[at]!], ratio, { stream }) }];
  });
}

function absolute({ hidden, rates, stream }: WidthData): Comparison {
  const widths = distinctIn<number>(hidden, "width");
  const samples = samplesOf(hidden, widths, "saddleDistanceRate");
  const peak = (sizes: readonly number[]) => sizes.indexOf(Math.max(...sizes));
  const drawn = widths.map((width) => where(rates, { trained: "hidden", width })[0]!.drawnSpread as number);
  const sizes = samples.map(deviation);
  const [at, expected] = [peak(sizes), peak(drawn)];
  const over = (end: number) =>
    estimate([samples[end]!, samples[at]!], ([one, top]) => deviation(top!) / deviation(one!), { stream });
  const [rise, fall] = [over(0), over(widths.length - 1)];
  return {
    claim: "spread over runs as such, output layer as drawn, all runs: rises with k first and falls then",
    theory: `random matrices: greatest at k = ${widths[expected]}, ${short(drawn[expected]! / drawn[0]!)} times that at k = ${widths[0]}`,
    measured: `greatest at k = ${widths[at]}, ${short(sizes[at]!)}: ${within(rise)} times that at k = ${widths[0]}, ${within(fall)} times that at k = ${widths.at(-1)}`,
    difference: `factor ${short(widths[at]! / widths[expected]!)} in k`,
    passes: rise.low > 1 && fall.low > 1,
  };
}
