import { z } from "zod";
import { family, type Spec } from "../options/index.ts";
import { cloudVariance } from "./cloudVariance.ts";
import { convergenceRate } from "./convergenceRate.ts";
import { cosineSpread } from "./cosineSpread.ts";
import { covariance } from "./covariance.ts";
import { coverage } from "./coverage.ts";
import { coverageTime } from "./coverageTime.ts";
import { discriminatorNorm } from "./discriminatorNorm.ts";
import { energyDistance } from "./energyDistance.ts";
import { gradientAlignment } from "./gradientAlignment.ts";
import { gradientNorm } from "./gradientNorm.ts";
import { lossValue } from "./lossValue.ts";
import { mean } from "./mean.ts";
import { meanDistance } from "./meanDistance.ts";
import { meanKernel } from "./meanKernel.ts";
import { missingEntropy } from "./missingEntropy.ts";
import { mmd } from "./mmd.ts";
import { modeEnergies } from "./modeEnergies.ts";
import { modeMass } from "./modeMass.ts";
import { nearestDistances } from "./nearestDistances.ts";
import type { Observable } from "./observable.ts";
import { oscillation } from "./oscillationFit.ts";
import { powerSpectrum } from "./powerSpectrum.ts";
import { relaxationTime } from "./relaxationTime.ts";
import { saddleDistance } from "./saddleDistance.ts";
import { sinkhorn } from "./sinkhorn.ts";
import { timeAverageOf } from "./timeAverage.ts";
import { wasserstein1 } from "./wasserstein1.ts";
import { wasserstein2 } from "./wasserstein2.ts";

/** Observables of a state: a new one is a file in this folder and its name in this list. */
const ofStates = family<Observable>([
  wasserstein2,
  wasserstein1,
  coverage,
  modeMass,
  mean,
  covariance,
  gradientNorm,
  gradientAlignment,
  lossValue,
  discriminatorNorm,
  sinkhorn,
  mmd,
  energyDistance,
  nearestDistances,
  cloudVariance,
  missingEntropy,
  modeEnergies,
  cosineSpread,
  meanDistance,
  saddleDistance,
  meanKernel,
]);

export const timeAverage = timeAverageOf(ofStates);

/** The register of observables; a new one of a whole course (`atEnd`) is a file in this folder and its name in this list. */
export const observables = family<Observable>([
  ...ofStates.kinds,
  oscillation,
  powerSpectrum,
  relaxationTime,
  convergenceRate,
  coverageTime,
  timeAverage,
]);

/** What a sim file says of an observable: its name, or its name and options. */
export type ObservableSpec = string | Spec;

/** Schema of an observable in a sim file: `"wasserstein2"` or `{ "kind": "coverage", "radius": 0.5 }`. */
export const observableSpec: z.ZodType<ObservableSpec> = z.union(
  [z.enum(observables.kinds.map((one) => one.kind)), observables.spec],
  {
    // What is wrong is said of the form that was used: a name, or an object.
    error: (issue) => {
      const given = issue as { errors?: z.core.$ZodIssue[][]; input?: unknown };
      if (given.errors?.length === 2) {
        given.errors = [given.errors[typeof given.input === "object" ? 1 : 0]!];
      }
      return undefined;
    },
  },
);

/** Makes an observable. @throws InputError with the place inside the spec. */
export function buildObservable(spec: ObservableSpec): Observable {
  return observables.build(typeof spec === "string" ? { kind: spec } : spec);
}
