import { define } from "../options/index.ts";
import { weightedCovariance, weightedMean } from "./moments.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/** The pairs a ≤ b of axes, row by row. */
function upperTriangle(dimension: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < dimension; a++) {
    for (let b = a; b < dimension; b++) pairs.push([a, b]);
  }
  return pairs;
}

/**
 * The particles' covariance Σ q_j (y_j − ȳ)(y_j − ȳ)ᵀ, upper triangle. Columns `covariance00`,
 * `covariance01`, …; beyond ten dimensions `covariance0_10`.
 */
export const covariance = define(
  "covariance",
  {},
  (): Observable =>
    finiteOnly({
      kind: "covariance",
      columns({ dimension }) {
        // Two indices of several digits would run into each other.
        const between = dimension > 10 ? "_" : "";
        return upperTriangle(dimension).map(([a, b]) => `covariance${a}${between}${b}`);
      },
      measure({ positions }, { masses, dimension }) {
        const centre = weightedMean(positions, masses, dimension);
        return upperTriangle(dimension).map((pair) => weightedCovariance(positions, masses, centre, pair));
      },
    }),
);
