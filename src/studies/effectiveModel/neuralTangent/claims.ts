import { kernels } from "../../../kernels/index.ts";
import type { PowerLaw } from "../../../numerics/powerLaw.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import { type Comparison, short } from "../../comparisons/comparison.ts";
import { type LossName, tangentKernels } from "./cases.ts";
import { type Clouds, criticOf, homogeneousJump, jumpAtZero } from "./kink.ts";
import { taughtKernel } from "./line.ts";
import { excess } from "./tables.ts";

/** Distances after the last step, by case and replica, and `start` before the first. */
export type Distances = Readonly<Record<string, readonly number[]>>;

function fartherThan(
  claim: string,
  [worse, better]: readonly [string, string],
  distances: Distances,
  stream: RandomStream,
): Comparison {
  const [a, b] = [distances[worse]!, distances[better]!];
  const { mean: gap, low, high } = excess(a, b, stream);
  return {
    claim,
    theory: "difference above 0",
    measured: `${short(mean(a))} against ${short(mean(b))}`,
    difference: `${short(gap)} [${short(low)}, ${short(high)}]`,
    passes: low > 0,
  };
}

/** What the paper says of the discriminators, on squared distances W₂² after the last step. */
export function rankingClaims(distances: Distances, stream: RandomStream): Comparison[] {
  const claim = (text: string, worse: string, better: string) =>
    fartherThan(text, [worse, better], distances, stream);
  return [
    claim("IPM: RBF ends farther than ReLU", "ipm-rbf", "ipm-relu"),
    claim("IPM: ReLU without bias ends farther than with", "ipm-unbiased", "ipm-relu"),
    claim("least squares: RBF ends farther than ReLU", "leastSquares-rbf", "leastSquares-relu"),
    claim(
      "least squares: ReLU without bias ends farther than with",
      "leastSquares-unbiased",
      "leastSquares-relu",
    ),
    claim("least squares ends farther than the IPM (ReLU)", "leastSquares-relu", "ipm-relu"),
    claim("IPM: the finite network ends farther than the infinite one", "ipm-network", "ipm-relu"),
  ];
}

/** f along a line through 0: with a kink there without bias, and smooth otherwise. */
export function kinkClaims(clouds: Clouds): Comparison[] {
  const h = 1e-3;
  const critic = (name: keyof typeof tangentKernels) =>
    criticOf(kernels.build(tangentKernels[name].spec), clouds);
  const bare = critic("unbiased");
  const [jump, expected] = [jumpAtZero(bare, h), homogeneousJump(bare)];
  const error = Math.abs(jump / expected - 1);
  const smooth = (["relu", "rbf"] as const).map((name): Comparison => {
    const f = critic(name);
    const [wide, narrow] = [jumpAtZero(f, 10 * h), jumpAtZero(f, h)];
    return {
      claim: `${tangentKernels[name].label}${name === "relu" ? " with bias" : ""}: jump of the slope at 0 falls as h`,
      theory: "ratio 10 for 10 h",
      measured: short(wide / narrow),
      difference: short(Math.abs(wide / narrow - 10)),
      passes: Math.abs(wide / narrow - 10) < 0.2,
    };
  });
  return [
    {
      claim: "ReLU without bias: jump of the slope of f at 0, f(e) + f(−e)",
      theory: short(expected),
      measured: short(jump),
      difference: error.toExponential(1),
      passes: error < 1e-9,
    },
    ...smooth,
  ];
}

/** The explicit inner steps against the flow that they stand for: largest difference of f at the samples. */
export function innerClaim({ real, fake, dimension }: Clouds): Comparison {
  const count = real.length / dimension;
  const samples = Float64Array.from([...real, ...fake]);
  const masses = Float64Array.from({ length: 2 * count }, (_, r) => (r < count ? 1 : -1) / count);
  const kernel = kernels.build(tangentKernels.relu.spec);
  const after = (rounds: number) =>
    taughtKernel(kernel, { samples, masses, loss: "leastSquares", step: 1 / rounds, rounds }, samples);
  const fine = after(3200);
  const coarse = after(50);
  const error = coarse.reduce((most, value, r) => Math.max(most, Math.abs(value - fine[r]!)), 0);
  return {
    claim: "least squares: f at the samples after 50 inner steps, against 3200",
    theory: "0 (labels ±1)",
    measured: short(error),
    difference: short(error),
    // First order in h: half of the largest rate² h/2·e^(−rate), 1 % of the labels.
    passes: error < 0.01,
  };
}

/** Distance of finite from infinite networks against width. */
export function widthClaim(loss: LossName, { exponent, interval }: PowerLaw): Comparison {
  const name = loss === "ipm" ? "IPM" : "least squares";
  return {
    claim: `${name}: f of finite networks tends to the infinite one as width^−½`,
    theory: "−0.5",
    measured: `${short(exponent)} [${short(interval.low)}, ${short(interval.high)}]`,
    difference: short(exponent + 0.5),
    passes: interval.low < -0.5 && interval.high > -0.5 && interval.high < 0,
  };
}
