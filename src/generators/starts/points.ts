import { define, InputError, points } from "../../options/index.ts";
import type { Start } from "./start.ts";

/**
 * Particles at given places: `points` [n][d].
 * @throws InputError at `points` for another number of particles, at `points[0]` for another dimension
 */
export const pointsStart = define(
  "points",
  { points: points().describe("y_j, a list of coordinates each") },
  ({ points }): Start => {
    return {
      kind: "points",
      draw(count, target) {
        if (points.length !== count) {
          throw new InputError("points", `must list ${count} points, one a particle, not ${points.length}`);
        }
        const dimension = points[0]!.length;
        if (dimension !== target.dimension) {
          throw new InputError(
            "points[0]",
            `must have ${target.dimension} coordinates, the target's dimension, not ${dimension}`,
          );
        }
        return Float64Array.from(points.flat());
      },
    };
  },
);
