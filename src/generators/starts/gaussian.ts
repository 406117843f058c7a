import { z } from "zod";
import { squareRoot, standardNormals, stretch, whiten } from "../../numerics/normalVectors.ts";
import { define, InputError, nonNegative, points, vector } from "../../options/index.ts";
import { type Start, vectorOf } from "./start.ts";

/** Stretches standard normal vectors [n*d] to the covariance, about the centre [d]. */
type Shaping = (normals: Float64Array, centre: Float64Array) => Float64Array;

function byMatrix(covariance: readonly (readonly number[])[]): Shaping {
  const root = squareRoot(covariance);
  if (root === undefined) {
    throw new InputError("covariance", "must be square, symmetric and positive semidefinite");
  }
  return (normals, centre) => {
    if (covariance.length !== centre.length) {
      throw new InputError(
        "covariance",
        `must have ${centre.length} rows, the target's dimension, not ${covariance.length}`,
      );
    }
    return stretch(normals, root, centre);
  };
}

function bySpread(spread: number): Shaping {
  return (normals, centre) => normals.map((z, row) => centre[row % centre.length]! + spread * z);
}

/**
 * A normal cloud about `mean` (0 when left out) with a `covariance` matrix or, the same along every axis,
 * a standard deviation `spread`. With `exact` the drawn cloud is centred and stretched until its own mean
 * and its own covariance Σ(y − ȳ)(y − ȳ)ᵀ/n are the given ones; that takes more than d particles.
 * @throws InputError at `covariance`, `spread`, `mean` or `exact`
 */
export const gaussianStart = define(
  "gaussian",
  {
    mean: vector().optional().describe("centre of the cloud, d numbers; 0 when left out"),
    covariance: points()
      .optional()
      .describe("d rows of d numbers, symmetric and positive semidefinite; this or spread"),
    spread: nonNegative().optional().describe("standard deviation along each axis; this or covariance"),
    exact: z
      .boolean()
      .default(false)
      .describe("the drawn cloud itself has this mean and covariance; takes more than d particles"),
  },
  ({ mean, covariance, spread, exact }): Start => {
    if (covariance !== undefined && spread !== undefined) {
      throw new InputError("spread", "must be left out where covariance is given");
    }
    if (covariance === undefined && spread === undefined) {
      throw new InputError("spread", "is missing; give spread or covariance");
    }
    const shape = covariance === undefined ? bySpread(spread!) : byMatrix(covariance);
    return {
      kind: "gaussian",
      draw(count, { dimension }, stream) {
        const centre = vectorOf(mean, dimension, "mean");
        if (exact && count <= dimension) {
          throw new InputError("exact", `needs more than ${dimension} particles, one more than dimensions`);
        }
        let normals = standardNormals(count, dimension, stream);
        if (exact) {
          let white = whiten(normals, dimension);
          // A cloud that misses a dimension has probability zero, and is drawn again.
          while (white === undefined) white = whiten(standardNormals(count, dimension, stream), dimension);
          normals = white;
        }
        return shape(normals, centre);
      },
    };
  },
);
