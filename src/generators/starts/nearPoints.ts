import { z } from "zod";
import { count, define, InputError, nonNegative } from "../../options/index.ts";
import type { Start } from "./start.ts";

/**
 * Particles near the true points: `counts[i]` of them at x_i, each displaced by `spread` times a standard
 * normal vector. The particles stand in the order of their points.
 * @throws InputError at `counts` for another number of true points or of particles
 */
export const nearPointsStart = define(
  "nearPoints",
  {
    counts: z
      .array(count(0))
      .min(1)
      .describe("how many particles start at each true point, in the order of the x_i"),
    spread: nonNegative().describe("standard deviation of the y_j about their true point, along each axis"),
  },
  ({ counts, spread }): Start => {
    const sum = counts.reduce((total, one) => total + one, 0);
    return {
      kind: "nearPoints",
      draw(particles, { dimension, points }, stream) {
        const sites = points.length / dimension;
        if (counts.length !== sites) {
          throw new InputError(
            "counts",
            `must list ${sites} numbers, one a true point, not ${counts.length}`,
          );
        }
        if (sum !== particles) {
          throw new InputError("counts", `must sum to ${particles}, the number of particles, not ${sum}`);
        }
        const sitesOf = counts.flatMap((many, site) => new Array<number>(many).fill(site));
        return Float64Array.from({ length: particles * dimension }, (_, k) => {
          const site = sitesOf[Math.floor(k / dimension)]!;
          return points[site * dimension + (k % dimension)]! + spread * stream.normal();
        });
      },
    };
  },
);
