import { family } from "../options/index.ts";
import { exponential, exponentialLoss } from "./exponential.ts";
import { hinge, hingeLoss } from "./hinge.ts";
import { ipm, ipmLoss } from "./ipm.ts";
import { leastSquares, leastSquaresLoss } from "./leastSquares.ts";
import { minimax, minimaxLoss } from "./minimax.ts";
import { nonSaturating, nonSaturatingLoss } from "./nonSaturating.ts";
import { relativistic, relativisticLoss } from "./relativistic.ts";
import { squareRoot, squareRootLoss } from "./squareRoot.ts";

/** The register of losses. */
export const losses = family([
  ipmLoss,
  minimaxLoss,
  nonSaturatingLoss,
  leastSquaresLoss,
  hingeLoss,
  relativisticLoss,
  exponentialLoss,
  squareRootLoss,
]);

export type { Loss, LossFunction } from "./loss.ts";
export {
  exponential,
  exponentialLoss,
  hinge,
  hingeLoss,
  ipm,
  ipmLoss,
  leastSquares,
  leastSquaresLoss,
  minimax,
  minimaxLoss,
  nonSaturating,
  nonSaturatingLoss,
  relativistic,
  relativisticLoss,
  squareRoot,
  squareRootLoss,
};
