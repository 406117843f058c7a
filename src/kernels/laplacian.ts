import { define, positive } from "../options/index.ts";
import type { Kernel, RadialTerm, Spectrum } from "./kernel.ts";
import { maternSpectrum } from "./spectra/matern.ts";

function value(r2: number, width: number): number {
  return Math.exp(-Math.sqrt(r2) / width);
}

// K has a kink at r = 0. The gradient there is set to 0, the middle of its subdifferential, so that a
// particle is not pushed by its own last position.
function slope(r2: number, width: number): number {
  const r = Math.sqrt(r2);
  return r > 0 ? -Math.exp(-r / width) / (r * width) : 0;
}

function spectrum(dimension: number, width: number): Spectrum {
  return maternSpectrum(dimension, width, 0.5);
}

/** The Laplacian kernel K = exp(−‖x − x'‖/σ); `width` is σ. Not differentiable at x = x'. */
export const laplacian = define(
  "laplacian",
  { width: positive().describe("σ in K = exp(−‖x − x'‖/σ)") },
  ({ width }): Kernel => {
    const term: RadialTerm = { shape: "laplacian", weight: 1, parameters: [width], value, slope, spectrum };
    return { kind: "laplacian", terms: [term], width, curvature: undefined, gaussian: false };
  },
);
