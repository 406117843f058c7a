import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import { median } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { meanInterval } from "../../effectiveModel/damping/critical.ts";
import { SOLVED } from "./measure.ts";
import { near, spectra } from "./spectra.ts";

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
        theory: "r Σ (λ − β)₊",
        measured: `extragradient, ${own.length} seeds`,
        difference: `${objective.toExponential(1)} of it at most`,
        passes: own.length > 0 && objective <= CLOSE,
      },
      {
        claim: `${name} spectrum: what is generated has (λ − β)₊`,
        theory: "eigenvalues in units of β",
        measured: `${own.length} seeds, ${own.length * spectra[0]!.values.length} eigenvalues`,
        difference: `${spectrum.toExponential(1)} at most`,
        passes: own.length > 0 && spectrum <= CLOSE,
      },
    ];
  });
}

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
      theory: "that of the slowest mode, ω² = 16 r κ",
      measured: `${short(ratio.value)} (${short(ratio.low)} to ${short(ratio.high)}) of it, ${fitted.length} runs`,
      difference: `${short(100 * (ratio.value - 1))} %`,
      // Waves on the falling gap leave about this much to a fit over a few of them.
      passes: fitted.length > 2 && Math.abs(ratio.value - 1) < 0.05,
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
      theory: "modes of modulus above 1",
      measured: `${simultaneous.filter(({ outcome }) => outcome === "diverged").length} of ${simultaneous.length} runs diverge within T`,
      difference: `the gap closes in ${simultaneous.length - away.length}`,
      passes: away.length === simultaneous.length,
    },
    {
      claim: "alternating descent-ascent circles about it",
      theory: "modes of modulus 1",
      measured: `gap ${short(Math.min(...gaps))} to ${short(Math.max(...gaps))} at the end`,
      difference: `${gaps.filter((gap) => !(gap > OPEN)).length} of ${gaps.length} below ${OPEN}`,
      passes: gaps.length > 0 && gaps.every((gap) => gap > OPEN),
    },
    {
      claim: "the mean of both players' moments over its later half converges",
      theory: "falls, as 1/T at best",
      measured: `exponent ${short(exponents.value)} (${short(exponents.low)} to ${short(exponents.high)})`,
      difference: `gap ${short(median(numbers(alternating, "averageGap")))} at the end, median`,
      passes: exponents.high < -0.5,
    },
  ];
}

/** b in gap of the mean ∝ T^b over the last three quarters of a course. */
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
export function missClaims(summary: readonly Row[], runs: readonly Row[]): Comparison[] {
  const of = (sweep: string) => summary.filter((row) => row.sweep === sweep);
  const lowered = spectra[0]!.values.map((value) => Math.max(0, value - 1));
  const rank = lowered.filter((value) => value > 0).length;
  const total = lowered.reduce((sum, value) => sum + value, 0);
  const enough = of("units").filter(({ value }) => (value as number) >= 2 * rank);
  const oneLess = of("units").find(({ value }) => value === 2 * (rank - 1));
  const wanted = -lowered[rank - 1]! / total;
  const fewLatents = of("latents").filter(({ value }) => (value as number) < rank);
  const late = runs.filter(({ spectrum, scheme }) => spectrum === near.name && scheme === "extragradient");
  const open = numbers(late, "gap");
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
      theory: short(wanted),
      measured: short(oneLess?.objective as number),
      difference: `${Math.abs((oneLess?.objective as number) - wanted).toExponential(1)}`,
      passes: Math.abs((oneLess?.objective as number) - wanted) < CLOSE,
    },
    {
      claim: "fewer latent dimensions than eigenvalues above β",
      theory: "no feasible generator, f grows without bound",
      measured: `${fewLatents.map((row) => `m = ${row.value}: gap closed in ${short(100 * (row.solved as number))} %`).join(", ")}`,
      difference: "none",
      passes: fewLatents.every(({ solved }) => solved === 0),
    },
    {
      claim: "too large a step",
      theory: "diverges",
      measured: `no run diverges up to η = ${most(numbers(stable, "value"))}, some do above`,
      difference: "none",
      passes: stable.length > 0,
    },
    {
      claim: `an eigenvalue ${short(100 * (near.values[2]! - 1))} % above β`,
      theory: `rate ∝ λ − β: open after T`,
      measured: `gap ${short(Math.min(...open))} to ${short(Math.max(...open))} at the end`,
      difference: `objective off by ${most(numbers(late, "objective").map(Math.abs)).toExponential(1)}`,
      passes: open.length > 0 && Math.min(...open) > SOLVED,
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

/** Other activations in place of the square. */
export function activationClaims(rows: readonly Row[]): Comparison[] {
  const first = rows.filter(({ index }) => index === 1);
  const even = first.filter(({ label }) => label === "sine");
  const law = fitPowerLaw(
    numbers(even, "scale"),
    even.map(({ distance }) => Math.abs((distance as number) - 1)),
  );
  const own = numbers(even, "own").map((value) => Math.abs(value - 1));
  const odd = ["erf", "tanh"].map((label) => {
    const rows = first.filter((row) => row.label === label);
    const off = rows.map(({ distance }) => Math.abs((distance as number) - 1));
    const least = Math.min(...numbers(rows, "scale"));
    const there = off.filter((_, k) => rows[k]!.scale === least);
    return { label, law: fitPowerLaw(numbers(rows, "scale"), off), least, there: most(there) };
  });
  return [
    {
      claim: "bounded units of an even activation, cos: ‖S − S_G‖₂/β − 1 against ρ",
      theory: "exponent 2: the fourth moment is next",
      measured: `${short(law.exponent)} (${short(law.interval.low)} to ${short(law.interval.high)})`,
      difference: short(law.exponent - 2),
      passes: law.interval.low < 2.5 && law.interval.high > 1.75 && law.exponent > 1.75 && law.exponent < 2.5,
    },
    {
      claim: "the constraint that they keep is that of their own activation",
      theory: "max |E φ(û·x) − E φ(û·y)| = β",
      measured: `cos, ${own.length} runs: off by ${short(100 * median(own))} %, median`,
      difference: `${short(100 * most(own))} % at most`,
      passes: median(own) < 0.01,
    },
    ...odd.map(({ label, law: { exponent, interval }, least, there }) => ({
      claim: `bounded units of ${label}: ‖S − S_G‖₂/β − 1 against ρ`,
      theory: "falls to 0, as ρ or faster: the third moment is next",
      measured: `exponent ${short(exponent)} (${short(interval.low)} to ${short(interval.high)})`,
      difference: `${short(100 * there)} % at most at ρ√β = ${least}`,
      passes: interval.low > 0,
    })),
    ...["erf network", "relu network"].map((label) => networkClaim(label, rows)),
  ];
}

/** A network with hidden weights of any length is no function of two moments. */
function networkClaim(label: string, rows: readonly Row[]): Comparison {
  const own = rows.filter((row) => row.label === label && (row.index as number) <= 4);
  const law = fitPowerLaw(numbers(own, "data"), numbers(own, "lacks"));
  return {
    claim: `${label}, weights that only decay: λ − λ_G against λ, exponent`,
    theory: "1/2 for Gaussian data, not 0",
    measured: `${short(law.exponent)} (${short(law.interval.low)} to ${short(law.interval.high)})`,
    difference: short(law.exponent - 0.5),
    passes: law.interval.low > 0,
  };
}
