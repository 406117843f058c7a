import type { Activation } from "./activation.ts";

/** 1/(1 + e^−z). Beyond ±60 it is held: its slope is below 1e-26 there. */
export const sigmoid: Activation = {
  kind: "sigmoid",
  value: function value(z) {
    const c = z > 60 ? 60 : z < -60 ? -60 : z;
    return 1 / (1 + Math.exp(-c));
  },
  slope: function slope(z) {
    const a = Math.abs(z);
    const e = Math.exp(a < 60 ? -a : -60);
    return e / ((1 + e) * (1 + e));
  },
  curvature: function curvature(z) {
    const a = Math.abs(z);
    const e = Math.exp(a < 60 ? -a : -60);
    const size = (e * (1 - e)) / ((1 + e) * (1 + e) * (1 + e));
    return z < 0 ? size : -size;
  },
  weightScale: 1,
  kinked: false,
};
