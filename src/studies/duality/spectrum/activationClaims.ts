import { fitPowerLaw, type PowerLaw } from "../../../numerics/powerLaw.ts";
import { median } from "../../../numerics/statistics.ts";
import type { Row } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";

const numbers = (rows: readonly Row[], column: string) => rows.map((row) => row[column] as number);
const most = (values: readonly number[]) => values.reduce((a, b) => (b > a || Number.isNaN(b) ? b : a), 0);

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
      theory: "exponent 2: the fourth moment is next; passes where the interval holds 2 and neither 1 nor 3",
      measured: `${short(law.exponent)} (${short(law.interval.low)} to ${short(law.interval.high)})`,
      difference: short(law.exponent - 2),
      passes: holds(law, 2) && !holds(law, 1) && !holds(law, 3),
    },
    {
      claim: "the constraint that they keep is that of their own activation",
      theory: "max |E φ(û·x) − E φ(û·y)| = β; passes where the median is within 1 %",
      measured: `cos, ${own.length} runs: off by ${short(100 * median(own))} %, median`,
      difference: `${short(100 * most(own))} % at most`,
      passes: median(own) < 0.01,
    },
    ...odd.map(({ label, law: { exponent, interval }, least, there }) => ({
      claim: `bounded units of ${label}: ‖S − S_G‖₂/β − 1 against ρ`,
      theory:
        "falls to 0, as ρ or faster, the third moment being next; passes where the interval is above 0 and reaches 1",
      measured: `exponent ${short(exponent)} (${short(interval.low)} to ${short(interval.high)})`,
      difference: `${short(100 * there)} % at most at ρ√β = ${least}`,
      passes: interval.low > 0 && interval.high >= 1,
    })),
    ...["erf network", "relu network"].map((label) => networkClaim(label, rows)),
  ];
}

/** Whether the interval of a fit holds a value. */
function holds({ interval }: PowerLaw, value: number): boolean {
  return interval.low < value && value < interval.high;
}

/**
 * The exponent that λ − λ_G = 2δ√λ − δ² has over these eigenvalues, for the δ that fits them best: what a law of standard
 * deviations, √λ_G = √λ − δ, comes to where λ − λ_G is not small beside λ.
 */
export function deviationExponent(eigenvalues: readonly number[], lacks: readonly number[]): number {
  const deltas = eigenvalues.map((value, k) => Math.sqrt(value) - Math.sqrt(Math.max(0, value - lacks[k]!)));
  const delta = median(deltas);
  return fitPowerLaw(
    eigenvalues,
    eigenvalues.map((value) => 2 * delta * Math.sqrt(value) - delta * delta),
  ).exponent;
}

/** A network with hidden weights of any length is no function of two moments. */
function networkClaim(label: string, rows: readonly Row[]): Comparison {
  const own = rows.filter((row) => row.label === label && (row.index as number) <= 4);
  const [eigenvalues, lacks] = [numbers(own, "data"), numbers(own, "lacks")];
  const law = fitPowerLaw(eigenvalues, lacks);
  return {
    claim: `${label}, weights that only decay: λ − λ_G against λ, exponent`,
    theory: "1/2 for Gaussian data and λ − λ_G ≪ λ; passes where the interval holds 1/2 and not 0",
    measured: `${short(law.exponent)} (${short(law.interval.low)} to ${short(law.interval.high)})`,
    difference: `${short(law.exponent - 0.5)}; √λ − √λ_G the same for all would give ${short(deviationExponent(eigenvalues, lacks))} here`,
    passes: holds(law, 0.5) && !holds(law, 0),
  };
}
