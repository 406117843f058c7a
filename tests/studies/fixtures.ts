import { resolveScan, resolveSim, type ScanSpec, type SimSpec } from "../../src/sim/index.ts";

/** No document of these tests names a file. */
const nothingToRead = (path: string): string => {
  throw new Error(`asked to read ${path}`);
};

/** One particle beside one true point in one dimension, 60 steps. */
export const simDocument = {
  target: { kind: "points", points: [[0]] },
  generator: { kind: "particles", count: 1, start: { kind: "points", points: [[0.1]] } },
  discriminator: { kind: "kernel", kernel: { kind: "gaussian", width: 1 } },
  loss: { kind: "ipm" },
  penalties: [{ kind: "weightDecay", strength: 0.1 }],
  dynamics: { kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.1, steps: 60 },
  record: { every: 5, observables: ["wasserstein2", "mean"] },
};

export function simOf(changes: object = {}): SimSpec {
  return resolveSim({ ...simDocument, ...changes }, nothingToRead);
}

/** Weight decay (3 values) by generator step (4 values), 2 replicas. */
export const axes = [
  { path: "penalties[0].strength", scale: "log", from: 0.01, to: 1, count: 3 },
  { path: "dynamics.stepGenerator", values: [0.05, 0.1, 0.2, 0.4] },
];

export function scanOf(changes: object = {}, sim: object = simDocument): ScanSpec {
  return resolveScan({ sim, axes, replicas: 2, backend: "cpu", ...changes }, nothingToRead);
}
