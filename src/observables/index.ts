export { cloudVariance } from "./cloudVariance.ts";
export { convergenceRate, rateOf } from "./convergenceRate.ts";
export { cosineSpread } from "./cosineSpread.ts";
export { covariance } from "./covariance.ts";
export { coverage } from "./coverage.ts";
export { energyDistance } from "./energyDistance.ts";
export { generatorArray, generatorAt } from "./generatorState.ts";
export { gradientAlignment } from "./gradientAlignment.ts";
export { gradientNorm } from "./gradientNorm.ts";
export { mean } from "./mean.ts";
export { meanDistance } from "./meanDistance.ts";
export { kernelOfSlopes, meanKernel, meanSlopes } from "./meanKernel.ts";
export { missingEntropy } from "./missingEntropy.ts";
export { mmd } from "./mmd.ts";
export { modeEnergies } from "./modeEnergies.ts";
export { modeMass } from "./modeMass.ts";
export { nearestDistances } from "./nearestDistances.ts";
export type { Observable, Setting, State } from "./observable.ts";
export { oscillationOf, type SavedValue } from "./oscillation.ts";
export { oscillation } from "./oscillationFit.ts";
export { powerSpectrum } from "./powerSpectrum.ts";
export {
  buildObservable,
  type ObservableSpec,
  observableSpec,
  observables,
  timeAverage,
} from "./register.ts";
export { relaxationTime } from "./relaxationTime.ts";
export { Run, type RunSettings, simulate } from "./run.ts";
export { saddleDistance } from "./saddleDistance.ts";
export { sinkhorn } from "./sinkhorn.ts";
export { wasserstein1 } from "./wasserstein1.ts";
export { wasserstein2 } from "./wasserstein2.ts";
