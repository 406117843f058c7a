import type { Activation } from "./activation.ts";

export const sine: Activation = {
  kind: "sine",
  value: function value(z) {
    return Math.sin(z);
  },
  slope: function slope(z) {
    return Math.cos(z);
  },
  curvature: function curvature(z) {
    return -Math.sin(z);
  },
  weightScale: 1,
  kinked: false,
};
