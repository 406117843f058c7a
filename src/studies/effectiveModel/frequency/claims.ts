import { spearman } from "../../../numerics/rankCorrelation.ts";
import { studentQuantile } from "../../../numerics/studentT.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type Contestant, contestants } from "./cases.ts";

const number = (row: Row, column: string) => row[column] as number;

/** Measured rates of a contestant beside the closed form, where there is one. */
export function rateClaim({ label, kernel }: Contestant, rows: readonly Row[]): Comparison[] {
  if (kernel === undefined) return [];
  const own = rows.filter((row) => row.discriminator === label);
  const networks = number(own[0]!, "networks");
  if (networks === 1) {
    const gap = own.reduce(
      (most, row) => Math.max(most, Math.abs(number(row, "rate") - number(row, "theory"))),
      0,
    );
    const allowed = number(own[0]!, "allowed");
    return [
      {
        claim: `${label}: rates by frequency are the kernel's eigenvalues on the circle`,
        theory: `${short(number(own[0]!, "theory"))} at k = 1`,
        measured: short(number(own[0]!, "rate")),
        difference: `${short(gap)} at most over k, the features allow ${short(allowed)}`,
        passes: gap <= allowed,
      },
    ];
  }
  // One interval for all frequencies together, by Bonferroni.
  const limit = studentQuantile(1 - 0.01 / own.length, networks - 1);
  const score = own.reduce((most, row) => {
    const z = Math.abs(number(row, "rate") - number(row, "theory")) / number(row, "error");
    return Math.max(most, z);
  }, 0);
  const first = own[0]!;
  return [
    {
      claim: `${label}: mean rates are those of the tangent kernel`,
      theory: `${short(number(first, "theory"))} at k = 1`,
      measured: `${short(number(first, "rate"))} ± ${short(number(first, "error"))}`,
      difference: `${short(score)} standard errors at most over k, limit ${short(limit)}`,
      passes: score < limit,
    },
  ];
}

/**
 * The rate at k over that at 1 of a contestant: as measured, or by its closed form where it plays as a Fourier series,
 * which holds more of its small rates than the features on which they are measured.
 */
export function fallTo(rows: readonly Row[], label: string, k: number): number {
  const spec = contestants.find((one) => one.label === label)?.spec;
  const column = spec?.form === "fourier" ? "theory" : "rate";
  const at = (frequency: number) => {
    const row = rows.find((one) => one.discriminator === label && one.frequency === frequency);
    return number(row!, column);
  };
  return at(k) / at(1);
}

/** The rank correlation, over discriminators, of the boundary at a ratio of steps with the fall of the rates to k. */
export function relationClaim(
  boundary: readonly Row[],
  rates: readonly Row[],
  ratio: number,
  k: number,
): Comparison {
  // A network whose weights are all trained has, at the start, the rates of its linear approximation: it counts once.
  const again = contestants.filter(({ name }) => name === "relu-trained").map(({ label }) => label);
  const own = boundary.filter((row) => row.ratio === ratio && !again.includes(row.discriminator as string));
  const falls = own.map((row) => fallTo(rates, row.discriminator as string, k));
  const { value, low, high, pValue } = spearman(
    falls,
    own.map((row) => number(row, "gains")),
  );
  return {
    claim: `η_g/η_d = ${short(ratio)}: ρ_c follows rate(${k})/rate(1), rank correlation over ${own.length} discriminators`,
    theory: "not 0",
    measured: `${short(value)} [${short(low)}, ${short(high)}]`,
    difference: `p = ${short(pValue)}`,
    passes: pValue < 0.05,
  };
}
