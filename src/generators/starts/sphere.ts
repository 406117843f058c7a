import { standardNormals } from "../../numerics/normalVectors.ts";
import { define, nonNegative, vector } from "../../options/index.ts";
import { type Start, vectorOf } from "./start.ts";

/**
 * Particles evenly at random on the sphere of `radius` about `centre` (0 when left out); in 1-D its two
 * ends.
 * @throws InputError at `centre` for another dimension
 */
export const sphereStart = define(
  "sphere",
  {
    radius: nonNegative().describe("radius of the sphere; in 1-D the particles start at its two ends"),
    centre: vector().optional().describe("centre of the sphere, d numbers; 0 when left out"),
  },
  ({ radius, centre }): Start => {
    return {
      kind: "sphere",
      draw(count, { dimension }, stream) {
        const middle = vectorOf(centre, dimension, "centre");
        const positions = standardNormals(count, dimension, stream);
        for (let start = 0; start < positions.length; start += dimension) {
          const one = positions.subarray(start, start + dimension);
          const length = Math.sqrt(one.reduce((sum, x) => sum + x * x, 0));
          one.forEach((x, axis) => {
            one[axis] = middle[axis]! + radius * (x / length);
          });
        }
        return positions;
      },
    };
  },
);
