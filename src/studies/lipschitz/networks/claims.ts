import { type Interval, stratifiedInterval } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type Case, others, type Sizes, unbounded, valid } from "./cases.ts";
import { cloudNames } from "./clouds.ts";

/** The rows that say what a run came to: one a run. */
function wholes(rows: readonly Row[], which: Row): Row[] {
  return rows.filter(
    (row) =>
      Number.isFinite(row.correlation as number) &&
      Object.entries(which).every(([name, value]) => row[name] === value),
  );
}

function numbers(rows: readonly Row[], column: string): number[] {
  return rows.map((row) => row[column] as number).filter((value) => !Number.isNaN(value));
}

const least = (values: readonly number[]) =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

/** The means of each cloud at each width of the network, and the range, over the draws that there are at every width. */
export function widthRows(rows: readonly Row[]): Row[] {
  const name = valid.find(({ objective }) => objective === "logistic")!.name;
  const widths = [...new Set(wholes(rows, { case: name }).map((row) => row.width as number))];
  const drawn = widths.map((width) => wholes(rows, { case: name, width }).map(({ replica }) => replica!));
  const common = new Set(drawn[0]!.filter((replica) => drawn.every((one) => one.includes(replica))));
  const of = (width: number, cloud: string): Row => {
    const own = wholes(rows, { case: name, width, cloud }).filter(({ replica }) => common.has(replica!));
    const steep = own.map((row) => (row.steepest as number) / (row.constant as number));
    const parts = {
      miss: numbers(own, "correlation").map((value) => 1 - value),
      ratio: steep,
      alignment: numbers(own, "alignment"),
    };
    const columns = Object.entries(parts).flatMap(([part, values]) => {
      return [
        [part, mean(values)],
        [`${part}Low`, least(values)],
        [`${part}High`, -least(values.map((value) => -value))],
      ];
    });
    return { width, cloud, ...Object.fromEntries(columns) };
  };
  const clouds = [...new Set(rows.map((row) => row.cloud as string))];
  return clouds.flatMap((cloud) => widths.sort((a, b) => a - b).map((width) => of(width, cloud)));
}

/** Correlation and steepness over some runs, in words. */
function nearness(own: readonly Row[]) {
  const worst = least(numbers(own, "correlation"));
  const ratios = own.map((row) => (row.steepest as number) / (row.constant as number));
  const steepest = -least(ratios.map((ratio) => -ratio));
  const text = `at least ${short(worst)}; k ratio ${short(least(ratios))} to ${short(steepest)}`;
  return { worst, steepest, text };
}

/** Where true and generated points lie apart. */
const apart = ["disjoint", "two clusters"];

/** f of a penalised network beside the exact optimum, over clouds and seeds. */
function nearClaim({ name, label, penalty }: Case, rows: readonly Row[], { width }: Sizes): Comparison {
  const own = wholes(rows, { case: name, width }).filter((row) => apart.includes(row.cloud as string));
  const { worst, text } = nearness(own);
  return {
    claim: `${penalty === "maximum" ? `max ‖∇f‖², ${label}` : label}: f beside the exact optimum, ${own.length} runs apart`,
    theory: "correlation 1, k ratio 1; passes when every correlation is above 0.99",
    measured: text,
    difference: short(1 - worst),
    passes: worst > 0.99,
  };
}

/** Where they overlap, pairs are nearer each other than the segments on which the penalty looks at f. */
function overlapClaim(rows: readonly Row[], { width }: Sizes): Comparison {
  const own = valid.flatMap(({ name }) => wholes(rows, { case: name, width, cloud: "overlapping" }));
  const { steepest, text, worst } = nearness(own);
  return {
    claim: `max ‖∇f‖², overlapping clouds: steepest pair of samples over the exact k, ${own.length} runs`,
    theory: "1, were it the largest slope anywhere; passes below 1.2",
    measured: text,
    difference: `${short(steepest - 1)}; ${short(1 - worst)}`,
    passes: steepest < 1.2,
  };
}

const of = (one: Case, rows: readonly Row[], { width }: Sizes) => wholes(rows, { case: one.name, width });

/**
 * The mean of a measure over runs, and its interval over draws: clouds are three chosen settings and no sample of settings, so
 * that only draws within a cloud are resampled.
 */
export function withinClouds(
  runs: readonly Row[],
  measure: (run: Row) => number,
  stream: RandomStream,
): Interval & { readonly mean: number } {
  const strata = [...new Set(runs.map(({ cloud }) => cloud))].map((cloud) =>
    runs
      .filter((run) => run.cloud === cloud)
      .map(measure)
      .filter((value) => !Number.isNaN(value)),
  );
  const pooled = (samples: readonly (readonly number[])[]) => mean(samples.flat());
  return { mean: pooled(strata), ...stratifiedInterval(strata, pooled, { stream }) };
}

const between = ({ mean, low, high }: ReturnType<typeof withinClouds>) =>
  `${short(mean)} [${short(low)}, ${short(high)}]`;

/** The direction of ∇f at the particles. */
function alignmentClaims(rows: readonly Row[], sizes: Sizes, stream: RandomStream): Comparison[] {
  const bounded = valid.map((one): Comparison => {
    const found = withinClouds(of(one, rows, sizes), (run) => run.alignment as number, stream);
    return {
      claim: `max ‖∇f‖², ${one.label}: cosine of ∇f with the way to a true point that binds`,
      theory: "1; passes above 0.95",
      measured: between(found),
      difference: short(1 - found.mean),
      passes: found.mean > 0.95,
    };
  });
  const logistic = of(valid.find(({ objective }) => objective === "logistic")!, rows, sizes);
  const free = unbounded.map((one): Comparison => {
    const own = of(one, rows, sizes);
    const held = ({ cloud, replica }: Row) =>
      logistic.find((run) => cloud === run.cloud && replica === run.replica)!.alignment as number;
    const less = withinClouds(own, (run) => held(run) - (run.alignment as number), stream);
    return {
      claim: `${one.label}: that cosine is less than with max ‖∇f‖², draw by draw`,
      theory: "above 0; passes when the interval is",
      measured: between(less),
      difference: `cosine ${short(mean(numbers(own, "alignment")))}`,
      passes: less.low > 0,
    };
  });
  return [...bounded, ...singleClaims(rows, sizes), ...free];
}

/** Where one true point binds a particle there is no choice of partners and, in the exact optimum, no kink. */
function singleClaims(rows: readonly Row[], sizes: Sizes): Comparison[] {
  const all = valid.flatMap((one) => of(one, rows, sizes));
  return cloudNames.map((cloud): Comparison => {
    const own = all.filter((run) => run.cloud === cloud);
    const cosines = numbers(own, "single");
    const share = short(mean(numbers(own, "singleShare")));
    return {
      claim: `max ‖∇f‖², ${cloud}: that cosine at particles with one true point that binds (${share} of them), ${own.length} runs`,
      theory: "1; passes when the mean is above 0.99",
      measured: `${short(mean(cosines))}, least of a run ${short(least(cosines))}`,
      difference: short(1 - mean(cosines)),
      passes: mean(cosines) > 0.99,
    };
  });
}

/** The closing table. */
export function networkClaims(rows: readonly Row[], sizes: Sizes, stream: RandomStream): Comparison[] {
  return [
    ...[...valid, ...others].map((one) => nearClaim(one, rows, sizes)),
    overlapClaim(rows, sizes),
    ...alignmentClaims(rows, sizes, stream),
  ];
}
