import { define, positive } from "../options/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";
import { pairContrast } from "./pairSums.ts";

/**
 * The squared maximum mean discrepancy ‖Σ p_i K(·,x_i) − Σ q_j K(·,y_j)‖² between the target and the particles
 * for a Gaussian kernel K of standard deviation `width`, all pairs counted (A. Gretton et al., J. Mach. Learn.
 * Res. 13, 723, 2012, eq. 5): 0 on the target only.
 */
export const mmd = define(
  "mmd",
  {
    width: positive()
      .optional()
      .describe("standard deviation of the Gaussian kernel; the discriminator's width when left out"),
  },
  ({ width: own }): Observable =>
    finiteOnly({
      kind: "mmd",
      columns: () => ["mmd"],
      measure({ positions }, { target, masses, dimension, width }) {
        const scale = -1 / (2 * (own ?? width) ** 2);
        // Below zero is rounding alone.
        return [
          Math.max(
            0,
            pairContrast(target, { points: positions, masses }, dimension, (r2) => Math.exp(scale * r2)),
          ),
        ];
      },
    }),
);
