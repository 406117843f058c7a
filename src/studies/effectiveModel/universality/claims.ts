import { bootstrapInterval, type Interval } from "../../../numerics/intervals.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { variance } from "../../../numerics/statistics.ts";
import { studentQuantile } from "../../../numerics/studentT.ts";
import { distinctIn, numbersIn, type Row, where } from "../../columns.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { rootMeanSquare, type Scaling } from "./fits.ts";
import { confidence, distanceFit, type Fitted, type scoreSummary } from "./tables.ts";

const half = -0.5;
const percent = `${100 * confidence} %`;
const names: Readonly<Record<string, string>> = { relu: "ReLU", erf: "erf" };

function holds({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high;
}

function bracket({ low, high }: Interval): string {
  return `[${short(low)}, ${short(high)}]`;
}

/** Several fitted exponents that are all to be −1/2. */
function exponents(claim: string, fits: readonly Fitted[], label: (of: Row) => string): Comparison {
  const worst = fits.reduce((a, b) => (Math.abs(b.exponent - half) > Math.abs(a.exponent - half) ? b : a));
  const all = fits.map(({ of, exponent }) => `${short(exponent)} (${label(of)})`).join(", ");
  return {
    claim,
    theory: "-0.5",
    measured: `${all}; farthest: ${bracket(worst)}, ${percent}`,
    difference: short(worst.exponent - half),
    passes: fits.every((fit) => holds(fit, half)),
  };
}

const depthLabel = (of: Row) => `depth ${of.depth}`;

/** The spread of the analytic kernels: exponents, size, and γ. */
export function kernelClaims(
  fits: readonly Fitted[],
  rows: readonly Row[],
  spread: readonly Row[],
): Comparison[] {
  const kinds = [...new Set(fits.map(({ of }) => JSON.stringify([of.activation, of.bias])))];
  const claims = kinds.map((kind) => {
    const [activation, bias] = JSON.parse(kind) as [string, number];
    const own = fits.filter(({ of }) => of.activation === activation && of.bias === bias);
    return exponents(
      `spread of the kernel off its diagonal against latent dimension, exponent: ${names[activation]}, bias ${bias}`,
      own,
      depthLabel,
    );
  });
  return [...claims, ...largestDimension(rows, spread)];
}

/** At the largest latent dimension: spread and mean beside theory, the draws' scatter as error. */
function largestDimension(rows: readonly Row[], spread: readonly Row[]): Comparison[] {
  const dimension = Math.max(...numbersIn(spread, "dimension"));
  const last = where(spread, { dimension });
  const measure = (column: "spread" | "mean", theory: string, measured: string) =>
    last.map((row) => {
      const { activation, depth, bias } = row;
      const values = numbersIn(
        where(rows, { activation: activation!, depth: depth!, bias: bias!, dimension }),
        column,
      );
      const error = Math.sqrt(variance(values) / values.length);
      const expected = row[theory] as number;
      const off = (row[measured] as number) - expected;
      // Bonferroni over the networks, which see the same latents.
      const allowed = studentQuantile(1 - (1 - confidence) / last.length, values.length - 1) * error;
      return { off, expected, allowed, of: `${names[activation as string]}, depth ${depth}, bias ${bias}` };
    });
  const claim = (
    text: string,
    theory: string,
    list: ReturnType<typeof measure>,
    relative: boolean,
  ): Comparison => {
    const size = ({ off, expected }: (typeof list)[number]) => Math.abs(relative ? off / expected : off);
    const worst = list.reduce((a, b) => (size(b) > size(a) ? b : a));
    return {
      claim: `${text} at latent dimension ${dimension}, ${last.length} networks`,
      theory,
      measured: `farthest: ${short(worst.expected + worst.off)} for ${short(worst.expected)} ± ${short(worst.allowed)} (${worst.of})`,
      difference: relative ? `${short((100 * worst.off) / worst.expected)} %` : short(worst.off),
      passes: list.every(({ off, allowed }) => Math.abs(off) <= allowed),
    };
  };
  return [
    claim(
      "spread off the diagonal",
      "√(Θ'(0)² + h²Θ(0)²)/(Θ(1)√D)",
      measure("spread", "theorySpread", "spread"),
      true,
    ),
    claim("coupling γ", "Θ(0)/Θ(1) + O(1/D)", measure("mean", "theoryCoupling", "coupling"), false),
  ];
}

/** Finite networks against infinite ones. */
export function widthClaims(
  fits: { readonly own: readonly Fitted[]; readonly cross: readonly Fitted[] },
  { largest, allowed, within }: ReturnType<typeof scoreSummary>,
): Comparison[] {
  const label = (of: Row) => `${names[of.activation as string]} ${of.depth}`;
  return [
    exponents("deviation of a random network's tangent kernel against width, exponent", fits.own, label),
    exponents("its entries between two outputs against width (Γ ⊗ 1), exponent", fits.cross, label),
    {
      claim: "mean kernel of random networks is the analytic one: largest standard score",
      theory: `|z| ≤ ${short(allowed)} by chance (${percent})`,
      measured: `${short(largest)}; ${short(100 * within)} % within their 95 % intervals`,
      difference: largest <= allowed ? "within the error" : short(largest - allowed),
      passes: largest <= allowed,
    },
  ];
}

/** Trained networks against particles. */
export function twinClaims(
  { shallow, deep, latents }: Readonly<Record<"shallow" | "deep" | "latents", readonly Row[]>>,
  fitFrom: number,
  stream: RandomStream,
): Comparison[] {
  const exponent = (claim: string, fit: Scaling): Comparison => ({
    claim,
    theory: "-0.5",
    measured: `${short(fit.exponent)} ${bracket(fit)}, ${percent}`,
    difference: short(fit.exponent - half),
    passes: holds(fit, half),
  });
  const layers = { "one hidden layer": shallow, "two hidden layers": deep };
  return [
    ...Object.entries(layers).map(([name, rows]) =>
      exponent(
        `network to tangent particles, distance against width, exponent: ${name}`,
        distanceFit(rows, "width", "tangent", stream),
      ),
    ),
    ...Object.entries(layers).map(([name, rows]) => floorClaim(name, rows, stream)),
    exponent(
      "universal to tangent particles, distance against latent dimension, exponent",
      distanceFit(
        latents.filter(({ latentDimension }) => (latentDimension as number) >= fitFrom),
        "latentDimension",
        "apart",
        stream,
      ),
    ),
  ];
}

/** Over all widths: finite width and finite latent dimension lead away from each other as independent errors do. */
function floorClaim(name: string, rows: readonly Row[], stream: RandomStream): Comparison {
  const runs = distinctIn(rows, "run").map((run) => where(rows, { run }));
  const ratio = (drawn: readonly Row[][]) => {
    const size = (kind: string) => rootMeanSquare(numbersIn(drawn.flat(), kind));
    return size("universal") / Math.hypot(size("tangent"), size("apart"));
  };
  const interval = bootstrapInterval(
    runs.map((_, k) => k),
    (drawn) => ratio(drawn.map((k) => runs[k]!)),
    { stream, confidence },
  );
  const value = ratio(runs);
  return {
    claim: `network to universal particles over √(network to tangent² + tangent to universal particles²), all widths: ${name}`,
    theory: "1",
    measured: `${short(value)} ${bracket(interval)}, ${percent}`,
    difference: short(value - 1),
    passes: holds(interval, 1),
  };
}
