import { squareRoot, standardNormals, stretch } from "../numerics/normalVectors.ts";
import { count, define, InputError, points, vector } from "../options/index.ts";
import type { Target, TargetSource } from "./target.ts";

/**
 * One normal cloud: `samples` points of equal mass with `mean` [d] and `covariance` [d][d], symmetric and
 * positive semidefinite. One mode, whose spread is √(tr C/d).
 * @throws InputError at `covariance` when it is not such a matrix of the mean's dimension
 */
export const gaussianTarget = define(
  "gaussian",
  {
    mean: vector().describe("centre of the cloud, d numbers"),
    covariance: points().describe("d rows of d numbers, symmetric and positive semidefinite"),
    samples: count().describe("N, the number of x_i"),
  },
  ({ mean, covariance, samples }): TargetSource => {
    const dimension = mean.length;
    if (covariance.length !== dimension) {
      throw new InputError(
        "covariance",
        `must have ${dimension} rows like the mean, not ${covariance.length}`,
      );
    }
    const root = squareRoot(covariance);
    if (root === undefined) {
      throw new InputError("covariance", "must be square, symmetric and positive semidefinite");
    }
    const trace = covariance.reduce((sum, row, a) => sum + row[a]!, 0);
    const draw: TargetSource["draw"] = (stream): Target => ({
      kind: "gaussian",
      dimension,
      points: stretch(standardNormals(samples, dimension, stream), root, mean),
      masses: new Float64Array(samples).fill(1 / samples),
      modes: {
        centres: Float64Array.from(mean),
        masses: Float64Array.of(1),
        spread: Math.sqrt(trace / dimension),
      },
    });
    return { kind: "gaussian", dimension, draw };
  },
);
