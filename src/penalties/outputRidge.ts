import { define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/**
 * The kind `outputRidge` of sim files: the generator ascends Σ_j q_j m(f(y_j)) − r Σ_j q_j ‖y_j‖². With a generator
 * G and n particles of equal masses that is ‖G‖²_F r/n, the ridge on the generated data of Sahiner et al., "Hidden
 * Convexity of Wasserstein GANs" (ICLR 2022, arXiv 2107.05680), section 3.
 */
export const outputRidgePenalty = define(
  "outputRidge",
  { strength: nonNegative().describe("r in r Σ_j q_j ‖y_j‖², which the generator pays") },
  ({ strength }): Penalty => ({ kind: "outputRidge", strength, decay: 0, ridge: strength }),
);

/** A ridge on the generated points with r = `strength` ≥ 0. */
export function outputRidge(strength: number): Penalty {
  return outputRidgePenalty({ strength });
}
