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
    separation: positive(),
    dimension: count().default(1),
    spread: nonNegative().default(0),
    samples: count().default(2),
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
