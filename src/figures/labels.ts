import { titleText } from "./text.ts";

/** What the observables' columns are called on an axis: label and symbol. */
const LABELS: Readonly<Record<string, readonly [string, string]>> = {
  wasserstein2: ["squared Wasserstein distance", "W_2^2"],
  wasserstein1: ["Wasserstein distance", "W_1"],
  sinkhorn: ["Sinkhorn divergence", "S_ε"],
  mmd: ["maximum mean discrepancy", "MMD²"],
  energyDistance: ["energy distance", "E"],
  coverage: ["covered modes", "C"],
  missingEntropy: ["missing entropy", "log M − S"],
  distinctNearest: ["modes that are nearest to some particle", "D"],
  cloudVariance: ["variance of the cloud", "V"],
  cloudVarianceRatio: ["variance of the cloud over the target's", "V/V_x"],
  meanEnergy: ["squared displacement of the mean", "E_m"],
  relativeEnergy: ["variance about the mean", "E_r"],
  meanDrive: ["squared mean slope", "D_m"],
  relativeDrive: ["variance of the slopes", "D_r"],
  meanAbsoluteCosine: ["mean |cosine| of two particles", "c"],
  meanLeastCosineDistance: ["mean cosine distance to the nearest point", "1 − c_x"],
  strayDistance: ["mean distance of particles from true points", "r_y"],
  missedDistance: ["mean distance of true points from particles", "r_x"],
  relaxationTime: ["relaxation time", "τ"],
  relaxationRest: ["where the relaxation ends", "A_0"],
  peakFrequency: ["strongest frequency", "ω"],
  peakShare: ["share of the strongest frequency", "P"],
  modeMass: ["mode mass", "m"],
  mean: ["mean", "⟨y⟩"],
  covariance: ["covariance", "Σ"],
  gradientNorm: ["gradient norm", "‖∇f‖"],
  discriminatorNorm: ["discriminator norm", "‖f‖"],
  lossValue: ["discriminator's objective", "L"],
  generatorValue: ["generator's objective", "L_g"],
  gradientAlignment: ["alignment of the slope with the way to the truth", "cos"],
  directedMass: ["mass with a slope and a way to go", "q"],
  meanDistance: ["distance of the means", "‖ȳ − x̄‖"],
  saddleDistance: ["distance from the saddle", "r"],
  kernelLeast: ["least eigenvalue of the mean's kernel", "H_min"],
  kernelGreatest: ["greatest eigenvalue of the mean's kernel", "H_max"],
  kernelMean: ["mean eigenvalue of the mean's kernel", "H"],
  kernelDrift: ["change of the mean's kernel", "‖H − H_0‖/‖H_0‖"],
  meanDistanceRate: ["convergence rate of the means", "ρ"],
  saddleDistanceRate: ["convergence rate to the saddle", "ρ"],
  wasserstein2Rate: ["convergence rate of the squared Wasserstein distance", "ρ"],
  coverageFirst: ["step at which all modes are covered first", "k"],
  coverageSince: ["step since which all modes are covered", "k"],
};

/** Label and symbol of an observable's column; `mean1` is the second component of `mean`; others keep their name. */
export function observableLabel(column: string): { readonly label: string; readonly symbol: string } {
  const averaged = /^average([A-Z].*)$/.exec(column)?.[1];
  if (averaged !== undefined) {
    const { label, symbol } = observableLabel(averaged[0]!.toLowerCase() + averaged.slice(1));
    return { label: `time average: ${label}`, symbol };
  }
  const [, stem = column, index = ""] = /^(.*?[a-zA-Z])(\d*)$/.exec(column) ?? [];
  const whole = LABELS[column];
  if (whole !== undefined) return { label: whole[0], symbol: whole[1] };
  const part = LABELS[stem];
  if (part !== undefined) return { label: part[0], symbol: `${part[1]}_{${fromOne(stem, index)}}` };
  return { label: column, symbol: "" };
}

/**
 * Coordinates and modes count from 0 in columns and from 1 in print, as the axes x₁, x₂ do; a covariance has
 * an index of two coordinates.
 */
function fromOne(stem: string, index: string): string {
  if (stem !== "covariance") return String(Number(index) + 1);
  return [...index].map((digit) => String(Number(digit) + 1)).join("");
}

/** An observable's title on an axis. */
export function observableTitle(column: string): string {
  const { label, symbol } = observableLabel(column);
  return titleText(label, symbol);
}

/** An observable's symbol, or its column's name where it has none. */
export function observableSymbol(column: string): string {
  return observableLabel(column).symbol || column;
}
