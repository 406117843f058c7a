import { mean } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type AlignmentRows, claim, column, least, most, where } from "./claimRows.ts";

/** The 95 % interval of the mean has a cosine below 0.1 of either sign in it. */
function nearChance(row: Row): boolean {
  return (row.alignmentLow as number) < 0.1 && (row.alignmentHigh as number) > -0.1;
}

/** Without it they do not: smooth functions through the values of the unrestricted optimum. */
export function unbound(rows: AlignmentRows): Comparison[] {
  const drawn = rows.freeMeans.filter((row) => row.by === "random");
  const widths = column(drawn, "width").sort((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5));
  const chance = where(drawn, { width: widths[0]! });
  const plain = rows.freeMeans.filter((row) => row.by === "least norm");
  const disjoint = where(plain, { case: "case 1" });
  const near = [...where(plain, { case: "case 2" }), ...where(plain, { case: "case 3" })];
  return [
    claim(
      `no bound: random optimum, width ${widths[0]} spacings, 5 sets`,
      "chance, 0",
      chance.map((row) => short(row.alignment as number)).join(", "),
      `at most ${short(Math.max(...chance.map((row) => Math.abs(row.alignment as number))))}`,
      chance.every(nearChance),
    ),
    claim(
      "no bound: optimum of least norm, disjoint supports (case 1), any width",
      "chance, 0",
      `${short(least(disjoint, "alignment"))} to ${short(most(disjoint, "alignment"))}`,
      "f is the same at all generated samples",
      disjoint.every(nearChance),
    ),
    claim(
      "no bound: optimum of least norm, cases 2 and 3, any width",
      "not fixed; nothing binds it",
      `${short(least(near, "alignment"))} to ${short(most(near, "alignment"))}`,
      `${short(1 - most(near, "alignment"))} from aligned`,
      most(near, "alignmentHigh") < 0.5,
    ),
    pointsApart(rows, plain),
    ...sameCost(rows),
  ];
}

/** Far apart in many dimensions a smooth function rises to true samples all alike. */
function pointsApart(rows: AlignmentRows, plain: readonly Row[]): Comparison {
  const names = ["2 points", "10 points"];
  const anyTrue = names.map((name) =>
    mean(column(where(rows.free, { by: "any true sample", case: name }), "alignment")),
  );
  const found = names.map((name) => most(where(plain, { case: name }), "alignment"));
  const above = Math.max(...found.map((value, k) => value - anyTrue[k]!));
  return claim(
    "no bound, points apart: it knows of true samples, not of the match",
    `at most pointing at any true one, ${anyTrue.map(short).join(", ")}`,
    found.map(short).join(", "),
    `at most ${short(above)} above`,
    above < 0.1,
  );
}

/** What does not change the cost of an unrestricted discriminator. */
function sameCost({ turned, moved }: AlignmentRows): Comparison[] {
  const off = Math.max(...turned.map((row) => Math.abs((row.alignment as number) - (row.along as number))));
  return [
    claim(
      "no bound: f at generated samples when true ones move to the other side",
      "unchanged; with the bound it changes",
      `${short(most(moved, "free"))}; ${short(least(moved, "bound"))}`,
      short(most(moved, "free")),
      most(moved, "free") === 0 && least(moved, "bound") > 0.01,
    ),
    claim(
      "equal cost, gradient turned to cosine 1 and −1: logistic, and W₁ in its compact dual",
      "both optimal",
      `cosine off by ${short(off)}, cost by ${short(most(turned, "error"))}`,
      short(most(turned, "error")),
      off < 1e-3 && most(turned, "error") < 1e-9,
    ),
  ];
}
