import { wilsonInterval } from "../../../numerics/statistics.ts";
import { type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { coveredRadius, radiusRounding } from "../coveredState.ts";

import type { Exponent } from "./point.ts";

const percent = (share: number) => `${short(100 * share)} %`;

/** Where the covered state is linearly stable, clouds that start there cover to the end. */
export function coveredHolds(rows: readonly Row[], stable: (row: Row) => boolean): Comparison {
  const own = where(rows, { start: "covered" }).filter(stable);
  const kept = own.filter((row) => row.phase === "covered").length;
  const { low, high } = wilsonInterval(kept, own.length);
  return {
    claim: "clouds that start covered cover to the end wherever linear theory says so, at all N and γ",
    theory: "100 %",
    measured: `${kept} of ${own.length} runs, ${percent(low)} to ${percent(high)}`,
    difference: percent(1 - kept / own.length),
    passes: kept === own.length,
  };
}

/** Two starts, one coupling: behind the transition both states are there. */
export function hysteresis(table: readonly Row[], sizes: readonly number[]): Comparison[] {
  return sizes.flatMap((size) => {
    const blob = where(table, { start: "fixed", size }).filter((row) => (row.spreadsHigh as number) < 0.5);
    const first = blob[0];
    if (first === undefined) return [];
    const other = where(table, { start: "covered", size, ratio: first.ratio! })[0];
    if (other === undefined) return [];
    return [
      {
        claim: `N = ${size}: behind the transition, γ = ${short(first.coupling as number)}, a covered start still covers`,
        theory: "both states stable",
        measured: `${percent(other.covers as number)} of covered starts, ${percent(first.spreads as number)} of blobs`,
        difference: percent((other.covers as number) - (first.spreads as number)),
        passes: (other.coversLow as number) > (first.spreadsHigh as number),
      },
    ];
  });
}

/** The 95 % point of χ² with so many degrees of freedom (Wilson and Hilferty 1931). */
function chi2Limit(freedom: number): number {
  const part = 2 / (9 * freedom);
  return freedom * (1 - part + 1.645 * Math.sqrt(part)) ** 3;
}

/** γ_c/(1 − γ_c) = (ρ_c − 1)/N if one ratio of gains decides. */
export function exponentClaim(name: string, exponent: Exponent | undefined): Comparison {
  const none = { value: Number.NaN, low: Number.NaN, high: Number.NaN, chi2: Number.NaN, freedom: 1 };
  const { value, low, high, chi2, freedom } = exponent ?? none;
  return {
    claim: `${name}: γ_c/(1 − γ_c) ∝ N^(−a), one ratio of gains for all N`,
    theory: "a = 1",
    measured: `a = ${short(-value)}, ${short(-high)} to ${short(-low)}; χ² = ${short(chi2)} of ${freedom}`,
    difference: short(-value - 1),
    // An interval that is wider says nothing, and sizes that scatter by more than their errors obey no one law.
    passes: low <= -1 && high >= -1 && high - low < 1 && chi2 <= chi2Limit(freedom),
  };
}

/** Where each size turns. */
export function pointClaims(points: readonly Row[]): Comparison[] {
  const all = where(points, { start: "fixed" });
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const text = (row: Row) =>
    `${short(row.coupling as number)} (${short(row.couplingLow as number)} to ${short(row.couplingHigh as number)})`;
  return [
    {
      claim: `γ_c falls from N = ${first.size} to N = ${last.size}`,
      theory: "falls",
      measured: `${text(first)} to ${text(last)}`,
      difference: short((last.coupling as number) - (first.coupling as number)),
      passes: (last.couplingHigh as number) < (first.couplingLow as number),
    },
  ];
}

/** The curves of all N are nearer to each other over the ratio of gains than over γ. */
export function collapseClaim(distances: {
  readonly coupling: number;
  readonly pull: number;
  readonly ratio: number;
}): Comparison {
  const { coupling, pull, ratio } = distances;
  return {
    claim:
      "squared distance between the curves of the sizes over ρ, over γ and over γ(N − 1), in units of noise",
    theory: "least over ρ, at most 1.5",
    measured: `${short(ratio)}, ${short(coupling)}, ${short(pull)}`,
    difference: short(ratio - Math.min(coupling, pull)),
    passes: ratio < Math.min(coupling, pull) && ratio <= 1.5,
  };
}

/** Where clouds that start covered stop to cover, against linear theory, γ by γ. */
export function limitClaim(limits: readonly Row[], spacing: number, name = "η_g/η_d"): Comparison {
  const both = limits.filter((row) =>
    [row.measured, row.theory].every((one) => Number.isFinite(one as number)),
  );
  const off = both.map((row) => Math.log((row.measured as number) / (row.theory as number)));
  const most = off.reduce((worst, one) => (Math.abs(one) > Math.abs(worst) ? one : worst), 0);
  return {
    claim: `largest ${name} of the covered state, at ${both.length} couplings; tiles are a factor ${short(Math.exp(spacing))} apart`,
    theory: "spectral radius 1",
    measured: `off by a factor ${short(Math.exp(most))} at most`,
    difference: `${short(most / spacing)} tiles`,
    passes: both.length > 0 && Math.abs(most) <= spacing,
  };
}

/** One body is found only where the pair holds together. */
export function pairClaim(rows: readonly Row[], exponent: (row: Row) => number, steps: number): Comparison {
  const all = rows.filter((row) => row.phase === "collapsed");
  const bodies = all.filter((row) => Number.isFinite(exponent(row)));
  const inside = bodies.filter((row) => exponent(row) * steps <= 1).length;
  const { low, high } = wilsonInterval(inside, bodies.length);
  return {
    claim: "runs that end as one body lie where a pair parts by less than a factor e in a run",
    theory: "all",
    measured: `${inside} of ${bodies.length}, ${percent(low)} to ${percent(high)}; ${all.length - bodies.length} without an exponent`,
    difference: `${bodies.length - inside} runs`,
    passes: bodies.length > 0 && inside === bodies.length,
  };
}

/** All three phases are on the map. */
export function phasesClaim(rows: readonly Row[], map: string): Comparison {
  const tiles = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = `${row.coupling} ${row.value}`;
    tiles.set(key, (tiles.get(key) ?? new Set()).add(row.phase as string));
  }
  const pure = (phase: string) =>
    [...tiles.values()].filter((one) => one.size === 1 && one.has(phase)).length;
  const counts = ["covered", "collapsed", "diverged"].map(pure);
  return {
    claim: `map over γ and ${map}: tiles where all seeds cover, stay one body, run away`,
    theory: "some of each",
    measured: counts.join(", "),
    difference: `of ${tiles.size}`,
    passes: counts.every((one) => one > 0),
  };
}

/** Whether linear theory says that a covered cloud stays. */
export function stableBy(state: (row: Row) => Parameters<typeof coveredRadius>[0]): (row: Row) => boolean {
  const known = new Map<string, boolean>();
  return (row) => {
    const key = `${row.size} ${row.coupling}`;
    const found = known.get(key) ?? coveredRadius(state(row)) <= 1 + radiusRounding;
    known.set(key, found);
    return found;
  };
}
