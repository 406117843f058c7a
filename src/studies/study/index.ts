import { dualLine } from "../duality/oneDimension/oneDimension.ts";
import { progressive } from "../duality/progressive/progressive.ts";
import { dualSpectrum } from "../duality/spectrum/spectrum.ts";
import { damping } from "../effectiveModel/damping/damping.ts";
import { diracGan } from "../effectiveModel/dirac/dirac.ts";
import { frequency } from "../effectiveModel/frequency/frequency.ts";
import { neuralTangent } from "../effectiveModel/neuralTangent/neuralTangent.ts";
import { published } from "../effectiveModel/published/published.ts";
import { threePhases } from "../effectiveModel/threePhases/threePhases.ts";
import { transition } from "../effectiveModel/transition/transition.ts";
import { universality } from "../effectiveModel/universality/universality.ts";
import { timeAverageStudy } from "../fictitious/timeAverage/timeAverage.ts";
import { exactLandscape } from "../landscape/exact/exact.ts";
import { relativisticTraining } from "../landscape/training/relativisticTraining.ts";
import { lipschitzAlignment } from "../lipschitz/alignment/alignment.ts";
import { lipschitzFlow } from "../lipschitz/flow/flow.ts";
import { lipschitzNetworks } from "../lipschitz/networks/networks.ts";
import { convergence } from "../overParameterized/convergence/convergence.ts";
import type { Study } from "./study.ts";

/** The register of studies: a new one is a folder in that of its topic and a line here. */
export const studies: readonly Study[] = [
  frequency,
  damping,
  diracGan,
  neuralTangent,
  universality,
  threePhases,
  transition,
  published,
  dualSpectrum,
  dualLine,
  timeAverageStudy,
  lipschitzAlignment,
  lipschitzFlow,
  lipschitzNetworks,
  exactLandscape,
  relativisticTraining,
  progressive,
  convergence,
];

export type { Comparison } from "../comparisons/comparison.ts";
export { isStudy, resolveStudy, type StudySpec, studyOf } from "./document.ts";
export type * from "./figureSpec.ts";
export { studySchema } from "./jsonSchema.ts";
export { type AnyManifest, type StudyManifest, studyConflict } from "./manifest.ts";
export { runStudy, type StudyRunOptions } from "./runStudy.ts";
export { type KeptTable, memoryStudyStore, type StudyStore, type StudySummary } from "./store.ts";
export { defineStudy, type Study, type StudyOptions, type StudyResult, type StudyTools } from "./study.ts";
