import type { Activation } from "./activation.ts";

export const tanh: Activation = {
  kind: "tanh",
  value: function value(z) {
    return Math.tanh(z);
  },
  slope: function slope(z) {
    const t = Math.tanh(z);
    return 1 - t * t;
  },
  curvature: function curvature(z) {
    const t = Math.tanh(z);
    return -2 * t * (1 - t * t);
  },
  weightScale: 1,
  kinked: false,
};
