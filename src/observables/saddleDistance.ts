import { define } from "../options/index.ts";
import { squaredMeanDistance } from "./meanDistance.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * √(‖w‖² + ‖ȳ − x̄‖²). For the discriminator `linear`, f = w·x, this is the distance from the game's global saddle,
 * w = 0 and equal means (Balaji et al., ICLR 2021, arXiv 2104.05605).
 *
 * For others it is this number and no distance from a saddle. w are all of their parameters: for a kernel in inducing
 * features ‖w‖ is ‖f‖ in the kernel's function space, for networks, units and cones what the parametrisation makes it. It
 * is 0 only where all parameters are 0 and the means are equal, which need not be an equilibrium (clouds of equal means
 * differ), and at an equilibrium it need not be 0 (f = 0 or a constant with parameters that are not).
 */
export const saddleDistance = define(
  "saddleDistance",
  {},
  (): Observable =>
    finiteOnly({
      kind: "saddleDistance",
      follows: "parameters",
      columns: () => ["saddleDistance"],
      measure(state, setting) {
        const parameters = state.discriminator?.parameters;
        if (parameters === undefined) return [Number.NaN];
        const square = parameters.reduce((sum, value) => sum + value * value, 0);
        return [Math.sqrt(square + squaredMeanDistance(state, setting))];
      },
    }),
);
