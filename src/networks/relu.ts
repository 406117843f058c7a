import type { Activation } from "./activation.ts";

/** max(z, 0); its slope at 0 is taken as 0. */
export const relu: Activation = {
  kind: "relu",
  value: function value(z) {
    return z > 0 ? z : 0;
  },
  slope: function slope(z) {
    return z > 0 ? 1 : 0;
  },
  curvature: function curvature() {
    return 0;
  },
  weightScale: Math.SQRT2,
  kinked: true,
};
