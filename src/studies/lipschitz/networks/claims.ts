import { bootstrapMean } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type Case, others, type Sizes, unbounded, valid } from "./cases.ts";

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

/** The means over clouds and seeds at each width of the network. */
export function widthRows(rows: readonly Row[], stream: RandomStream): Row[] {
  const name = valid.find(({ objective }) => objective === "logistic")!.name;
  const widths = [...new Set(wholes(rows, { case: name }).map((row) => row.width as number))];
  const of = (width: number, cloud: string): Row => {
    const own = wholes(rows, { case: name, width, cloud });
    const steep = own.map((row) => (row.steepest as number) / (row.constant as number));
    const parts = {
      miss: numbers(own, "correlation").map((value) => 1 - value),
      ratio: steep,
      alignment: numbers(own, "alignment"),
    };
    const columns = Object.entries(parts).flatMap(([part, values]) => {
      const { mean, low, high } = bootstrapMean(values, { stream });
      return [
        [part, mean],
        [`${part}Low`, low],
        [`${part}High`, high],
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
    theory: "correlation 1, k ratio 1",
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
    theory: "1, were it the largest slope anywhere",
    measured: text,
    difference: `${short(steepest - 1)}; ${short(1 - worst)}`,
    passes: steepest < 1.2,
  };
}

const of = (one: Case, rows: readonly Row[], { width }: Sizes) => wholes(rows, { case: one.name, width });

/** The direction of ∇f at the particles. */
function alignmentClaims(rows: readonly Row[], sizes: Sizes, stream: RandomStream): Comparison[] {
  const bounded = valid.map((one): Comparison => {
    const { mean, low, high } = bootstrapMean(numbers(of(one, rows, sizes), "alignment"), { stream });
    return {
      claim: `max ‖∇f‖², ${one.label}: cosine of ∇f with the way to a true point that binds`,
      theory: "1",
      measured: `${short(mean)} [${short(low)}, ${short(high)}]`,
      difference: short(1 - mean),
      passes: mean > 0.95,
    };
  });
  const logistic = of(valid.find(({ objective }) => objective === "logistic")!, rows, sizes);
  const free = unbounded.map((one): Comparison => {
    const own = of(one, rows, sizes);
    const gaps = own.flatMap((row) => {
      const held = logistic.find(({ cloud, replica }) => cloud === row.cloud && replica === row.replica);
      return held === undefined ? [] : [(held.alignment as number) - (row.alignment as number)];
    });
    const { mean, low, high } = bootstrapMean(gaps, { stream });
    return {
      claim: `${one.label}: that cosine is less than with max ‖∇f‖², same clouds`,
      theory: "above 0",
      measured: `${short(mean)} [${short(low)}, ${short(high)}]`,
      difference: `cosine ${short(bootstrapMean(numbers(own, "alignment"), { stream }).mean)}`,
      passes: low > 0,
    };
  });
  return [...bounded, ...free];
}

/** The closing table. */
export function networkClaims(rows: readonly Row[], sizes: Sizes, stream: RandomStream): Comparison[] {
  return [
    ...[...valid, ...others].map((one) => nearClaim(one, rows, sizes)),
    overlapClaim(rows, sizes),
    ...alignmentClaims(rows, sizes, stream),
  ];
}
