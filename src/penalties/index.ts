import { family } from "../options/index.ts";
import { weightDecay, weightDecayPenalty } from "./weightDecay.ts";

/** The register of penalties. */
export const penalties = family([weightDecayPenalty]);

export { type Penalty, totalDecay } from "./penalty.ts";
export { weightDecay, weightDecayPenalty };
