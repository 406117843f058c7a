import { z } from "zod";
import { define, positive } from "../options/index.ts";
import type { Kernel, RadialFunction, RadialTerm } from "./kernel.ts";
import { maternSpectrum } from "./spectra/matern.ts";

/** Value and slope of one smoothness, with t = √(2ν) r/σ: e^{−t} times a polynomial in t. */
interface Radial {
  readonly shape: string;
  readonly value: RadialFunction;
  readonly slope: RadialFunction;
}

const oneHalf: Radial = {
  shape: "maternOneHalf",
  value: function value(r2, width) {
    return Math.exp(-Math.sqrt(r2) / width);
  },
  // The kink at r = 0 gives the middle of its subdifferential, as for the Laplacian, which this is.
  slope: function slope(r2, width) {
    const r = Math.sqrt(r2);
    return r > 0 ? -Math.exp(-r / width) / (r * width) : 0;
  },
};

const threeHalves: Radial = {
  shape: "maternThreeHalves",
  value: function value(r2, width) {
    const t = Math.sqrt(3 * r2) / width;
    return (1 + t) * Math.exp(-t);
  },
  slope: function slope(r2, width) {
    return (-3 * Math.exp(-Math.sqrt(3 * r2) / width)) / (width * width);
  },
};

const fiveHalves: Radial = {
  shape: "maternFiveHalves",
  value: function value(r2, width) {
    const t = Math.sqrt(5 * r2) / width;
    return (1 + t + (t * t) / 3) * Math.exp(-t);
  },
  slope: function slope(r2, width) {
    const t = Math.sqrt(5 * r2) / width;
    return ((-5 / 3) * (1 + t) * Math.exp(-t)) / (width * width);
  },
};

const sevenHalves: Radial = {
  shape: "maternSevenHalves",
  value: function value(r2, width) {
    const t = Math.sqrt(7 * r2) / width;
    return (1 + t + 0.4 * t * t + (t * t * t) / 15) * Math.exp(-t);
  },
  slope: function slope(r2, width) {
    const t = Math.sqrt(7 * r2) / width;
    return (-1.4 * (1 + t + (t * t) / 3) * Math.exp(-t)) / (width * width);
  },
};

const radials = { 0.5: oneHalf, 1.5: threeHalves, 2.5: fiveHalves, 3.5: sevenHalves } as const;

/**
 * The Matérn kernel K = 2^{1−ν}/Γ(ν) t^ν K_ν(t) with t = √(2ν) ‖x − x'‖/σ (K_ν the modified Bessel function);
 * `width` is σ, `smoothness` is ν, a half-integer. Samples of its process are ⌈ν⌉ − 1 times differentiable: at
 * 1/2 it is the Laplacian with its kink, and it tends to the Gaussian for ν → ∞.
 */
export const matern = define(
  "matern",
  {
    width: positive().describe("σ in K = 2^(1−ν)/Γ(ν) t^ν K_ν(t), t = √(2ν) ‖x − x'‖/σ"),
    smoothness: z
      .literal([0.5, 1.5, 2.5, 3.5])
      .describe("ν; 0.5 is the Laplacian, and the larger the nearer to a Gaussian"),
  },
  ({ width, smoothness }): Kernel => {
    const term: RadialTerm = {
      ...radials[smoothness],
      weight: 1,
      parameters: [width],
      spectrum: (dimension, sigma) => maternSpectrum(dimension, sigma!, smoothness),
    };
    const kinked = smoothness === 0.5;
    const curvature = kinked ? undefined : smoothness / ((smoothness - 1) * width * width);
    return { kind: "matern", terms: [term], width, curvature, gaussian: false };
  },
);
