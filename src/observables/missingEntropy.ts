import { z } from "zod";
import { define } from "../options/index.ts";
import { distances, leastOfRows } from "./nearest.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * How much of the entropy of an even cover is missing: ln M − S, where S = −Σ s_i ln s_i is the entropy of the
 * shares s_i of the particles' mass that lie nearest to each of the M modes (or true points), however far: 0
 * when each has its share, ln M when all particles choose the same. The order parameter of S. Durr et al.,
 * Phys. Rev. X 13, 041004 (2023), there with the cosine distance and every true point. Columns
 * `missingEntropy`, and `distinctNearest`, how many are nearest to some particle.
 */
export const missingEntropy = define(
  "missingEntropy",
  {
    distance: z
      .enum(["euclidean", "cosine"])
      .default("euclidean")
      .describe("what nearest means: in place, or in direction from the origin"),
    among: z
      .enum(["modes", "points"])
      .default("modes")
      .describe("what the particles are dealt to: the target's modes, or every true point"),
  },
  ({ distance, among }): Observable =>
    finiteOnly({
      kind: "missingEntropy",
      columns: () => ["missingEntropy", "distinctNearest"],
      measure({ positions }, { target, masses, dimension }) {
        const sites = among === "modes" ? target.modes.centres : target.points;
        const count = sites.length / dimension;
        const shares = new Float64Array(count);
        const apart = distances(positions, sites, dimension, distance);
        // Where distances overflow, nothing is known to be nearest.
        if (!apart.every(Number.isFinite)) return [Number.NaN, Number.NaN];
        leastOfRows(apart, count).forEach((site, j) => {
          shares[site]! += masses[j]!;
        });
        const held = shares.filter((share) => share > 0);
        // Below zero is rounding alone.
        const missing = held.reduce((sum, share) => sum + share * Math.log(share), Math.log(count));
        return [Math.max(0, missing), held.length];
      },
    }),
);
