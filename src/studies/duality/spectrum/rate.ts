import type { Simulation } from "../../../dynamics/index.ts";
import { multiply } from "../../../numerics/linearAlgebra.ts";
import { symmetricEigen } from "../../../numerics/singularValues.ts";
import { fitLine } from "../../../numerics/statistics.ts";
import { duality, gameRadius, type Scheme } from "../../../theory/index.ts";
import type { Judged } from "./course.ts";

/** Between these the gap falls with the slowest mode alone: below what other modes do, above rounding. */
const WINDOW = { high: 1e-3, low: 1e-10 };

/** How fast ln(gap) falls a step at the end of a course; NaN where too little of it is in the window. */
export function fittedRate(course: readonly Judged[]): number {
  const from = course.findIndex(({ gap }) => gap < WINDOW.high);
  const until = course.findIndex(({ gap }) => gap < WINDOW.low);
  const own = from < 0 ? [] : course.slice(from, until < 0 ? undefined : until);
  if (own.length < 20 || Math.log(own[0]!.gap / own.at(-1)!.gap) < 3) return Number.NaN;
  return -fitLine(
    own.map(({ step }) => step),
    own.map(({ gap }) => Math.log(gap)),
  ).slope;
}

/**
 * The rate of the slowest mode beside the saddle, from where a generator has come to rest. There
 * dM/dt = −4r δS_G and dS_G/dt = 2(δM K + K δM) within the span of λ_i > β, K = A S_Z² Aᵀ (masses in S_Z): a pair of
 * eigenvalues ±iω with ω² = 16 r κ for each eigenvalue κ of K, which a scheme of step η turns into its multipliers.
 */
export function predictedRate(
  game: duality.SpectralGame,
  { game: drawn }: Simulation,
  outputs: Float64Array,
  scheme: Scheme,
  step: number,
): number {
  const frequency = slowestFrequency(game, drawn.generator.masses, outputs, drawn.motion);
  const modes = { yy: 0, yw: frequency, wy: -frequency, ww: 0 };
  const radius = gameRadius(modes, { stepDiscriminator: step, stepGenerator: step }, scheme);
  return -Math.log(radius);
}

function slowestFrequency(
  game: duality.SpectralGame,
  masses: Float64Array,
  outputs: Float64Array,
  motion: Simulation["game"]["motion"],
): number {
  const d = game.dimension;
  const latents = motion.own.generatorLatents!;
  const n = masses.length;
  const m = latents.length / n;
  // A S_Z = Σ q y zᵀ, so that K = (Σ q y zᵀ)(Σ q y zᵀ)ᵀ.
  const mixed = new Float64Array(d * m);
  for (let j = 0; j < n; j++) {
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < m; b++) mixed[a * m + b]! += masses[j]! * outputs[j * d + a]! * latents[j * m + b]!;
    }
  }
  const turned = Float64Array.from({ length: m * d }, (_, k) => mixed[(k % d) * m + Math.floor(k / d)]!);
  const { spectrum } = duality.spectralOptimum(game);
  const rank = spectrum.filter((value) => value > 0).length;
  const { values } = symmetricEigen(multiply(mixed, turned, { rows: d, inner: m, columns: d }), d);
  return Math.sqrt(16 * game.ridge * values[rank - 1]!);
}
