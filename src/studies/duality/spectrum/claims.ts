import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import { median } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { meanInterval } from "../../effectiveModel/damping/critical.ts";
import { SOLVED } from "./measure.ts";
import { near, nearLonger, spectra } from "./spectra.ts";

const numbers = (rows: readonly Row[], column: string) => rows.map((row) => row[column] as number);
const most = (values: readonly number[]) => values.reduce((a, b) => (b > a || Number.isNaN(b) ? b : a), 0);

/** What the closed form promises, within which a run counts as having reached it. */
const CLOSE = 1e-3;

/** Objective and spectrum at the end of extragradient runs. */
export function closedFormClaims(runs: readonly Row[], ends: readonly Row[]): Comparison[] {
  return spectra.flatMap(({ name }) => {
    const here = (row: Row) => row.spectrum === name && row.scheme === "extragradient";
    const own = runs.filter(here);
    const objective = most(numbers(own, "objective").map(Math.abs));
    const spectrum = most(
      ends.filter(here).map((row) => Math.abs((row.generated as number) - (row.theory as number))),
    );
    return [
      {
        claim: `${name} spectrum: the objective is the closed form's`,
        theory: `r Σ (λ − β)₊; passes within ${CLOSE} of it`,
        measured: `extragradient, ${own.length} seeds`,
        difference: `${objective.toExponential(1)} of it at most`,
        passes: own.length > 0 && objective <= CLOSE,
      },
      {
        claim: `${name} spectrum: what is generated has (λ − β)₊`,
        theory: `eigenvalues in units of β; passes within ${CLOSE}`,
        measured: `${own.length} seeds, ${own.length * spectra[0]!.values.length} eigenvalues`,
        difference: `${spectrum.toExponential(1)} at most`,
        passes: own.length > 0 && spectrum <= CLOSE,
      },
    ];
  });
}

/** Waves on the falling gap leave about this much to a fit over a few of them. */
const WAVES = 0.05;

/** When the gap closes, and at which rate. */
export function gapClaims(runs: readonly Row[]): Comparison[] {
  const known = runs.filter(({ spectrum }) => spectrum !== near.name);
  const steps = known.filter(({ scheme }) => scheme === "extragradient");
  const closed = numbers(steps, "solvedAt").filter(Number.isFinite);
  const fitted = known.filter(({ rate, outcome }) => Number.isFinite(rate) && outcome === "stayed");
  const ratio = meanInterval(fitted.map(({ rate, predicted }) => (rate as number) / (predicted as number)));
  return [
    {
      claim: `the duality gap falls below ${SOLVED} of the value, extragradient`,
      theory: "every run",
      measured: `${closed.length} of ${steps.length}`,
      difference:
        closed.length > 0 ? `after ${Math.min(...closed)} to ${Math.max(...closed)} steps` : "never",
      passes: closed.length === steps.length,
    },
    {
      claim: "rate at which the gap falls in the end, optimistic and extragradient",
      theory: `that of the slowest mode, ω² = 16 r κ; passes within ${100 * WAVES} %`,
      measured: `${short(ratio.value)} (${short(ratio.low)} to ${short(ratio.high)}) of it, ${fitted.length} runs`,
      difference: `${short(100 * (ratio.value - 1))} %`,
      passes: fitted.length > 2 && Math.abs(ratio.value - 1) < WAVES,
    },
  ];
}

/** A gap below this share of the value would be a start of closing it. */
const OPEN = 0.05;

/** Descent-ascent without looking ahead. */
export function plainClaims(runs: readonly Row[], courses: readonly Row[]): Comparison[] {
  const of = (scheme: string) => runs.filter((row) => row.scheme === scheme && row.spectrum !== near.name);
  const [alternating, simultaneous] = [of("alternating"), of("simultaneous")];
  const gaps = numbers(alternating, "gap");
  const away = simultaneous.filter(({ outcome, gap }) => outcome === "diverged" || (gap as number) > OPEN);
  const exponents = meanInterval(alternating.map((run) => averageExponent(run, courses)));
  return [
    {
      claim: "simultaneous descent-ascent leaves the saddle",
      theory: `modes of modulus above 1; passes where no run is below ${OPEN}`,
      measured: `${simultaneous.filter(({ outcome }) => outcome === "diverged").length} of ${simultaneous.length} runs diverge within T`,
      difference: `the gap closes in ${simultaneous.length - away.length}`,
      passes: away.length === simultaneous.length,
    },
    {
      claim: "alternating descent-ascent circles about it",
      theory: `modes of modulus 1; passes where no run is below ${OPEN}`,
      measured: `gap ${short(Math.min(...gaps))} to ${short(Math.max(...gaps))} at the end`,
      difference: `${gaps.filter((gap) => !(gap > OPEN)).length} of ${gaps.length} below ${OPEN}`,
      passes: gaps.length > 0 && gaps.every((gap) => gap > OPEN),
    },
    {
      claim: "the mean of both players' moments over its later half converges",
      theory: "falls, as 1/T at best; passes where the whole interval is below −1/2",
      measured: `exponent ${short(exponents.value)} (${short(exponents.low)} to ${short(exponents.high)})`,
      difference: `gap ${short(median(numbers(alternating, "averageGap")))} at the end, median`,
      // Regret alone, of any bounded course, has its mean converge as T^−1/2.
      passes: exponents.high < -0.5,
    },
  ];
}

/** b in gap of the mean ∝ T^b from a sixteenth of a course on. */
export function averageExponent({ spectrum, seed, scheme }: Row, courses: readonly Row[]): number {
  const own = courses.filter(
    (row) => row.spectrum === spectrum && row.seed === seed && row.scheme === scheme,
  );
  const last = own.at(-1)?.step as number;
  const late = own.filter(
    ({ step, averageGap }) => (step as number) > last / 16 && (averageGap as number) > 0,
  );
  return late.length < 5
    ? Number.NaN
    : fitPowerLaw(numbers(late, "step"), numbers(late, "averageGap")).exponent;
}

/** Where it misses. */
export function missClaims(summary: readonly Row[], swept: readonly Row[]): Comparison[] {
  const of = (sweep: string) => summary.filter((row) => row.sweep === sweep);
  const lowered = spectra[0]!.values.map((value) => Math.max(0, value - 1));
  const rank = lowered.filter((value) => value > 0).length;
  const total = lowered.reduce((sum, value) => sum + value, 0);
  const enough = of("units").filter(({ value }) => (value as number) >= 2 * rank);
  const oneLess = of("units").find(({ value }) => value === 2 * (rank - 1));
  const wanted = -lowered[rank - 1]! / total;
  const fewLatents = of("latents").filter(({ value }) => (value as number) < rank);
  const steps = of("step");
  const broken = steps.findIndex(({ diverged }) => diverged !== 0);
  const stable = steps.slice(0, Math.max(0, broken));
  return [
    {
      claim: "units of each sign that are needed",
      theory: `${rank}, one an eigenvalue above β`,
      measured: `all runs close the gap from ${smallestSolved(of("units")) / 2} on`,
      difference: "none",
      passes: enough.length > 0 && smallestSolved(of("units")) === 2 * rank,
    },
    {
      claim: "with one unit too few the objective lacks the last term",
      theory: `${short(wanted)}; passes within ${CLOSE}`,
      measured: short(oneLess?.objective as number),
      difference: `${Math.abs((oneLess?.objective as number) - wanted).toExponential(1)}`,
      passes: Math.abs((oneLess?.objective as number) - wanted) < CLOSE,
    },
    {
      claim: "fewer latent dimensions than eigenvalues above β",
      theory: "no feasible generator, f grows without bound; passes where no run closes the gap",
      measured: `${fewLatents.map((row) => `m = ${row.value}: gap closed in ${short(100 * (row.solved as number))} %`).join(", ")}`,
      difference: "none",
      passes: fewLatents.every(({ solved }) => solved === 0),
    },
    {
      claim: "too large a step",
      theory: "diverges; passes where a stable step comes before",
      measured: `no run diverges up to η = ${most(numbers(stable, "value"))}, some do above`,
      difference: "none",
      passes: stable.length > 0,
    },
    slowClaim(swept),
  ];
}

/** Runs over all weight decays whose gap falls far enough for a fit: least κ from far below to above that of the figures. */
function slowClaim(swept: readonly Row[]): Comparison {
  // Without weight decay one S_G alone is feasible, the upper bound is exact, and the gap falls with M's error alone.
  const decaying = swept.filter(({ sweep, value }) => sweep === "decay" && (value as number) > 0);
  const runs = decaying.filter(({ rate }) => Number.isFinite(rate));
  const ratio = meanInterval(runs.map(({ rate, predicted }) => (rate as number) / (predicted as number)));
  const predicted = numbers(runs, "predicted");
  return {
    claim: "rate at which the gap falls in the end, over all weight decays above 0, extragradient",
    theory: `that of the slowest mode, ${Math.min(...predicted).toExponential(1)} to ${Math.max(...predicted).toExponential(1)} a step; passes within ${100 * WAVES} %`,
    measured: `${short(ratio.value)} (${short(ratio.low)} to ${short(ratio.high)}) of it, ${runs.length} runs`,
    difference: `${short(100 * (ratio.value - 1))} %`,
    passes: runs.length > 2 && Math.abs(ratio.value - 1) < WAVES,
  };
}

/** The spectrum with an eigenvalue a little above β, in runs that are long enough for it. */
export function nearClaims(runs: readonly Row[], steps: number): Comparison[] {
  const own = runs.filter(({ spectrum }) => spectrum === near.name);
  const closed = numbers(own, "solvedAt").filter(Number.isFinite);
  const ratios = own.map(({ rate, predicted }) => (rate as number) / (predicted as number));
  const about = `an eigenvalue ${short(100 * (near.values[2]! - 1))} % above β, ${nearLonger * steps} steps`;
  const exponential = (values: readonly number[]) => values.map((value) => value.toExponential(2)).join(", ");
  return [
    {
      claim: `${about}: the gap falls below ${SOLVED} of the value, extragradient`,
      theory: "every run, late",
      measured: `${closed.length} of ${own.length}${closed.length > 0 ? `, after ${closed.join(", ")} steps` : ""}`,
      difference: `gap ${exponential(numbers(own, "gap"))} at the end`,
      passes: own.length > 0 && closed.length === own.length,
    },
    {
      claim: `${about}: rate at which the gap falls in the end`,
      theory: `that of the slowest mode: ${exponential(numbers(own, "predicted"))}; passes within ${100 * WAVES} % in every run`,
      measured: exponential(numbers(own, "rate")),
      difference: ratios.map((ratio) => `${short(100 * (ratio - 1))} %`).join(", "),
      passes: ratios.length > 0 && ratios.every((ratio) => Math.abs(ratio - 1) < WAVES),
    },
  ];
}

/** The least value of a sweep from which on every run of every value closes its gap. */
function smallestSolved(rows: readonly Row[]): number {
  let least = Number.NaN;
  for (const { value, solved } of [...rows].reverse()) {
    if (solved !== 1) break;
    least = value as number;
  }
  return least;
}
