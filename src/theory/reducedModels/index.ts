export { type LinearState, linearModel } from "./linear.ts";
export { type QuadraticState, quadraticModel } from "./quadratic.ts";
export {
  integrate,
  type ModelledNeighbourhood,
  type ReducedModel,
  type ReducedRun,
  type SingleParticle,
} from "./reducedModel.ts";
export {
  type Cloud,
  type CloudMoments,
  cloudMoments,
  type SecondMomentState,
  secondMomentModel,
} from "./secondMoment.ts";
export {
  limitCycleAmplitude,
  type TimeAveragedModel,
  type TimeAveragedState,
  timeAveragedModel,
} from "./timeAveraged.ts";
