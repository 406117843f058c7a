import { resolveSim, type SimSpec } from "../../../sim/index.ts";

/** The losses whose flows are compared, by kind, with the objective of the theory that each one is and a name. */
export const losses = {
  ipm: { objective: "linear", label: "t (IPM)", valid: true },
  nonSaturating: { objective: "logistic", label: "log(1 + exp t)", valid: true },
  exponential: { objective: "exponential", label: "exp t", valid: true },
  squareRoot: { objective: "squareRoot", label: "t + √(t² + 1)", valid: true },
  hinge: { objective: "hinge", label: "hinge", valid: false },
  leastSquares: { objective: "leastSquares", label: "least squares", valid: false },
} as const;

export type LossName = keyof typeof losses;

export const lossNames = Object.keys(losses) as LossName[];
export const validLosses = lossNames.filter((name) => losses[name].valid);

/** How f is bounded: k held, k free at a cost of λk², or not at all. */
export type Bound = "held" | "free" | "none";

/** Sizes of the study at its scale. */
export interface Sizes {
  readonly particles: number;
  readonly seeds: number;
  /** T; five times as many where k is free, since it shrinks with the distance. */
  readonly steps: number;
  /** The step at which the alignment is looked at. */
  readonly early: number;
  /** The bounds k that are held. */
  readonly constants: readonly number[];
  /** λ of a free k. */
  readonly strength: number;
  /** Steps of the discriminator in each step. */
  readonly rounds: number;
}

/** How far a particle moves in a step where the slope of f is k and m' = 1. */
export const stride = 0.02;
/** η_d over k. */
const learning = 0.02;
/** k of the first steps where it is free. */
const startConstant = 0.4;
/** σ of the unbounded discriminator: a quarter of the way from one mode to the next is twice that. */
const narrow = 0.1;

function discriminatorOf(bound: Bound, constant: number) {
  switch (bound) {
    case "held":
      return { kind: "cones", constant };
    case "free":
      return { kind: "cones", constant: startConstant, learned: true };
    case "none":
      return { kind: "bestResponse", kernel: { kind: "gaussian", width: narrow }, time: 20, steps: 60 };
  }
}

/** The last step of a flow. */
export function lastOf(bound: Bound, { steps }: Sizes): number {
  return bound === "free" ? 5 * steps : steps;
}

/** A cloud beside the middle of a ring of eight points. */
export function simOf(loss: LossName, bound: Bound, sizes: Sizes, constant = 1) {
  const { particles, rounds, strength } = sizes;
  const scale = bound === "held" ? constant : bound === "free" ? startConstant : 1;
  const penalty = { kind: "gradientPenalty", strength, norm: 0, over: "maximum", interpolates: 1 };
  return {
    target: { kind: "ring", modes: 8, radius: 1 },
    generator: {
      kind: "particles",
      count: particles,
      start: { kind: "gaussian", spread: 0.3, mean: [0.5, 0] },
    },
    discriminator: discriminatorOf(bound, constant),
    loss: { kind: loss },
    penalties: bound === "free" ? [penalty] : [],
    dynamics: {
      kind: "alternating",
      stepDiscriminator: learning * scale,
      stepGenerator: (stride * particles) / scale,
      // A best response is found anew in one go.
      discriminatorSteps: bound === "none" ? 1 : rounds,
      steps: lastOf(bound, sizes),
    },
    record: {
      every: 0,
      observables: ["wasserstein1", "coverage", { kind: "gradientAlignment", beyond: 2 * stride }],
    },
    outcome: { radius: 1e6 },
    backend: "webasm",
  };
}

/** One simulation of a case, resolved. */
export function specOf(
  loss: LossName,
  bound: Bound,
  sizes: Sizes,
  { seed, constant = 1 }: { readonly seed: number; readonly constant?: number },
): SimSpec {
  return resolveSim({ ...simOf(loss, bound, sizes, constant), seed }, (path) => {
    throw new Error(`this sim reads no file, nor ${path}`);
  });
}

/** All losses under one sort of bound, early and at the end. */
export function scanOf(bound: Bound, sizes: Sizes) {
  const { particles, seeds, early, constants } = sizes;
  const held = [
    { path: "discriminator.constant", name: "constant", values: [...constants] },
    { path: "dynamics.stepDiscriminator", expression: `${learning} * constant` },
    { path: "dynamics.stepGenerator", expression: `${stride * particles} / constant` },
  ];
  return {
    sim: simOf("ipm", bound, sizes),
    axes: [
      { path: "loss.kind", name: "loss", values: lossNames },
      { path: "dynamics.steps", name: "steps", values: [early, lastOf(bound, sizes)] },
      ...(bound === "held" ? held : []),
    ],
    replicas: seeds,
    backend: "webasm",
  };
}
