import { type RankCorrelation, spearman } from "../../../numerics/rankCorrelation.ts";
import { mean } from "../../../numerics/statistics.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import type { Ended, Passage } from "./boundary.ts";
import { kindWords, type PublishedKind } from "./games.ts";
import type { PublishedPoint } from "./points.ts";

/** How near a measured boundary is to the published one. */
export interface Nearness {
  /** At how many rates both are known. */
  readonly rates: number;
  /** Of γ_½ with the published one, over rates. */
  readonly correlation: RankCorrelation;
  /** Root mean square of the difference in γ. */
  readonly distance: number;
  /** Root mean square of half the published brackets: how well the published boundary is known. */
  readonly known: number;
  /** At how many rates the measured interval meets the published bracket. */
  readonly meets: number;
}

/** @throws RangeError when the passage is known at fewer than three rates */
export function nearnessOf(passages: readonly Passage[], published: readonly PublishedPoint[]): Nearness {
  const pairs = passages.flatMap((passage) => {
    const point = published.find(({ rate }) => rate === passage.rate);
    return point === undefined || Number.isNaN(passage.coupling) ? [] : [{ passage, point }];
  });
  return {
    rates: pairs.length,
    correlation: spearman(
      pairs.map(({ point }) => point.coupling),
      pairs.map(({ passage }) => passage.coupling),
    ),
    distance: rms(pairs.map(({ passage, point }) => passage.coupling - point.coupling)),
    known: rms(pairs.map(({ point }) => (point.high - point.low) / 2)),
    meets: pairs.filter(({ passage, point }) => passage.low <= point.high && passage.high >= point.low)
      .length,
  };
}

function rms(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}

/** What the paper's data ask of a boundary. */
export const leastCorrelation = 0.8;

/** Rows of the closing table about one boundary. */
export function boundaryRows(
  kind: PublishedKind,
  passages: readonly Passage[],
  published: readonly PublishedPoint[],
): Comparison[] {
  const known = passages.filter(({ coupling }) => !Number.isNaN(coupling)).length;
  const words = kindWords[kind];
  if (known < 4) {
    const measured = `passage found at ${known} of ${passages.length} rates`;
    return [
      { claim: `${words}: boundary`, theory: "at all rates", measured, difference: "–", passes: false },
    ];
  }
  const near = nearnessOf(passages, published);
  const { value, pValue } = near.correlation;
  const rows: Comparison[] = [
    {
      claim: `${words}: a faster discriminator moves γ_½ up (rank correlation with the published, ${near.rates} rates)`,
      theory: `≥ ${leastCorrelation}, p < 0.05`,
      measured: `${short(value)} (p = ${short(pValue)})`,
      difference: short(1 - value),
      passes: near.rates >= (kind === "network" ? 6 : 4) && value >= leastCorrelation && pValue < 0.05,
    },
  ];
  if (kind !== "network") return rows;
  return [
    ...rows,
    {
      claim: `${words}: rms distance of γ_½ from the published`,
      theory: `≤ ${short(near.known)}, as well as that is known`,
      measured: short(near.distance),
      difference: short(near.distance - near.known),
      passes: near.distance <= near.known,
    },
    {
      claim: `${words}: rates at which γ_½ meets the published bracket`,
      theory: `${near.rates}`,
      measured: `${near.meets}`,
      difference: `${near.meets - near.rates}`,
      passes: near.meets === near.rates,
    },
  ];
}

/** Rows about both ends of the diagram: the share of ln N that is missing. */
export function endRows(ended: readonly Ended[]): Comparison[] {
  const own = ended.filter(({ kind }) => kind === "network");
  const rates = own.map(({ rate }) => rate);
  const couplings = own.map(({ coupling }) => coupling);
  const at = (rate: number, coupling: number) =>
    mean(own.filter((one) => one.rate === rate && one.coupling === coupling).map(({ missing }) => missing));
  const [fast, slow] = [Math.max(...rates), Math.min(...rates)];
  const [weak, strong] = [Math.min(...couplings), Math.max(...couplings)];
  const covered = at(fast, weak);
  const collapsed = at(slow, strong);
  return [
    {
      claim: `fast discriminator, γ = ${weak}: missing entropy over its maximum`,
      theory: "≤ 0.1 (published 0.01)",
      measured: short(covered),
      difference: short(covered - 0.01),
      passes: covered <= 0.1,
    },
    {
      claim: `slow discriminator, γ = ${strong}: missing entropy over its maximum`,
      theory: "≥ 0.5 (published 1)",
      measured: short(collapsed),
      difference: short(collapsed - 1),
      passes: collapsed >= 0.5,
    },
  ];
}
