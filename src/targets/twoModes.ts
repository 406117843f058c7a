import { count, define, nonNegative, positive } from "../options/index.ts";
import { checkSamples, drawMixture } from "./mixture.ts";
import type { TargetSource } from "./target.ts";

/**
 * Two normal clusters at ±separation/2 on the first axis of R^dimension. `samples` points (two when left
 * out) with standard deviation `spread` about their mode.
 * @throws InputError at `samples` for fewer than 2
 */
export const twoModes = define(
  "twoModes",
  {
    separation: positive().describe(
      "distance between the two clusters, which lie at ± half of it on the first axis",
    ),
    dimension: count().default(1).describe("d, the number of coordinates"),
    spread: nonNegative()
      .default(0)
      .describe("standard deviation of the x_i about their mode, along each axis"),
    samples: count().default(2).describe("N, the number of x_i, dealt to the modes in turn"),
  },
  ({ separation, dimension, spread, samples }): TargetSource => {
    checkSamples(samples, 2);
    const centres = [-separation / 2, separation / 2].map((x) =>
      Array.from({ length: dimension }, (_, axis) => (axis === 0 ? x : 0)),
    );
    const mixture = { kind: "twoModes", centres, spread, samples };
    return { kind: "twoModes", dimension, draw: (stream) => drawMixture(mixture, stream) };
  },
);
