import { type Complex, eigenvaluePair, modulus, spectralRadiusOf } from "../numerics/linearAlgebra.ts";
import { add, exponential, product, squareRoot } from "./complex.ts";
import { judge } from "./neighbourhood.ts";

/**
 * A game of two numbers near its equilibrium (0, 0): the generator's y and the discriminator's w follow
 *
 *     ẏ = η_g (yy·y + yw·w),   ẇ = η_d (wy·y + ww·w).
 *
 * The Dirac-GAN, the particle before a linear discriminator and the mean modes of isolated points are of this
 * form. Below, J is the matrix of the game and A = diag(η_g, η_d) J that of one step's flow.
 */
export interface LinearGame {
  readonly yy: number;
  readonly yw: number;
  readonly wy: number;
  readonly ww: number;
}

/** Both step sizes, above 0; with `flow` they are the two rates of a continuous time counted in steps. */
export interface StepSizes {
  /** η_d. */
  readonly stepDiscriminator: number;
  /** η_g. */
  readonly stepGenerator: number;
}

/**
 * How a step is made of the two directions. `alternating` makes a number of steps of one player and then of the
 * other; who begins does not change the eigenvalues, since those of PQ and QP agree. `optimistic` is
 * z⁺ = z + 2v(z) − v(z⁻), `extragradient` z⁺ = z + v(z + v(z)), both with all players at once.
 */
export type Scheme =
  | { readonly kind: "flow" | "simultaneous" | "optimistic" | "extragradient" }
  | { readonly kind: "alternating"; readonly discriminatorSteps?: number; readonly generatorSteps?: number };

/** What a game does near its equilibrium. */
export type Verdict = "converges" | "circles" | "diverges";

/** A = diag(η_g, η_d) J, row-major in the order (y, w). */
export function stepMatrix(game: LinearGame, steps: StepSizes): [number, number, number, number] {
  const { stepGenerator: g, stepDiscriminator: d } = steps;
  return [g * game.yy, g * game.yw, d * game.wy, d * game.ww];
}

/** The two eigenvalues of A: the rates of the flow, per step. */
export function flowRates(game: LinearGame, steps: StepSizes): [Complex, Complex] {
  const [a, b, c, d] = stepMatrix(game, steps);
  return eigenvaluePair(a + d, a * d - b * c);
}

/**
 * The multipliers of one step: two, or four for `optimistic`, which remembers a step; largest modulus first.
 *
 * - `flow`: e^λ over one unit of time, λ an eigenvalue of A;
 * - `simultaneous`: 1 + λ;
 * - `extragradient`: 1 + λ + λ²;
 * - `optimistic`: the roots of μ² − (1 + 2λ)μ + λ, (1 + 2λ ± √(1 + 4λ²))/2;
 * - `alternating`, n discriminator and m generator steps: with κ = 1 + A_ww, ν = 1 + A_yy and the sums
 *   S_n(κ) = 1 + κ + … + κ^(n−1), those of trace κⁿ + ν^m + A_yw A_wy S_n(κ) S_m(ν) and determinant κⁿ ν^m.
 */
export function multipliers(game: LinearGame, steps: StepSizes, scheme: Scheme): Complex[] {
  const [a, b, c, d] = stepMatrix(game, steps);
  const rates = flowRates(game, steps);
  switch (scheme.kind) {
    case "flow":
      return bySize(rates.map(exponential));
    case "simultaneous":
      // From the determinant: 1 + λ would round a pair on the unit circle off it.
      return eigenvaluePair(2 + a + d, (1 + a) * (1 + d) - b * c);
    case "extragradient":
      return bySize(rates.map((z) => add({ re: 1, im: 0 }, add(z, product(z, z)))));
    case "optimistic":
      return bySize(rates.flatMap(optimisticPair));
    case "alternating": {
      const { discriminatorSteps: n = 1, generatorSteps: m = 1 } = scheme;
      const [kept, own] = [1 + d, 1 + a];
      const trace = kept ** n + own ** m + b * c * geometricSum(kept, n) * geometricSum(own, m);
      return eigenvaluePair(trace, kept ** n * own ** m);
    }
  }
}

/** The largest modulus among the multipliers of one step. */
export function gameRadius(game: LinearGame, steps: StepSizes, scheme: Scheme): number {
  return spectralRadiusOf(multipliers(game, steps, scheme));
}

/** Whether the linear game converges, keeps circling, or diverges. */
export function gameVerdict(game: LinearGame, steps: StepSizes, scheme: Scheme): Verdict {
  const stability = judge(gameRadius(game, steps, scheme));
  return stability === "stable" ? "converges" : stability === "marginal" ? "circles" : "diverges";
}

/**
 * The factor h up to which both step sizes can be multiplied together before the game diverges: every smaller
 * one converges or circles. 0 where it diverges for small steps, +∞ where it never does.
 *
 * `simultaneous`: the least −2 Re λ/|λ|² (Mescheder, Geiger, Nowozin, arXiv 1801.04406). `alternating` 1:1: by the
 * Jury conditions with a, b, c, d the entries of A, the least of −(a + d)/(ad), for ad > 0, and the positive root
 * of 4 + 2h(a + d) + h²(ad + bc). Others: the first crossing of 1, by bisection to rounding.
 */
export function largestStableStep(game: LinearGame, steps: StepSizes, scheme: Scheme): number {
  const [a, b, c, d] = stepMatrix(game, steps);
  const { discriminatorSteps = 1, generatorSteps = 1 } = scheme.kind === "alternating" ? scheme : {};
  if (scheme.kind === "simultaneous") {
    const limits = flowRates(game, steps).map((z) =>
      modulus(z) === 0 ? Infinity : (-2 * z.re) / modulus(z) ** 2,
    );
    return Math.max(0, Math.min(...limits));
  }
  if (scheme.kind === "flow") return gameVerdict(game, steps, scheme) === "diverges" ? 0 : Infinity;
  if (scheme.kind === "alternating" && discriminatorSteps === 1 && generatorSteps === 1) {
    if (a + d > 0 || a * d - b * c < 0 || (a + d === 0 && a * d > 0)) return 0;
    const area = a * d > 0 ? -(a + d) / (a * d) : Infinity;
    return Math.min(area, firstPositiveRoot(a * d + b * c, 2 * (a + d), 4));
  }
  return firstCrossing(
    (h) => {
      const scaled = {
        stepDiscriminator: h * steps.stepDiscriminator,
        stepGenerator: h * steps.stepGenerator,
      };
      return judge(gameRadius(game, scaled, scheme)) === "unstable";
    },
    spectralRadiusOf(flowRates(game, steps)),
  );
}

/** Where `fails` first holds for h·scale between 1e-4 and 100; 0 or +∞ where it always or never does. */
function firstCrossing(fails: (h: number) => boolean, scale: number): number {
  if (scale === 0) return Infinity;
  const factor = 1.005;
  let low = 1e-4 / scale;
  if (fails(low)) return 0;
  while (!fails(low * factor)) {
    low *= factor;
    if (low * scale > 100) return Infinity;
  }
  let high = low * factor;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (fails(middle)) high = middle;
    else low = middle;
  }
  return low;
}

/** The least h > 0 with αh² + βh + γ = 0, γ > 0; +∞ for none. */
function firstPositiveRoot(alpha: number, beta: number, gamma: number): number {
  const discriminant = beta * beta - 4 * alpha * gamma;
  if (discriminant < 0) return Infinity;
  const root = Math.sqrt(discriminant);
  // 2γ/(−β ± √…) is the form that holds for α = 0 too.
  const found = [(2 * gamma) / (-beta + root), (2 * gamma) / (-beta - root)].filter((h) => h > 0);
  return found.length === 0 ? Infinity : Math.min(...found);
}

function geometricSum(ratio: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum = sum * ratio + 1;
  return sum;
}

function optimisticPair(rate: Complex): Complex[] {
  const square = product(rate, rate);
  const root = squareRoot({ re: 1 + 4 * square.re, im: 4 * square.im });
  return [1, -1].map((sign) => ({
    re: (1 + 2 * rate.re + sign * root.re) / 2,
    im: (2 * rate.im + sign * root.im) / 2,
  }));
}

function bySize(values: Complex[]): Complex[] {
  return values.sort((x, y) => modulus(y) - modulus(x) || y.im - x.im);
}
