import type { LipschitzObjective } from "./objectives.ts";
import { siteCost } from "./optimum.ts";
import { type LipschitzSamples, type Sites, sitesOf } from "./samples.ts";

/** Values of the optimal discriminator without a bound, held within a box. */
export interface FreeOptimum {
  readonly sites: Sites;
  /** [M]. */
  readonly values: Float64Array;
  readonly trueValues: Float64Array;
  readonly generatedValues: Float64Array;
  readonly cost: number;
}

/**
 * The discriminator that minimizes Σ_j q_j φ(f(y_j)) + Σ_i p_i ϕ(f(x_i)) over all functions with |f| ≤ `box`: every site on its
 * own, by the sign of its cost's slope. A valid objective has no optimum without the box: f falls for ever at samples that are
 * generated alone, and rises at true ones, wherever the others are.
 */
export function freeOptimum(
  samples: LipschitzSamples,
  objective: LipschitzObjective,
  box: number,
): FreeOptimum {
  const sites = sitesOf(samples);
  let cost = 0;
  const values = sites.trueMasses.map((mass, site) => {
    const { value, slope } = siteCost(objective, mass, sites.generatedMasses[site]!);
    let [low, high] = [-box, box];
    // Where the least cost is a flat piece, as the hinge's, this is its end on the side of the larger values.
    while (high - low > 1e-15 * box) {
      const middle = (low + high) / 2;
      if (middle === low || middle === high) break;
      if (slope(middle) < 0) low = middle;
      else high = middle;
    }
    const best = slope(low) >= 0 ? low : high;
    cost += value(best);
    return best;
  });
  return {
    sites,
    values,
    trueValues: Float64Array.from(sites.ofTrue, (site) => values[site]!),
    generatedValues: Float64Array.from(sites.ofGenerated, (site) => values[site]!),
    cost,
  };
}
