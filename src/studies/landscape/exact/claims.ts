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

/** What n times n times the barrier of full collapse tends to, and how near it is at n by the next order. */
const collapses: Readonly<
  Record<string, { readonly text: string; limit(n: number): number; next(n: number): number }>
> = {
  // V(n − 1) − V(n) is the second difference of x log x: 1/n + 1/6n³ + …
  "JS-GAN": { text: "n² times it: 1/2 + 1/12n²", limit: () => 1 / 2, next: (n) => 1 / (12 * n * n) },
  "least squares": { text: "n² times it: 4/(n + 1)", limit: (n) => 4 / (n + 1), next: () => 0 },
  "relativistic, all pairs": { text: "n² times it: log 2", limit: () => Math.LN2, next: () => 0 },
};

/** Sums of n logarithms, times n² = 10⁴. */
const MAGNIFIED = 1e-9;

function collapseClaim(game: string, rows: readonly Row[]): Comparison {
  const { text, limit, next } = collapses[game]!;
  const last = rows.at(-1)!;
  const n = last.n as number;
  const [scaled, expected] = [n * n * (last.barrier as number), limit(n) + next(n)];
  const first = rows.filter(({ highestAt }) => highestAt === 1).length;
  return {
    claim: `${game}: barrier out of full collapse, point by point, at n = ${n}`,
    theory: `${text}; highest after the first departure`,
    measured: `${scaled.toPrecision(8)}; ${first} of ${rows.length} paths`,
    difference: `${small(Math.abs(scaled - expected))}, of ${expected.toPrecision(8)}`,
    // The orders go by 1/n².
    passes: first === rows.length && Math.abs(scaled - expected) <= next(n) / n ** 2 + MAGNIFIED,
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
