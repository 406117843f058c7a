import { define } from "../options/index.ts";
import { distances, leastOfRows } from "./nearest.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/** The mean over rows, weighed by their masses, of the root of a row's least entry. */
function meanLeast(squared: Float64Array, masses: Float64Array): number {
  const columns = squared.length / masses.length;
  const least = leastOfRows(squared, columns);
  return masses.reduce((sum, mass, i) => sum + mass * Math.sqrt(squared[i * columns + least[i]!]!), 0);
}

/**
 * What is wrong with a cloud, divided into two: `strayDistance` Σ q_j min_i ‖y_j − x_i‖, how far the particles
 * are from what is true (0 for a collapsed cloud that sits on a true point), and `missedDistance`
 * Σ p_i min_j ‖x_i − y_j‖, how far the true points are from what is generated (0 only when all are met).
 */
export const nearestDistances = define(
  "nearestDistances",
  {},
  (): Observable =>
    finiteOnly({
      kind: "nearestDistances",
      columns: () => ["strayDistance", "missedDistance"],
      measure: ({ positions }, { target, masses, dimension }) => [
        meanLeast(distances(positions, target.points, dimension, "euclidean"), masses),
        meanLeast(distances(target.points, positions, dimension, "euclidean"), target.masses),
      ],
    }),
);
