import { numbersIn, type Row, where } from "../../columns.ts";
import { type Comparison, four } from "../../comparisons/comparison.ts";
import type { LandscapeGame } from "./games.ts";
import { pathRows } from "./paths.ts";
import { descentClaims, sampleClaims } from "./sampleClaims.ts";

/** What the study measured, as rows. */
export interface LandscapeRows {
  readonly values: readonly Row[];
  readonly census: readonly Row[];
  readonly barriers: readonly Row[];
  readonly wayOut: readonly Row[];
  readonly samples: readonly Row[];
  readonly descents: readonly Row[];
}

/** A maximum over f by numbers is that of the closed form when it is this near: what is asked of both. */
const SAME = 1e-9;

/** Barriers are differences of sums of a few logarithms. */
const ROUNDING = 1e-12;

const small = (value: number) => (value === 0 ? "0" : value.toExponential(1));

/** The closing table. */
export function landscapeClaims(
  games: readonly LandscapeGame[],
  { values, census, barriers, wayOut, samples, descents }: LandscapeRows,
): Comparison[] {
  return [
    ...games.map(({ name }) => valueClaim(name, where(values, { game: name }))),
    plateauClaim(games),
    ...games.map((game) => countClaim(game, where(census, { game: game.name }))),
    ...games.map((game) => descendClaim(game, where(census, { game: game.name }))),
    ...["JS-GAN", "least squares"].map((name) => barrierClaim(name, where(barriers, { game: name }))),
    ...["JS-GAN", "least squares", "relativistic, all pairs"].map((name) =>
      collapseClaim(name, where(wayOut, { game: name })),
    ),
    flatClaim(games, census, wayOut),
    ...sampleClaims(samples),
    ...descentClaims(descents),
  ];
}

function valueClaim(game: string, rows: readonly Row[]): Comparison {
  const worst = Math.max(...numbersIn(rows, "worst"));
  const states = numbersIn(rows, "states").reduce((sum, one) => sum + one, 0);
  return {
    claim: `${game}: sup over f of every state, n ≤ ${Math.max(...numbersIn(rows, "n"))}`,
    theory: "closed form",
    measured: `maximum over f by numbers, ${states} states`,
    difference: `at most ${small(worst)}`,
    passes: worst <= SAME,
  };
}

/** The published values of the loss of the discriminator, here with the objective's sign. */
const plateaus = {
  "JS-GAN": [-0.4774, -0.3466, -Math.LN2],
  "RS-GAN": [-0.3466, -0.3466, -Math.LN2],
} as const;

function plateauClaim(games: readonly LandscapeGame[]): Comparison {
  const path = pathRows(games, 2);
  const off = Object.entries(plateaus).flatMap(([game, expected]) =>
    numbersIn(where(path, { game }), "value").map((value, k) => Math.abs(value - expected[k]!)),
  );
  const shown = (game: string) => numbersIn(where(path, { game }), "value").map(four).join(", ");
  return {
    claim: "n = 2: collapsed, one point off, covered",
    theory: `JS-GAN ${plateaus["JS-GAN"].map(four).join(", ")}; RS-GAN ${plateaus["RS-GAN"].map(four).join(", ")}`,
    measured: `${shown("JS-GAN")}; ${shown("RS-GAN")}`,
    difference: `at most ${small(Math.max(...off))}`,
    // The published values have four digits.
    passes: Math.max(...off) <= 5e-5,
  };
}

function countClaim({ name, holds }: LandscapeGame, rows: readonly Row[]): Comparison {
  const [theory, found] = [numbersIn(rows, "theoryBad"), numbersIn(rows, "badStrict")];
  const off = Math.max(...theory.map((one, k) => Math.abs(one - found[k]!)));
  return {
    claim: `${name}: bad strict local minima, n = ${numbersIn(rows, "n").join(", ")}`,
    theory: holds ? `nⁿ − n! = ${theory.join(", ")}` : "none",
    measured: found.join(", "),
    difference: String(off),
    passes: off === 0,
  };
}

function descendClaim({ name, holds }: LandscapeGame, rows: readonly Row[]): Comparison {
  const [theory, found] = [numbersIn(rows, "theoryDescends"), numbersIn(rows, "descends")];
  const states = numbersIn(rows, "states").join(", ");
  const off = Math.max(...theory.map((one, k) => Math.abs(one - found[k]!)));
  return {
    claim: `${name}: states with a path to the minimum that never rises`,
    theory: holds ? `those without a shared true point: ${theory.join(", ")} of ${states}` : `all: ${states}`,
    measured: found.join(", "),
    difference: String(off),
    passes: off === 0,
  };
}

function barrierClaim(game: string, rows: readonly Row[]): Comparison {
  const off = rows.map(({ low, high, theory }) =>
    Math.max(Math.abs((low as number) - (theory as number)), Math.abs((high as number) - (theory as number))),
  );
  const states = numbersIn(rows, "states").reduce((sum, one) => sum + one, 0);
  return {
    claim: `${game}: barrier of every bad minimum, n ≤ ${Math.max(...numbersIn(rows, "n"))}`,
    theory: "(V(M − 1) − V(M)) · scale/n, M on the fullest point",
    measured: `best paths through the graph of all states, from ${states} minima`,
    difference: `at most ${small(Math.max(...off))}`,
    passes: Math.max(...off) <= ROUNDING,
  };
}

function collapseClaim(game: string, rows: readonly Row[]): Comparison {
  const off = rows.map(({ barrier, theory }) => Math.abs((barrier as number) - (theory as number)));
  const at = (k: number) => `${four(rows.at(k)!.barrier as number)} at n = ${rows.at(k)!.n}`;
  return {
    claim: `${game}: barrier out of full collapse, point by point`,
    theory: { "JS-GAN": "about 1/2n²", "least squares": "4/(n²(n + 1))" }[game] ?? "log 2/n²",
    measured: `${at(0)}, ${at(-1)}`,
    difference: `at most ${small(Math.max(...off))} from the closed form`,
    passes: Math.max(...off) <= ROUNDING,
  };
}

function flatClaim(
  games: readonly LandscapeGame[],
  census: readonly Row[],
  wayOut: readonly Row[],
): Comparison {
  const names = games.filter(({ holds }) => !holds).map(({ name }) => name);
  const own = (rows: readonly Row[]) => rows.filter(({ game }) => names.includes(game as string));
  const highest = Math.max(...numbersIn(own(census), "highest"), ...numbersIn(own(wayOut), "barrier"));
  return {
    claim: `${names.join(", ")}: highest barrier of any state`,
    theory: "0",
    measured: `${small(highest)}, all states to n = ${Math.max(...numbersIn(census, "n"))}, collapse to n = ${Math.max(...numbersIn(wayOut, "n"))}`,
    difference: small(highest),
    passes: highest <= ROUNDING,
  };
}
