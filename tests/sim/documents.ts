import { expect } from "vitest";
import { InputError } from "../../src/options/index.ts";
import type { TextReader } from "../../src/sim/index.ts";

/** A sim file that uses every section. */
export function simDocument() {
  return {
    $schema: "../node_modules/ganphase/dist/sim.schema.json",
    name: "two clouds",
    title: "Two true points, three particles",
    description: "For tests.",
    source: "arXiv 2208.09938",
    target: {
      kind: "points",
      points: [
        [0, 0],
        [4, 0],
      ] as number[][],
      masses: [0.25, 0.75],
    },
    generator: {
      kind: "particles",
      count: 3,
      masses: [0.5, 0.25, 0.25],
      start: {
        kind: "points",
        points: [
          [0.1, 0],
          [3.9, 0.1],
          [4.1, 0],
        ] as number[][],
      },
    },
    discriminator: {
      kind: "kernel",
      kernel: {
        kind: "multiScale",
        kernels: [
          { kind: "gaussian", width: 1 },
          { kind: "laplacian", width: 0.5 },
        ],
        weights: [1, 0.5],
      },
      form: "history",
    },
    loss: { kind: "ipm" },
    penalties: [{ kind: "weightDecay", strength: 0.1 }],
    dynamics: { kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.05, steps: 100 },
    outcome: { stillness: 1e-4, share: 0.8 },
    record: {
      every: 10,
      observables: ["wasserstein2", { kind: "coverage", radius: 0.5 }, "mean"] as unknown[],
      field: {
        every: 20,
        resolution: 11,
        extent: [
          [-1, 5],
          [-2, 2],
        ],
      },
    },
    backend: "cpu",
    seed: 3,
    figures: ["trajectories", { kind: "field", levels: 7 }] as unknown[],
    reducedModels: ["linear"],
  };
}

/** The least that a sim file may say. */
export function leastDocument() {
  return {
    target: { kind: "ring", modes: 4, radius: 2 },
    generator: { kind: "particles", count: 5, start: { kind: "gaussian", spread: 0.1 } },
    discriminator: { kind: "kernel", kernel: { kind: "gaussian", width: 1 } },
    loss: { kind: "ipm" },
    dynamics: { kind: "simultaneous", stepDiscriminator: 0.1, stepGenerator: 0.1, steps: 5000 },
  };
}

/** A scan file with every way in which an axis can say where it goes. */
export function scanDocument() {
  return {
    name: "phases",
    sim: leastDocument() as unknown,
    axes: [
      { path: "generator.count", values: [2, 5, 9] },
      { path: "discriminator.kernel.width", symbol: "σ", scale: "log", from: 0.1, to: 10, count: 5 },
      {
        path: ["dynamics.stepDiscriminator", "dynamics.stepGenerator"],
        name: "steps",
        values: [
          [1, 0.1],
          [0.1, 0.1],
        ],
      },
      { path: "outcome.reach", label: "reach", from: 2, to: 6, count: 3 },
      { path: "outcome.radius", expression: "10 * width + reach" },
      { name: "tenths", values: [1, 5] },
      { path: "outcome.share", expression: "tenths / 10" },
    ] as Record<string, unknown>[],
    replicas: 4,
    seed: 7,
    figures: ["phaseDiagram"],
    compare: ["localStability"],
  };
}

/** No file is there. */
export const noFiles: TextReader = (path) => {
  throw new InputError(path, "no such file");
};

/** What an action complains about: `place: problem`. Anything but an InputError fails the test. */
export function complaint(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  return "nothing is wrong";
}
