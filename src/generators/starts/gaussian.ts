import { z } from "zod";
import { squareRoot, standardNormals, stretch, whiten } from "../../numerics/normalVectors.ts";
import { define, InputError, nonNegative, points, vector } from "../../options/index.ts";
import { type Start, vectorOf } from "./start.ts";

/** The root of the covariance in R^dimension. */
type Root = (dimension: number) => Float64Array;

function rootOfMatrix(covariance: readonly (readonly number[])[]): Root {
  const root = squareRoot(covariance);
  if (root === undefined) {
    throw new InputError("covariance", "must be square, symmetric and positive semidefinite");
  }
  return (dimension) => {
    if (covariance.length !== dimension) {
      throw new InputError(
        "covariance",
        `must have ${dimension} rows, the target's dimension, not ${covariance.length}`,
      );
    }
    return root;
  };
}

function rootOfSpread(spread: number): Root {
  return (dimension) => {
    const root = new Float64Array(dimension * dimension);
    for (let a = 0; a < dimension; a++) root[a * dimension + a] = spread;
    return root;
  };
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
    const rootIn = covariance === undefined ? rootOfSpread(spread!) : rootOfMatrix(covariance);
    return {
      kind: "gaussian",
      draw(count, { dimension }, stream) {
        const centre = vectorOf(mean, dimension, "mean");
        const root = rootIn(dimension);
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
        return stretch(normals, root, centre);
      },
    };
  },
);
