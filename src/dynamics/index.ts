import { family } from "../options/index.ts";
import { adam } from "./steppers/adam.ts";
import { alternating } from "./steppers/alternating.ts";
import { consensus } from "./steppers/consensus.ts";
import { extragradient } from "./steppers/extragradient.ts";
import { fictitious } from "./steppers/fictitious.ts";
import { flow } from "./steppers/flow.ts";
import { momentum } from "./steppers/momentum.ts";
import { optimistic } from "./steppers/optimistic.ts";
import { simultaneous } from "./steppers/simultaneous.ts";

/** The register of steppers: a new one is a file in `steppers/` and its name in this list. */
export const steppers = family([
  alternating,
  simultaneous,
  momentum,
  adam,
  optimistic,
  extragradient,
  consensus,
  fictitious,
  flow,
]);

export { type DrawnGame, drawGame, type Game } from "./game.ts";
export type { Outcome, OutcomeKind } from "./outcome.ts";
export type { Assembled, Plan } from "./plan.ts";
export { planOf } from "./planOf.ts";
export { valuesOf } from "./play/field.ts";
export { savedStates } from "./recording.ts";
export { defaultRules, type OutcomeRules, ruleShape } from "./rules.ts";
export { simulateEnsemble } from "./simulate.ts";
export type { DiscriminatorState, SimulateOptions, Simulation, Trajectory } from "./simulation.ts";
export { StepMap } from "./stepMap.ts";
export type { Stepper } from "./stepper.ts";
export { type Follow, followedFromPath, followedNumbers, refuseLongSums } from "./values/follow.ts";
export { fieldFromPath, radialKernelOf } from "./values/path.ts";
export { thinned } from "./values/thinned.ts";
export { adam, alternating, consensus, extragradient, fictitious, flow, momentum, optimistic, simultaneous };
