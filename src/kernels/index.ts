import { family } from "../options/index.ts";
import { erfTangent } from "./erfTangent.ts";
import { gaussian } from "./gaussian.ts";
import type { AnyKernel, Kernel } from "./kernel.ts";
import { laplacian } from "./laplacian.ts";
import { matern } from "./matern.ts";
import { multiScaleOf } from "./multiScale.ts";
import { rationalQuadratic } from "./rationalQuadratic.ts";
import { reluTangent } from "./reluTangent.ts";

const simple = family<Kernel>([gaussian, laplacian, matern, rationalQuadratic]);
const multiScale = multiScaleOf(simple);

/** The register of radial kernels: a new one is a file in this folder and its name in the list above or here. */
export const radialKernels = family<Kernel>([...simple.kinds, multiScale]);

/** The register of all kernels, those of wide networks included. */
export const kernels = family<AnyKernel>([...radialKernels.kinds, reluTangent, erfTangent]);

export {
  type AnyKernel,
  isRadial,
  type Kernel,
  kernelSlope,
  kernelValue,
  type RadialFunction,
  type RadialTerm,
  type Spectrum,
  type TangentKernel,
} from "./kernel.ts";
export { pairGradient, pairValue } from "./pair.ts";
export { erfTangent, gaussian, laplacian, matern, multiScale, rationalQuadratic, reluTangent };
