import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type AlignmentRows, claim, column, least, most, where } from "./claimRows.ts";

/** How far from 0 the whole 95 % interval of a mean cosine may reach at chance. */
const NEAR = 0.15;

function nearChance(row: Row): boolean {
  return (row.alignmentLow as number) > -NEAR && (row.alignmentHigh as number) < NEAR;
}

/** How far intervals reach from 0. */
function reach(rows: readonly Row[]): string {
  return `intervals within ±${short(Math.max(...column(rows, "alignmentHigh"), -least(rows, "alignmentLow")))}`;
}

const CHANCE = `chance, 0; passes when the 95 % intervals lie within ±${NEAR}`;

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
      `no bound: random optimum, width ${widths[0]} spacings (an extreme: narrower than the spacing), 5 sets`,
      CHANCE,
      chance.map((row) => short(row.alignment as number)).join(", "),
      reach(chance),
      chance.every(nearChance),
    ),
    claim(
      "no bound: optimum of least norm, disjoint supports (case 1), any width",
      CHANCE,
      `${short(least(disjoint, "alignment"))} to ${short(most(disjoint, "alignment"))}`,
      reach(disjoint),
      disjoint.every(nearChance),
    ),
    claim(
      "no bound: optimum of least norm, cases 2 and 3, any width",
      "not fixed, nothing binds it; passes when the intervals are below 0.5",
      `${short(least(near, "alignment"))} to ${short(most(near, "alignment"))}`,
      `${short(1 - most(near, "alignment"))} from aligned`,
      most(near, "alignmentHigh") < 0.5,
    ),
    ...pointsApart(plain),
    ...sameCost(rows),
  ];
}

/**
 * At points that are all equally far apart the function of least norm through ±1 has equal weights ±c, and K'(r²) is the same for
 * all: ∇f ∝ Σ (x − y) − Σ (y' − y) = Σx − Σy. Its cosine with any x − y is 1/√n for n true and n generated points. In 64
 * dimensions distances differ by an eighth of themselves; a function that is narrow tells these apart.
 */
function pointsApart(plain: readonly Row[]): Comparison[] {
  return [2, 10].map((n) => {
    const wide = where(plain, { case: `${n} points` }).filter((row) => (row.width as number) >= 2);
    const theory = 1 / Math.sqrt(n);
    const off = Math.max(...column(wide, "alignment").map((value) => Math.abs(value - theory)));
    return claim(
      `no bound, ${n} and ${n} points apart, least norm, width 2 spacings and above`,
      `1/√n = ${short(theory)}, equally far points; passes within 0.05`,
      `${short(least(wide, "alignment"))} to ${short(most(wide, "alignment"))}`,
      `off by ${short(off)}`,
      off < 0.05,
    );
  });
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
