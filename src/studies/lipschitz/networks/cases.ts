import type { Spec } from "../../../options/index.ts";
import { resolveSim, type SimSpec } from "../../../sim/index.ts";
import type { lipschitz } from "../../../theory/index.ts";
import type { Clouds } from "./clouds.ts";

/** Sizes of the study at its scale. */
export interface Sizes {
  /** n = N. */
  readonly points: number;
  readonly seeds: number;
  /** Steps of Adam. */
  readonly steps: number;
  /** Units of each of the two hidden layers. */
  readonly width: number;
  /** Other widths, for the largest slope's penalty alone. */
  readonly widths: readonly number[];
  /** λ of the penalties on ‖∇f‖². */
  readonly strength: number;
}

/** A loss, a penalty, and the exact program that it stands for. */
export interface Case {
  /** Of its kept table. */
  readonly name: string;
  readonly label: string;
  readonly loss: string;
  readonly objective: lipschitz.ObjectiveKind;
  readonly penalty: "maximum" | "mean" | "two" | "one" | "none";
}

/** The penalty that bounds the largest slope, of every valid objective. */
export const valid: readonly Case[] = (
  [
    ["ipm", "linear", "t (IPM)"],
    ["minimax", "logistic", "log(1 + exp t)"],
    ["exponential", "exponential", "exp t"],
    ["squareRoot", "squareRoot", "t + √(t² + 1)"],
  ] as const
).map(([loss, objective, label]) => ({
  name: `maximum-${loss}`,
  label,
  loss,
  objective,
  penalty: "maximum",
}));

/** Other penalties, each with the loss that it is used with. */
export const others: readonly Case[] = [
  {
    name: "mean-minimax",
    label: "mean ‖∇f‖²",
    loss: "minimax",
    objective: "logistic",
    penalty: "mean",
  },
  { name: "two-ipm", label: "two-sided, (‖∇f‖ − 1)²", loss: "ipm", objective: "linear", penalty: "two" },
  { name: "one-ipm", label: "one-sided", loss: "ipm", objective: "linear", penalty: "one" },
];

/** No penalty: the bound of the program is then that of `maximum`, for comparison. */
export const unbounded: readonly Case[] = [
  {
    name: "none-minimax",
    label: "no bound, log(1 + exp t)",
    loss: "minimax",
    objective: "logistic",
    penalty: "none",
  },
  {
    name: "none-leastSquares",
    label: "no bound, least squares",
    loss: "leastSquares",
    objective: "logistic",
    penalty: "none",
  },
];

/** The strength of penalties that hold ‖∇f‖ at 1, that of WGAN-GP. */
const stiff = 10;

function penaltyOf({ penalty }: Case, { strength, points }: Sizes): Spec[] {
  const common = { kind: "gradientPenalty", interpolates: 4 * points };
  switch (penalty) {
    case "maximum":
      return [{ ...common, strength, norm: 0, over: "maximum" }];
    case "mean":
      return [{ ...common, strength, norm: 0 }];
    case "two":
      return [{ ...common, strength: stiff, norm: 1 }];
    case "one":
      return [{ ...common, strength: stiff, norm: 1, sided: "one" }];
    case "none":
      return [];
  }
}

/** The bound of the exact program that a case is compared with. */
export function boundOf({ penalty }: Case, { strength }: Sizes): lipschitz.LipschitzBound {
  return penalty === "two" || penalty === "one" ? { constant: 1 } : { strength };
}

/** A network before particles that stand still. */
export function specOf(one: Case, { real, fake }: Clouds, sizes: Sizes, seed: number): SimSpec {
  const { width, steps } = sizes;
  const sim = {
    target: { kind: "points", points: real },
    generator: { kind: "particles", start: { kind: "points", points: fake } },
    discriminator: {
      kind: "network",
      hidden: [width, width],
      activation: "relu",
      antisymmetric: true,
      outputBias: true,
    },
    loss: { kind: one.loss },
    penalties: penaltyOf(one, sizes),
    dynamics: { kind: "adam", stepDiscriminator: 0.01, stepGenerator: 0, steps },
    record: { every: 0, observables: [] },
    outcome: { radius: 1e6 },
    backend: "webasm",
    seed,
  };
  return resolveSim(sim, (path) => {
    throw new Error(`this sim reads no file, nor ${path}`);
  });
}
