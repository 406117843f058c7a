import { family } from "../options/index.ts";
import { alternating } from "./alternating.ts";
import { simultaneous } from "./simultaneous.ts";

/** The register of steppers. */
export const steppers = family([alternating, simultaneous]);

export { type DrawnGame, drawGame, type Game } from "./game.ts";
export type { Outcome, OutcomeKind } from "./outcome.ts";
export { defaultRules, type OutcomeRules, ruleShape } from "./rules.ts";
export { simulateEnsemble } from "./simulate.ts";
export type { SimulateOptions, Simulation, Trajectory } from "./simulation.ts";
export type { Moves, Stepper } from "./stepper.ts";
export { alternating, simultaneous };
