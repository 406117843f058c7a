import { mean } from "../../../numerics/statistics.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type AlignmentRows, claim, column, isValid, least, most, valid, where } from "./claimRows.ts";
import { words } from "./figures.ts";
import { unbound } from "./freeClaims.ts";

/** The solver against closed forms. */
function exactness(rows: AlignmentRows): Comparison[] {
  const transport = Math.max(most(rows.transport, "heldError"), most(rows.transport, "freeError"));
  const stationary = most(rows.bound, "stationarity");
  const gap = most(rows.bound, "gap");
  const twoPoint = most(rows.twoPoint, "error");
  return [
    claim(
      `linear objective, ${rows.transport.length} draws: −W₁ at k = 1, −W₁²/4λ at k free`,
      "exact optimal transport",
      `within ${short(transport)}`,
      "relative",
      transport < 1e-9,
    ),
    claim(
      "optimum certified from below, all objectives",
      "0",
      `gap at most ${short(gap)}`,
      "relative",
      gap <= 1.001e-10,
    ),
    claim(
      "multipliers are a transport plan of qφ'(f) to −pϕ'(f) with cost 2λk",
      "0",
      `off by ${short(stationary)}`,
      "relative",
      // A gap of 1e-10 leaves about its root in f, times φ'' over φ' in the masses.
      stationary < 1e-3,
    ),
    claim(
      `k of two points, ${rows.twoPoint.length} objectives and λ`,
      "root of dφ'(−kd/2) = 2λk",
      `within ${short(twoPoint)}`,
      "relative",
      twoPoint < 1e-4,
    ),
  ];
}

/** The bound makes gradients point to true samples. */
function aligned(rows: AlignmentRows): Comparison[] {
  const byObjective = valid.map((kind) => {
    const own = where(rows.boundMeans, { objective: kind });
    const [low, centre] = [least(own, "nearestLow"), least(own, "nearest")];
    const single = least(where(rows.bound, { objective: kind }), "single");
    return claim(
      `${words(kind)}, bound: gradient beside a sample and direction to its matched true sample, mean cosine, least of 5 sets`,
      "1",
      `${centre.toFixed(6)}, 95 % from ${low.toFixed(6)}; with one partner ${single.toFixed(6)}`,
      `random directions: ${short(most(own, "chance"))} at most`,
      low > 0.99 && single > 0.99,
    );
  });
  const valids = rows.bound.filter(isValid);
  const kinked = valids.filter((row) => row.objective !== "linear");
  return [
    ...byObjective,
    claim(
      "mean of the two extreme extensions, samples with one partner",
      "1",
      least(valids, "meanSingle").toFixed(6),
      short(1 - least(valids, "meanSingle")),
      least(valids, "meanSingle") > 0.99,
    ),
    claim(
      "largest less smallest optimum between binding pairs, valid objectives",
      "0: every optimum rises there with slope k",
      short(most(valids, "segment")),
      "in units of the rise",
      most(valids, "segment") < 1e-6,
    ),
    claim(
      "share of generated samples with a binding pair, valid objectives, all λ",
      "1",
      short(Math.min(least(rows.sweep.filter(isValid), "boundShare"), least(valids, "boundShare"))),
      "0",
      Math.min(least(rows.sweep.filter(isValid), "boundShare"), least(valids, "boundShare")) === 1,
    ),
    claim(
      "non-linear objectives: share with one partner (f has a kink at the others)",
      "below 1: the plan is a tree",
      short(mean(column(kinked, "singleShare"))),
      `average gradient with the heaviest partner: ${short(mean(column(kinked, "heaviest")))}`,
      mean(column(kinked, "singleShare")) < 1,
    ),
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
      "below 1: f is at its label and flat there",
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
      column(rows.escape, "largest").map(short).join(", "),
      `cost ${column(rows.escape, "cost").map(short).join(", ")}`,
      levels.every((share) => share > 0.999),
    ),
    claim(
      "samples that meet, nothing moving: f there",
      "unrestricted optimum of the place",
      `off by ${short(most(smooth, "error"))} at ${column(smooth, "still").reduce((a, b) => a + b, 0)} places`,
      short(most(smooth, "error")),
      most(smooth, "error") < 1e-4,
    ),
    claim(
      "samples that meet: unmatched generated places with a binding pair; cosine",
      "1; 1",
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
