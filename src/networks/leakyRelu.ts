import type { Activation } from "./activation.ts";

/** z for z > 0, else 0.2 z; its slope at 0 is taken as 0.2. */
export const leakyRelu: Activation = {
  kind: "leakyRelu",
  value: function value(z) {
    return z > 0 ? z : 0.2 * z;
  },
  slope: function slope(z) {
    return z > 0 ? 1 : 0.2;
  },
  curvature: function curvature() {
    return 0;
  },
  weightScale: Math.SQRT2,
  kinked: true,
};
