import type { AnyKernel } from "../../../kernels/index.ts";
import { kernels } from "../../../kernels/index.ts";
import type { Spec } from "../../../options/index.ts";

/** A discriminator whose learning rates and boundary are measured. */
export interface Contestant {
  /** Of its scans. */
  readonly name: string;
  readonly label: string;
  /** As in a sim file. */
  readonly spec: Spec;
  /** What it is in the limit of infinite width, or itself; undefined where there is no closed form. */
  readonly kernel?: Spec;
  /** The share of seeds that it can afford. */
  readonly seeds: number;
}

/** Radial kernels run as Fourier series, whose error is in units of 1/width. */
function radial(name: string, label: string, kernel: Spec, accuracy: number): Contestant {
  return { name, label, kernel, seeds: 1, spec: { kind: "kernel", kernel, form: "fourier", accuracy } };
}

/** Tangent kernels run in features whose number follows from the accuracy. */
function tangent(name: string, label: string, kernel: Spec, accuracy: number): Contestant {
  return { name, label, kernel, seeds: 2 / 3, spec: { kind: "kernel", kernel, accuracy } };
}

function network(name: string, label: string, more: object, kernel?: Spec): Contestant {
  const spec = { kind: "network", ...more };
  return { name, label, spec, seeds: 1, ...(kernel === undefined ? {} : { kernel }) };
}

const relu = { kind: "reluTangent", depth: 1 } as const;

/**
 * The discriminators that are compared. Finite networks are held in the linear approximation about their start, so that
 * weight decay means the same for all: of trained weights it would shrink the network itself; the last one shows that.
 */
export const contestants: readonly Contestant[] = [
  radial("gaussian-wide", "Gaussian, width 1.5", { kind: "gaussian", width: 1.5 }, 1e-3),
  radial("gaussian", "Gaussian, width 1", { kind: "gaussian", width: 1 }, 1e-3),
  radial("gaussian-narrow", "Gaussian, width 0.5", { kind: "gaussian", width: 0.5 }, 1e-3),
  radial("matern", "Matérn 3/2, width 1", { kind: "matern", width: 1, smoothness: 1.5 }, 0.05),
  tangent("erf", "erf tangent kernel", { kind: "erfTangent", depth: 1 }, 0.05),
  tangent("relu", "ReLU tangent kernel", relu, 0.07),
  network(
    "relu-network",
    "ReLU network, linear",
    { hidden: [128], activation: "relu", linearized: true },
    relu,
  ),
  network("tanh-network", "tanh network, linear", { hidden: [32], activation: "tanh", linearized: true }),
  network("relu-trained", "ReLU network, trained", { hidden: [128], activation: "relu" }, relu),
];

/** The one whose rate at k = 1 all others are brought to. */
export const reference = "gaussian";

export function kernelOf({ kernel }: Contestant): AnyKernel | undefined {
  return kernel === undefined ? undefined : kernels.build(kernel);
}

/** What all games share. */
export interface FrequencyGame {
  /** N. */
  readonly particles: number;
  /** T. */
  readonly steps: number;
  /** Of the ring of eight modes. */
  readonly radius: number;
}

/** How the cloud begins: a blob off the axes of symmetry, along which it would run out between two modes. */
const blob = { mean: [0.27, 0.13], spread: 0.3, exact: true } as const;

/** η_d and λ of all games. */
export const stepDiscriminator = 0.1;
export const weightDecay = 0.1;

/** γ at which the gain of the mean is so many times that of relative motion, (1 − γ + γN)/(1 − γ). */
export function couplingAt(gains: number, size: number): number {
  return Number(((gains - 1) / (gains - 1 + size)).toPrecision(9));
}

/** The inverse of `couplingAt`. */
export function gainsAt(coupling: number, size: number): number {
  return (1 - coupling + coupling * size) / (1 - coupling);
}

/**
 * The sim of a contestant: alternating play, IPM, weight decay, particles under the universal coupling.
 * @param unit its rate at k = 1 over that of the reference, by which its force is divided
 */
export function frequencySim({ spec }: Contestant, game: FrequencyGame, unit: number) {
  const { particles, steps, radius } = game;
  return {
    target: { kind: "ring", modes: 8, radius },
    generator: {
      kind: "particles",
      count: particles,
      start: { kind: "gaussian", ...blob },
      kernel: { kind: "universal", diagonal: 1, coupling: 0 },
    },
    discriminator: spec,
    loss: { kind: "ipm" },
    penalties: [{ kind: "weightDecay", strength: weightDecay }],
    dynamics: {
      kind: "alternating",
      stepDiscriminator,
      stepGenerator: (stepDiscriminator * particles) / unit,
      steps,
    },
    record: { every: 0, observables: [{ kind: "coverage", share: 0.5 }, "cloudVariance"] },
    backend: "webasm",
  };
}
