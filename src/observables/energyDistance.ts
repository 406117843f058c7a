import { define } from "../options/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";
import { pairContrast } from "./pairSums.ts";

/**
 * The energy distance 2E‖x − y‖ − E‖x − x'‖ − E‖y − y'‖ between target and particles, all pairs counted
 * (G. J. Székely and M. L. Rizzo, J. Stat. Plan. Inference 143, 1249, 2013): 0 on the target only, and without
 * a length to choose.
 */
export const energyDistance = define(
  "energyDistance",
  {},
  (): Observable =>
    finiteOnly({
      kind: "energyDistance",
      columns: () => ["energyDistance"],
      measure: ({ positions }, { target, masses, dimension }) => [
        Math.max(0, -pairContrast(target, { points: positions, masses }, dimension, Math.sqrt)),
      ],
    }),
);
