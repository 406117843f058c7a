import { transport } from "../numerics/transport.ts";
import { define } from "../options/index.ts";
import { distances } from "./nearest.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * The exact 1-Wasserstein distance min_π Σ π_ij ‖x_i − y_j‖ between the particles {y_j, q_j} and the target {x_i, p_i}: what
 * the best discriminator of Lipschitz constant 1 gains under the IPM.
 */
export const wasserstein1 = define(
  "wasserstein1",
  {},
  (): Observable =>
    finiteOnly({
      kind: "wasserstein1",
      columns: () => ["wasserstein1"],
      measure({ positions }, { target, masses, dimension }) {
        const apart = distances(positions, target.points, dimension, "euclidean").map(Math.sqrt);
        if (!apart.every(Number.isFinite)) return [Number.NaN];
        return [transport(masses, target.masses, apart).cost];
      },
    }),
);
