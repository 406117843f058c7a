import { z } from "zod";
import { type Transport, transport } from "../numerics/transport.ts";
import { define, nonNegative } from "../options/index.ts";
import { distances, leastOfRows } from "./nearest.ts";
import { finiteOnly, type Observable, type Setting } from "./observable.ts";

const choices = {
  match: z
    .enum(["transport", "nearest"])
    .default("transport")
    .describe(
      "which true point belongs to a particle: that of the optimal transport plan of least distance, or the nearest",
    ),
  beyond: nonNegative()
    .default(0)
    .describe(
      "particles no farther than this from their true point do not count: a step may have carried them past it",
    ),
};

/**
 * Whether f sends the particles to where the truth is: the mean cosine between ∇f(y_j) and x_i − y_j, x_i the true point
 * that belongs to y_j, weighed by the mass that the plan moves between them. 1: straight there; 0 on average where ∇f has
 * nothing to do with it. Columns `gradientAlignment` and `directedMass`, the share of the mass that it is a mean over:
 * where ∇f = 0, or the particle is there, no direction is known. The cosine is NaN where that is no mass at all.
 *
 * Under a Lipschitz bound on f the slope of the best discriminator of the IPM has this alignment 1 (Zhou et al., "Lipschitz
 * Generative Adversarial Nets", ICML 2019, arXiv 1902.05687, theorem 2); other losses match other masses, so that theirs may be
 * lower while each ∇f still points to some true point.
 */
export const gradientAlignment = define(
  "gradientAlignment",
  choices,
  ({ match, beyond }): Observable =>
    finiteOnly({
      kind: "gradientAlignment",
      columns: () => ["gradientAlignment", "directedMass"],
      measure({ positions, gradient }, setting) {
        const { target, dimension } = setting;
        const apart = distances(positions, target.points, dimension, "euclidean").map(Math.sqrt);
        if (!apart.every(Number.isFinite)) return [Number.NaN, Number.NaN];
        let aligned = 0;
        let directed = 0;
        for (const { source, sink, mass } of plan(apart, setting, match)) {
          const far = apart[source * target.masses.length + sink]!;
          let dot = 0;
          let slope = 0;
          for (let k = 0; k < dimension; k++) {
            const g = gradient[source * dimension + k]!;
            const step = target.points[sink * dimension + k]! - positions[source * dimension + k]!;
            dot += g * step;
            slope = Math.hypot(slope, g);
          }
          if (!(far > beyond) || slope === 0) continue;
          aligned += (mass * dot) / slope / far;
          directed += mass;
        }
        return [aligned / directed, directed];
      },
    }),
);

/** Which mass of each particle belongs to which true point. */
function plan(apart: Float64Array, { target, masses }: Setting, match: string): Transport["plan"] {
  if (match === "transport") return transport(masses, target.masses, apart).plan;
  const least = leastOfRows(apart, target.masses.length);
  return Array.from(masses, (mass, source) => ({ source, sink: least[source]!, mass }));
}
