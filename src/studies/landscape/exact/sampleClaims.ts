import { mean } from "../../../numerics/statistics.ts";
import { studentQuantile } from "../../../numerics/studentT.ts";
import { numbersIn, type Row, where } from "../../columns.ts";
import { type Comparison, four, short } from "../../comparisons/comparison.ts";

/** The chance at which the worst of several sizes is let miss what is true. */
const CHANCE = 0.01;

/** Standard errors by which the worst of so many independent means may miss (Bonferroni). */
function allowed(sizes: number): number {
  return studentQuantile(1 - CHANCE / sizes, 1000);
}

/** What was found in random assignments: their loss, the share of bad minima, paths that never rise. */
export function sampleClaims(samples: readonly Row[]): Comparison[] {
  const means = ["JS-GAN", "RS-GAN"].map((game): Comparison => {
    const rows = where(samples, { game }).filter(({ quantity }) => quantity === "value");
    const off = rows.map(({ value, theory, error }) =>
      Math.abs(((value as number) - (theory as number)) / (error as number)),
    );
    const last = rows.at(-1)!;
    return {
      claim: `check of the sampler: ${game}, mean loss of random assignments, n to ${last.n}`,
      theory: game === "RS-GAN" ? "−log 2 · Q(n)/n, cycles of random maps" : "mean of V(m)/2, m binomial",
      measured: `${four(last.value as number)} at n = ${last.n}, ${last.count} draws; exact ${four(last.theory as number)}`,
      difference: `at most ${short(Math.max(...off))} standard errors over ${rows.length} sizes`,
      passes: Math.max(...off) <= allowed(rows.length),
    };
  });
  return [badShareClaim(samples), noneBadClaim(samples), ...means, freeClaim(samples)];
}

function badShareClaim(samples: readonly Row[]): Comparison {
  const rows = where(samples, { game: "JS-GAN", quantity: "bad" });
  // The spread that theory gives itself: a Wilson interval of a share next to 1 is one-sided.
  const off = rows.map(({ value, theory, count }) => {
    const [p, trials] = [theory as number, count as number];
    const spread = Math.max(Math.sqrt((p * (1 - p)) / trials), 1 / trials);
    return Math.abs((value as number) - p) / spread;
  });
  return {
    claim: "JS-GAN: share of bad minima among random assignments, each judged by its own small moves",
    theory: `1 − n!/nⁿ: ${rows.map(({ theory }) => four(theory as number)).join(", ")}`,
    measured: rows.map(({ value }) => four(value as number)).join(", "),
    difference: `at most ${short(Math.max(...off))} standard errors, n = ${numbersIn(rows, "n").join(", ")}`,
    passes: Math.max(...off) <= allowed(rows.length),
  };
}

function noneBadClaim(samples: readonly Row[]): Comparison {
  const names = ["hinge", "RS-GAN"];
  const rows = samples.filter(({ game, quantity }) => quantity === "bad" && names.includes(game as string));
  const bad = rows.reduce((sum, { value, count }) => sum + (value as number) * (count as number), 0);
  const judged = numbersIn(rows, "count").reduce((sum, one) => sum + one, 0);
  return {
    claim: `${names.join(", ")}: bad minima among random assignments, each judged by its own small moves`,
    theory: "none",
    measured: `${bad} of ${judged}, n to ${Math.max(...numbersIn(rows, "n"))}`,
    difference: String(bad),
    passes: bad === 0,
  };
}

function freeClaim(samples: readonly Row[]): Comparison {
  const rows = samples.filter(({ quantity }) => quantity === "free");
  const least = Math.min(...numbersIn(rows, "value"));
  const walked = numbersIn(rows, "count").reduce((sum, one) => sum + one, 0);
  return {
    claim: `RS-GAN: random assignments to n = ${Math.max(...numbersIn(rows, "n"))} with a path that never rises`,
    theory: "all",
    measured: `${four(100 * least)} % at the least, ${walked} paths walked; one size: ${four(100 * (rows.at(-1)!.low as number))} to 100 %`,
    difference: `${four(100 * (1 - least))} %`,
    passes: least === 1,
  };
}

/** What was found in descents by single moves. */
export function descentClaims(descents: readonly Row[]): Comparison[] {
  const both = ["hinge", "RS-GAN"].map((name) => [name, where(descents, { game: name })] as const);
  return [
    frozenClaim(where(descents, { game: "JS-GAN" })),
    ...both.flatMap(([name, rows]) => [coverClaim(name, rows), sweepsClaim(name, rows)]),
    growthClaim(where(descents, { game: "RS-GAN" })),
  ];
}

function frozenClaim(rows: readonly Row[]): Comparison {
  const off = rows.map(({ share, shareError, frozenShare }) =>
    Math.abs(((share as number) - (frozenShare as number)) / (shareError as number)),
  );
  const last = rows.at(-1)!;
  return {
    claim: "check of the sampler: JS-GAN, single-move descent covers no more than its start",
    theory: `1 − (1 − 1/n)ⁿ of the true points, ${four(last.frozenShare as number)} at n = ${last.n}`,
    measured: `${four(last.share as number)} [${four(last.shareLow as number)}, ${four(last.shareHigh as number)}]`,
    difference: `at most ${short(Math.max(...off))} standard errors over ${rows.length} sizes`,
    passes: Math.max(...off) <= allowed(rows.length),
  };
}

function coverClaim(game: string, rows: readonly Row[]): Comparison {
  const least = Math.min(...numbersIn(rows, "covered"));
  return {
    claim: `${game}: single-move descents that end covered`,
    theory: "all",
    measured: `${rows.map(({ covered, n }) => `${four(100 * (covered as number))} % of n = ${n}`).join(", ")}; each at least ${four(100 * Math.min(...numbersIn(rows, "coveredLow")))} %`,
    difference: `${four(100 * (1 - least))} %`,
    passes: least === 1,
  };
}

function sweepsClaim(game: string, rows: readonly Row[]): Comparison {
  const beyond = rows.map(({ sweeps, sweepsError, boundLow, boundHigh }) => {
    const [value, low, high] = [sweeps, boundLow, boundHigh] as number[];
    return Math.max(low! - value!, value! - high!) / (sweepsError as number);
  });
  const last = rows.at(-1)!;
  return {
    claim: `${game}: sweeps until covered, over n`,
    theory:
      game === "hinge"
        ? `between ${four(last.boundLow as number)} and ${four(last.boundHigh as number)} at n = ${last.n}`
        : `at most the harmonic number of the free points, ${four(last.boundHigh as number)} at n = ${last.n}`,
    measured: `${four(last.sweeps as number)} [${four(last.sweepsLow as number)}, ${four(last.sweepsHigh as number)}]`,
    difference:
      Math.max(...beyond) <= 0
        ? `within at all ${rows.length} sizes`
        : `${short(Math.max(...beyond))} standard errors beyond at most, ${rows.length} sizes`,
    passes: Math.max(...beyond) <= allowed(rows.length),
  };
}

/** From this n on the early part of a descent, in which long cycles close, no longer counts. */
const LARGE = 50;

/** The last free points close one by one, at 1/n a try: sweeps/n grows as log n. */
function growthClaim(rows: readonly Row[]): Comparison {
  const late = rows.filter(({ n }) => (n as number) >= LARGE);
  const own = late.length > 1 ? late : rows;
  const [x, y, errors] = [
    numbersIn(own, "n").map(Math.log),
    numbersIn(own, "sweeps"),
    numbersIn(own, "sweepsError"),
  ];
  const centre = mean(x);
  const width = x.reduce((sum, one) => sum + (one - centre) ** 2, 0);
  const slope = x.reduce((sum, one, k) => sum + ((one - centre) / width) * y[k]!, 0);
  const error = Math.hypot(...x.map((one, k) => ((one - centre) / width) * errors[k]!));
  return {
    claim: `RS-GAN: growth of sweeps/n with log n, n = ${numbersIn(own, "n").join(", ")}`,
    theory: "1 for large n",
    measured: `${short(slope)}, standard error ${short(error)}, from ${own.length} sizes`,
    difference: `${short((slope - 1) / error)} standard errors; passes up to ${short(allowed(1))}`,
    passes: Math.abs(slope - 1) <= allowed(1) * error,
  };
}
