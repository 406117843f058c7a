import { define } from "../options/index.ts";
import { squaredDistance, totalVariance, weightedMean } from "./moments.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * The two modes of a cloud that a universal generator kernel couples: its mean, which moves with the gain
 * 1 − γ + γN, and everything relative to it, with the gain 1 − γ. Columns:
 * `meanEnergy` ‖ȳ − x̄‖², the squared displacement of the mean from the target's; `relativeEnergy`
 * Σ q_j ‖y_j − ȳ‖²; and the same division of the slopes g_j = ∇f(y_j) that drive them, `meanDrive` ‖ḡ‖² and
 * `relativeDrive` Σ q_j ‖g_j − ḡ‖².
 */
export const modeEnergies = define(
  "modeEnergies",
  {},
  (): Observable =>
    finiteOnly({
      kind: "modeEnergies",
      columns: () => ["meanEnergy", "relativeEnergy", "meanDrive", "relativeDrive"],
      measure({ positions, gradient }, { target, masses, dimension }) {
        const mean = weightedMean(positions, masses, dimension);
        const drive = weightedMean(gradient, masses, dimension);
        return [
          squaredDistance(mean, weightedMean(target.points, target.masses, dimension)),
          totalVariance(positions, masses, dimension),
          squaredDistance(drive, new Float64Array(dimension)),
          totalVariance(gradient, masses, dimension),
        ];
      },
    }),
);
