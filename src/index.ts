/**
 * ganphase: when GAN training covers the data, collapses, oscillates or diverges, and why.
 *
 * A game is a target, a generator, a discriminator, a loss and penalties; a stepper says how they move;
 * `simulate` runs it:
 *
 *     const game = {
 *       target: points([[0]]),
 *       generator: particles({ start: [[0.1]] }),
 *       discriminator: kernelDiscriminator(gaussian({ width: 1 })),
 *       loss: ipm(),
 *       penalties: [weightDecay(0.1)],
 *     };
 *     const steps = alternating({ stepDiscriminator: 0.1, stepGenerator: 0.1 });
 *     const run = await simulate(game, steps, { steps: 1000, every: 10 });
 *
 * This is the public door. It runs in browsers and in Node; files, threads and the command line are behind
 * `ganphase/node`.
 */
export { type FormReport, type KernelDiscriminator, kernelDiscriminator } from "./discriminators/index.ts";
export { inlineSums } from "./discriminators/sums/inline.ts";
export type { SumsInput, SumsOptions } from "./discriminators/sums/input.ts";
export type { SumsExecutor, SumsJob } from "./discriminators/sums/job.ts";
export { kernelSums, type Sums } from "./discriminators/sums/kernelSums.ts";
export {
  alternating,
  defaultRules,
  drawGame,
  type Game,
  type Outcome,
  type OutcomeKind,
  type OutcomeRules,
  type SimulateOptions,
  type Simulation,
  type Stepper,
  simulateEnsemble,
  simultaneous,
  type Trajectory,
} from "./dynamics/index.ts";
export { type Backend, type BackendKind, openBackend } from "./engine/index.ts";
export { type Generator, particles } from "./generators/index.ts";
export {
  gaussian,
  type Kernel,
  kernelValue,
  laplacian,
  matern,
  multiScale,
  rationalQuadratic,
} from "./kernels/index.ts";
export { ipm, type Loss } from "./losses/index.ts";
export { type Observable, Run, type RunSettings, simulate } from "./observables/index.ts";
export { InputError } from "./options/index.ts";
export { type Penalty, weightDecay } from "./penalties/index.ts";
export {
  buildSim,
  isScan,
  parseDocument,
  resolveScan,
  resolveSim,
  type ScanSpec,
  type SimSpec,
  scanSchema,
  simSchema,
} from "./sim/index.ts";
export { cellSpec, cellsOf, inline, memoryStore, runScan, runSim } from "./studies/index.ts";
export { gaussianTarget, grid, points, ring, type Target, twoModes } from "./targets/index.ts";
export * as theory from "./theory/index.ts";
