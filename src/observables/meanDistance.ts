import { define } from "../options/index.ts";
import { squaredDistance, weightedMean } from "./moments.ts";
import { finiteOnly, type Observable, type Setting, type State } from "./observable.ts";

/** ‖ȳ − x̄‖, how far the particles' mean Σ q_j y_j is from that of the true points Σ p_i x_i. */
export const meanDistance = define(
  "meanDistance",
  {},
  (): Observable =>
    finiteOnly({
      kind: "meanDistance",
      columns: () => ["meanDistance"],
      measure: (state, setting) => [Math.sqrt(squaredMeanDistance(state, setting))],
    }),
);

/** ‖ȳ − x̄‖². */
export function squaredMeanDistance(
  { positions }: Pick<State, "positions">,
  { target, masses, dimension }: Setting,
): number {
  const truth = weightedMean(target.points, target.masses, dimension);
  return squaredDistance(weightedMean(positions, masses, dimension), truth);
}
