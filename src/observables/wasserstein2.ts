import { squaredWasserstein2 } from "../numerics/wasserstein.ts";
import { define } from "../options/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/** The exact squared 2-Wasserstein distance between the particles {y_j, q_j} and the target {x_i, p_i}. */
export const wasserstein2 = define(
  "wasserstein2",
  {},
  (): Observable =>
    finiteOnly({
      kind: "wasserstein2",
      columns: () => ["wasserstein2"],
      measure: ({ positions }, { target, masses, dimension }) => [
        squaredWasserstein2(target.points, target.masses, positions, masses, dimension),
      ],
    }),
);
