import { define, positive } from "../options/index.ts";
import type { Kernel, RadialTerm, Spectrum } from "./kernel.ts";

function value(r2: number, width: number): number {
  return Math.exp(-r2 / (2 * width * width));
}

function slope(r2: number, width: number): number {
  return -Math.exp(-r2 / (2 * width * width)) / (width * width);
}

function spectrum(dimension: number, width: number): Spectrum {
  const peak = (2 * Math.PI * width * width) ** (dimension / 2);
  return (k) => peak * Math.exp(-0.5 * (width * k) * (width * k));
}

/** The Gaussian kernel K = exp(−‖x − x'‖²/2σ²); `width` is σ. */
export const gaussian = define(
  "gaussian",
  { width: positive().describe("σ in K = exp(−‖x − x'‖²/2σ²)") },
  ({ width }): Kernel => {
    const term: RadialTerm = { shape: "gaussian", weight: 1, parameters: [width], value, slope, spectrum };
    return { kind: "gaussian", terms: [term], width, curvature: 1 / (width * width), gaussian: true };
  },
);
