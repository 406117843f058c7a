import { count, define, positive } from "../options/index.ts";
import { checkSamples, clusterShape, drawMixture } from "./mixture.ts";
import type { TargetSource } from "./target.ts";

/**
 * `modes` normal clusters evenly on a circle of `radius` about 0, in 2-D; the first lies on the positive
 * first axis. `samples` points (one a mode when left out) with standard deviation `spread` about their mode.
 * @throws InputError at `samples` for fewer samples than modes
 */
export const ring = define(
  "ring",
  {
    modes: count().describe("number of clusters"),
    radius: positive().describe("radius of the circle"),
    ...clusterShape,
  },
  ({ modes, radius, spread, samples = modes }): TargetSource => {
    checkSamples(samples, modes);
    const centres = Array.from({ length: modes }, (_, i) => {
      const angle = (2 * Math.PI * i) / modes;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    const mixture = { kind: "ring", centres, spread, samples };
    return { kind: "ring", dimension: 2, draw: (stream) => drawMixture(mixture, stream) };
  },
);
