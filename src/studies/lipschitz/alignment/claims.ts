import { mean } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import {
  type AlignmentRows,
  between,
  claim,
  column,
  isValid,
  least,
  most,
  overDraws,
  valid,
  where,
} from "./claimRows.ts";
import { words } from "./figures.ts";
import { unbound } from "./freeClaims.ts";
import { smoothings } from "./measure.ts";

/** The solver against closed forms. */
function exactness(rows: AlignmentRows): Comparison[] {
  const transport = Math.max(most(rows.transport, "heldError"), most(rows.transport, "freeError"));
  const stationary = most(rows.bound, "stationarity");
  const gap = most(rows.bound, "gap");
  const twoPoint = most(rows.twoPoint, "error");
  return [
    claim(
      `linear objective, ${rows.transport.length} draws: −W₁ at k = 1, −W₁²/4λ at k free`,
      "exact optimal transport; passes within 1e-9",
      `within ${short(transport)}`,
      "relative",
      transport < 1e-9,
    ),
    claim(
      "optimum certified from below, all objectives",
      "0; passes to 1e-10",
      `gap at most ${short(gap)}`,
      "relative",
      gap <= 1.001e-10,
    ),
    claim(
      "multipliers are a transport plan of qφ'(f) to −pϕ'(f) with cost 2λk",
      "0; passes within 1e-3",
      `off by ${short(stationary)}`,
      "relative",
      // A gap of 1e-10 leaves about its root in f, times φ'' over φ' in the masses.
      stationary < 1e-3,
    ),
    claim(
      `k of two points, ${rows.twoPoint.length} objectives and λ`,
      "root of dφ'(−kd/2) = 2λk; passes within 1e-4",
      `within ${short(twoPoint)}`,
      "relative",
      twoPoint < 1e-4,
    ),
  ];
}

/** The bound binds every sample, and gradients then point to true ones. */
function aligned(rows: AlignmentRows): Comparison[] {
  const byObjective = valid.map((kind) => {
    const own = where(rows.bound, { objective: kind });
    const share = least(own, "boundShare");
    return claim(
      `${words(kind)}, bound: share of generated samples with a binding pair, least of ${own.length} draws`,
      "1; given a pair the cosine beside the sample is 1 by construction",
      short(share),
      `cosine ${least(own, "nearest").toFixed(6)}; of random directions ${short(mean(column(own, "chance")))}`,
      share === 1,
    );
  });
  const valids = rows.bound.filter(isValid);
  const swept = Math.min(least(rows.sweep.filter(isValid), "boundShare"), least(valids, "boundShare"));
  return [
    ...byObjective,
    claim("the same for every λ of the sweep, case 1", "1", short(swept), short(1 - swept), swept === 1),
    smoothClaim(valids),
    claim(
      "upper less lower extension between binding pairs, valid objectives",
      "0: every k-Lipschitz function of these values rises there with slope k; passes below 1e-6",
      short(most(valids, "segment")),
      "in units of the rise",
      most(valids, "segment") < 1e-6,
    ),
    ...kinkClaims(valids.filter((row) => row.objective !== "linear")),
  ];
}

/** Functions that are not cones about the samples. */
function smoothClaim(valids: readonly Row[]): Comparison {
  const [point, narrow, wide] = (["point", "narrow", "wide"] as const).map((name) => overDraws(valids, name));
  const share = mean(column(valids, "singleShare"));
  const radii = Object.values(smoothings).join(", ");
  return claim(
    `one partner (${short(share)} of the samples): cosine of the gradient of the two extensions' mean, averaged over spheres of radius ${radii} spacings`,
    "to 1 as the sphere shrinks; passes when it rises and the first interval is above 0.99",
    [point!, narrow!, wide!].map(between).join(", "),
    `least of a draw ${short(least(valids, "point"))}`,
    point!.low > 0.99 && point!.mean > narrow!.mean && narrow!.mean > wide!.mean,
  );
}

/** Where several true samples bind a generated one no single direction is right. */
function kinkClaims(curved: readonly Row[]): Comparison[] {
  const single = overDraws(curved, "singleShare");
  const averaged = ([name, own]: readonly [string, readonly Row[]]) => {
    const found = overDraws(own, "heaviest");
    return claim(
      `non-linear objectives, ${name}: average gradient around a sample with its heaviest partner, cosine`,
      "below 1, a compromise at kinks; passes when the interval is",
      between(found),
      short(1 - found.mean),
      found.high < 1,
    );
  };
  return [
    claim(
      "non-linear objectives: share of samples with one partner (f has a kink at the others)",
      "below 1: the plan is a tree; passes when the interval is",
      between(single),
      short(1 - single.mean),
      single.high < 1,
    ),
    ...(
      [
        ["all sets", curved],
        ["case 2", where(curved, { case: "case 2" })],
      ] as const
    ).map(averaged),
  ];
}

/** Objectives that break a condition, and mass that is matched already. */
function broken(rows: AlignmentRows): Comparison[] {
  const failing = ["leastSquares", "hinge"].map((kind) => {
    const own = where(rows.sweep, { objective: kind });
    const [weak, strong] = [most(own, "strength"), least(own, "strength")];
    const share = (strength: number) => mean(column(where(own, { strength }), "boundShare"));
    const cosine = (strength: number) => mean(column(where(own, { strength }), "nearest"));
    return claim(
      `${words(kind)} (φ' > 0 broken): share of samples with a binding pair, case 1, λ = ${strong}`,
      "below 1, f is at its label and flat there; passes below 0.5",
      `${short(share(strong))}, mean cosine ${short(cosine(strong))}`,
      `${short(share(weak))} at λ = ${weak}`,
      share(strong) < 0.5 && cosine(strong) < 0.5,
    );
  });
  const levels = rows.escape.map((row) => (row.largest as number) / (row.box as number));
  const smooth = rows.met.filter((row) => row.objective !== "linear");
  return [
    ...failing,
    claim(
      "unbalanced costs (φ' + ϕ' = 0 nowhere): largest f in boxes of 10, 20, 40",
      "no optimum: f leaves every box",
      column(rows.escape, "largest")
        .map((value) => short(value))
        .join(", "),
      `cost ${column(rows.escape, "cost")
        .map((value) => short(value))
        .join(", ")}`,
      levels.every((share) => share > 0.999),
    ),
    claim(
      "samples that meet, nothing moving: f there",
      "unrestricted optimum of the place; passes within 1e-4",
      `off by ${short(most(smooth, "error"))} at ${column(smooth, "still").reduce((a, b) => a + b, 0)} places`,
      short(most(smooth, "error")),
      most(smooth, "error") < 1e-4,
    ),
    claim(
      "samples that meet: unmatched generated places with a binding pair; cosine",
      "1; then 1 by construction",
      `${short(least(rows.met, "boundShare"))}; ${least(rows.met, "nearest").toFixed(6)}`,
      short(1 - least(rows.met, "nearest")),
      least(rows.met, "boundShare") === 1 && least(rows.met, "nearest") > 0.99,
    ),
  ];
}

/** The closing table. */
export function alignmentClaims(rows: AlignmentRows): Comparison[] {
  return [...exactness(rows), ...aligned(rows), ...unbound(rows), ...broken(rows)];
}
