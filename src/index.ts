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
 * Where a part stands alone under a name of a sim file it has that name here; `linearDiscriminator` and
 * `linearGenerator` are both the kind `linear`. Couplings Γ of particles are given as in sim files:
 * `particles({ start, kernel: { kind: "universal", coupling: 0.3 } })`.
 *
 * This is the public door. It runs in browsers and in Node; files, threads and the command line are behind
 * `ganphase/node`.
 */
export {
  bestResponse,
  boundedUnits,
  cones,
  type Discriminator,
  type FormReport,
  type KernelDiscriminator,
  kernelDiscriminator,
  linear as linearDiscriminator,
  networkDiscriminator,
  quadratic as quadraticDiscriminator,
} from "./discriminators/index.ts";
export { inlineSums } from "./discriminators/sums/inline.ts";
export type { SumsInput, SumsOptions } from "./discriminators/sums/input.ts";
export type { SumsExecutor, SumsJob } from "./discriminators/sums/job.ts";
export { kernelSums, type Sums } from "./discriminators/sums/kernelSums.ts";
export {
  adam,
  alternating,
  consensus,
  type DrawnGame,
  defaultRules,
  drawGame,
  extragradient,
  fictitious,
  flow,
  type Game,
  momentum,
  type Outcome,
  type OutcomeKind,
  type OutcomeRules,
  optimistic,
  type SimulateOptions,
  type Simulation,
  StepMap,
  type Stepper,
  simulateEnsemble,
  simultaneous,
  type Trajectory,
} from "./dynamics/index.ts";
export { type Backend, type BackendKind, openBackend } from "./engine/index.ts";
export { type Generator, linearGenerator, networkGenerator, particles } from "./generators/index.ts";
export {
  type AnyKernel,
  erfTangent,
  gaussian,
  type Kernel,
  kernelValue,
  laplacian,
  matern,
  multiScale,
  rationalQuadratic,
  reluTangent,
  type TangentKernel,
} from "./kernels/index.ts";
export {
  exponential,
  hinge,
  ipm,
  type Loss,
  leastSquares,
  minimax,
  nonSaturating,
  relativistic,
  squareRoot,
} from "./losses/index.ts";
export { binderEstimate, susceptibilityEstimate } from "./numerics/binder.ts";
export { levelCrossing } from "./numerics/crossing.ts";
export { fitCollapse } from "./numerics/crossingCollapse.ts";
export { bootstrapMean } from "./numerics/intervals.ts";
export { fitPowerLaw } from "./numerics/powerLaw.ts";
export { type RandomStream, randomStream } from "./numerics/random.ts";
export { spearman } from "./numerics/rankCorrelation.ts";
export { type Observable, Run, type RunSettings, simulate } from "./observables/index.ts";
export { InputError } from "./options/index.ts";
export {
  clip,
  gradientPenalty,
  instanceNoise,
  lipschitz,
  outputRidge,
  type Penalty,
  r1,
  r2,
  weightDecay,
} from "./penalties/index.ts";
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
export {
  type AtState,
  cellSpec,
  cellsOf,
  inline,
  lyapunovExponent,
  memoryStore,
  runScan,
  runSim,
  stepEigenvalues,
} from "./studies/index.ts";
export {
  defineStudy,
  isStudy,
  memoryStudyStore,
  resolveStudy,
  runStudy,
  type Study,
  type StudyResult,
  type StudySpec,
  type StudyTools,
  studies,
  studySchema,
} from "./studies/study/index.ts";
export {
  gaussianTarget,
  glyphs,
  grid,
  imagesTarget,
  imageTarget,
  points,
  ring,
  storedDarkness,
  storedImages,
  type Target,
  type TargetSource,
  twoModes,
} from "./targets/index.ts";
export * as theory from "./theory/index.ts";
