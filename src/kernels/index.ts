import { family } from "../options/index.ts";
import { gaussian } from "./gaussian.ts";
import { laplacian } from "./laplacian.ts";
import { matern } from "./matern.ts";
import { multiScaleOf } from "./multiScale.ts";
import { rationalQuadratic } from "./rationalQuadratic.ts";

const simple = family([gaussian, laplacian, matern, rationalQuadratic]);
const multiScale = multiScaleOf(simple);

/** The register of kernels: a new one is a file in this folder and its name in a list above or here. */
export const kernels = family([...simple.kinds, multiScale]);

export {
  type Kernel,
  kernelSlope,
  kernelValue,
  type RadialFunction,
  type RadialTerm,
  type Spectrum,
} from "./kernel.ts";
export { gaussian, laplacian, matern, multiScale, rationalQuadratic };
