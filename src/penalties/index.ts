import { family } from "../options/index.ts";
import { clip, clipPenalty } from "./clip.ts";
import { gradientPenalty, gradientPenaltyKind } from "./gradientPenalty.ts";
import { instanceNoise, instanceNoisePenalty } from "./instanceNoise.ts";
import { lipschitz, lipschitzPenalty } from "./lipschitz.ts";
import { outputRidge, outputRidgePenalty } from "./outputRidge.ts";
import { r1, r1Penalty } from "./r1.ts";
import { r2, r2Penalty } from "./r2.ts";
import { weightDecay, weightDecayPenalty } from "./weightDecay.ts";

/** The register of penalties. */
export const penalties = family([
  weightDecayPenalty,
  r1Penalty,
  r2Penalty,
  gradientPenaltyKind,
  clipPenalty,
  lipschitzPenalty,
  instanceNoisePenalty,
  outputRidgePenalty,
]);

export {
  type Bound,
  biasDecay,
  type GradientPenalty,
  type Noise,
  type Penalty,
  type PenaltyFunction,
  totalDecay,
  totalRidge,
} from "./penalty.ts";
export {
  clip,
  clipPenalty,
  gradientPenalty,
  gradientPenaltyKind,
  instanceNoise,
  instanceNoisePenalty,
  lipschitz,
  lipschitzPenalty,
  outputRidge,
  outputRidgePenalty,
  r1,
  r1Penalty,
  r2,
  r2Penalty,
  weightDecay,
  weightDecayPenalty,
};
