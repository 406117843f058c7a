import { randomStream } from "../../../numerics/random.ts";
import { targets } from "../../../targets/index.ts";
import type { TransitionOptions } from "./options.ts";

/** How the cloud begins. */
export type Start = "fixed" | "random" | "covered";

/** In words, for legends. */
export const startWords: Readonly<Record<Start, string>> = {
  fixed: "blob, mean fixed",
  random: "blob, mean drawn",
  covered: "on the modes",
};

/** How many modes a target has. */
export function modesOf(target: TransitionOptions["target"]): number {
  return { ring: 8, grid: 25, twoModes: 2 }[target];
}

/** d. */
export function dimensionOf(target: TransitionOptions["target"]): number {
  return target === "twoModes" ? 1 : 2;
}

/** The target's section of a sim file, bare points. */
export function targetOf({ target, length }: TransitionOptions) {
  if (target === "ring") return { kind: "ring", modes: 8, radius: length };
  if (target === "grid") return { kind: "grid", side: 5, spacing: length };
  return { kind: "twoModes", separation: length };
}

/** The field of `targetOf` that is the length. */
export function lengthPath(target: TransitionOptions["target"]): string {
  return `target.${{ ring: "radius", grid: "spacing", twoModes: "separation" }[target]}`;
}

/** The true points, row-major [M*d]. */
export function truePointsOf(options: TransitionOptions): Float64Array {
  return targets.build(targetOf(options)).draw(randomStream(0)).points;
}

/** γ at which the ratio of gains (1 − γ + γN)/(1 − γ) has a value. */
export function couplingAt(ratio: number, size: number): number {
  return (ratio - 1) / (ratio - 1 + size);
}

function startOf(start: Start, options: TransitionOptions, size: number) {
  const { spread, offset, target } = options;
  if (start === "covered") {
    const modes = modesOf(target);
    const counts = Array.from({ length: modes }, (_, i) => Math.floor((size + modes - 1 - i) / modes));
    return { kind: "nearPoints", counts, spread: 0.02 };
  }
  if (start === "random") return { kind: "gaussian", spread };
  // Off the axes of symmetry, along which a cloud would run out between two modes.
  const direction = dimensionOf(target) === 1 ? [1] : [0.9, Math.sqrt(0.19)];
  return { kind: "gaussian", mean: direction.map((one) => one * offset), spread, exact: true };
}

/** The sim of a cloud; γ, and what a map moves, are put in by the scan. The kernel's width is the unit of length. */
export function simOf(options: TransitionOptions, start: Start, size: number, steps = options.steps) {
  return {
    target: targetOf(options),
    generator: {
      kind: "particles",
      count: size,
      start: startOf(start, options, size),
      kernel: { kind: "universal", diagonal: 1, coupling: 0 },
    },
    discriminator: {
      kind: "kernel",
      kernel: { kind: "gaussian", width: 1 },
      form: "fourier",
      accuracy: options.accuracy,
    },
    loss: { kind: "ipm" },
    penalties: [{ kind: "weightDecay", strength: options.weightDecay }],
    dynamics: {
      kind: "alternating",
      stepDiscriminator: options.stepDiscriminator,
      stepGenerator: options.stepGenerator * size,
      steps,
    },
    outcome: { share: options.share },
    record: {
      every: 0,
      observables: [
        { kind: "coverage", share: options.share },
        "cloudVariance",
        "missingEntropy",
        "modeEnergies",
      ],
    },
    backend: "webasm",
  };
}
