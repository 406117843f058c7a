import type { Spec } from "../../../options/index.ts";
import { resolveSim, type SimSpec } from "../../../sim/index.ts";

/** The kernels of the infinitely wide discriminators, with the names that figures write. */
export const tangentKernels = {
  relu: { label: "ReLU", spec: { kind: "reluTangent", depth: 3, weightScale: 1, biasScale: 1 } },
  unbiased: {
    label: "ReLU without bias",
    spec: { kind: "reluTangent", depth: 3, weightScale: 1, biasScale: 0 },
  },
  // exp(−γ‖x − x'‖²/d) with γ = ½ and d = 2.
  rbf: { label: "RBF", spec: { kind: "gaussian", width: Math.SQRT2 } },
} as const satisfies Record<string, { label: string; spec: Spec }>;

export type KernelName = keyof typeof tangentKernels;

export type LossName = "ipm" | "leastSquares";

/** Sizes of the study on eight Gaussians, at its scale. */
export interface Sizes {
  /** n = N. */
  readonly points: number;
  readonly replicas: number;
  /** T under the IPM. */
  readonly steps: number;
  /** T under least squares. */
  readonly longSteps: number;
  /** Units of each hidden layer of the finite networks. */
  readonly width: number;
}

/** One discriminator under one loss. */
export interface Case {
  /** Of its scan. */
  readonly name: string;
  readonly label: string;
  readonly loss: LossName;
  readonly kernel?: KernelName;
}

/** All runs of the study: three kernels and a finite network under both losses. */
export const cases: readonly Case[] = (["ipm", "leastSquares"] as const).flatMap((loss): Case[] => [
  ...(Object.keys(tangentKernels) as KernelName[]).map((kernel) => ({
    name: `${loss}-${kernel}`,
    label: tangentKernels[kernel].label,
    loss,
    kernel,
  })),
  { name: `${loss}-network`, label: "ReLU, finite width", loss },
]);

/**
 * Explicit inner steps of the trained response to least squares. They need τ/steps·4·κ < 2 for the eigenvalues κ of the
 * kernel's matrix over N + n: of the ReLU kernel these are below the largest K(x, x), 9 at radius 5, and grow with ‖x‖²;
 * 50 steps hold to radius 8.
 */
const innerSteps = 50;

/** What a particle follows of ∇f in a step: η/n of the published settings, η = 1000 with n = 500, and 100 for finite networks. */
const [infiniteStep, finiteStep] = [2, 0.2];

/** η_d of the finite networks in the published settings. */
const learning: Readonly<Record<LossName, number>> = { ipm: 0.01, leastSquares: 0.1 };

export function discriminatorOf({ kernel, loss }: Case, { width }: Pick<Sizes, "width">): Spec {
  if (kernel === undefined) {
    const hidden = [width, width, width];
    return { kind: "network", hidden, activation: "relu", weightScale: 1, biasScale: 1, antisymmetric: true };
  }
  // What the IPM teaches does not depend on f: one inner step is exact.
  const steps = loss === "ipm" ? 1 : innerSteps;
  return { kind: "bestResponse", kernel: tangentKernels[kernel].spec, time: 1, steps };
}

/**
 * T of a case. Least squares take long, but for finite networks, which learn while the particles move, and without bias,
 * where all particles are at 0 after a tenth of the steps and come nearer until their squares are below all numbers.
 */
export function stepsOf({ loss, kernel }: Case, { steps, longSteps }: Sizes): number {
  const long = loss === "leastSquares" && (kernel === "relu" || kernel === "rbf");
  return long ? longSteps : steps;
}

/** The sim of a case: particles of N(0, I) and eight modes at radius 5 with a standard deviation of ½. */
export function simOf(one: Case, sizes: Sizes, steps = stepsOf(one, sizes)) {
  const { points } = sizes;
  const finite = one.kernel === undefined;
  return {
    target: { kind: "ring", modes: 8, radius: 5, spread: 0.5, samples: points },
    generator: { kind: "particles", count: points, start: { kind: "gaussian", spread: 1 } },
    discriminator: discriminatorOf(one, sizes),
    loss: { kind: one.loss },
    penalties: [],
    dynamics: {
      kind: "alternating",
      stepDiscriminator: finite ? learning[one.loss] : 1,
      // Each particle moves by η_g q ∇f with q = 1/n.
      stepGenerator: (finite ? finiteStep : infiniteStep) * points,
      steps,
    },
    record: { every: 0, observables: ["wasserstein2", "coverage"] },
    outcome: { radius: 1e6 },
    backend: "webasm",
  };
}

/** The same, resolved. */
export function specOf(one: Case, sizes: Sizes, seed: number, steps?: number): SimSpec {
  return resolveSim({ ...simOf(one, sizes, steps), seed }, noFile);
}

function noFile(path: string): never {
  throw new Error(`these sims read no file, nor ${path}`);
}

/** The steps at which a course is looked at, four times as many each: runs anew cost a third more than one. */
export function courseSteps(last: number): number[] {
  const steps: number[] = [];
  for (let step = last; step >= 1; step = Math.floor(step / 4)) steps.unshift(step);
  return steps;
}

export function scanOf(one: Case, sizes: Sizes) {
  const values = courseSteps(stepsOf(one, sizes));
  return {
    sim: simOf(one, sizes),
    axes: [{ path: "dynamics.steps", name: "steps", values }],
    replicas: sizes.replicas,
    backend: "webasm",
  };
}
