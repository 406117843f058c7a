import { define, positive } from "../options/index.ts";
import type { Kernel, RadialTerm } from "./kernel.ts";
import { gammaMixtureSpectrum } from "./spectra/gammaMixture.ts";

function value(r2: number, width: number, mixture: number): number {
  return Math.pow(1 + r2 / (2 * mixture * width * width), -mixture);
}

function slope(r2: number, width: number, mixture: number): number {
  return -Math.pow(1 + r2 / (2 * mixture * width * width), -mixture - 1) / (width * width);
}

/**
 * The rational quadratic kernel K = (1 + ‖x − x'‖²/2ασ²)^−α, a scale mixture of Gaussians; `width` is σ,
 * `mixture` is α (the Gaussian is its limit α → ∞).
 */
export const rationalQuadratic = define(
  "rationalQuadratic",
  {
    width: positive().describe("σ in K = (1 + ‖x − x'‖²/2ασ²)^−α"),
    mixture: positive().describe("α, the larger the nearer to a Gaussian"),
  },
  ({ width, mixture }): Kernel => {
    const parameters = [width, mixture];
    const term: RadialTerm = {
      shape: "rationalQuadratic",
      weight: 1,
      parameters,
      value,
      slope,
      spectrum: gammaMixtureSpectrum,
    };
    return {
      kind: "rationalQuadratic",
      terms: [term],
      width,
      curvature: 1 / (width * width),
      gaussian: false,
    };
  },
);
