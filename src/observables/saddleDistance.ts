import { define } from "../options/index.ts";
import { squaredMeanDistance } from "./meanDistance.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * √(‖w‖² + ‖ȳ − x̄‖²), the distance from the global saddle of a game in which the discriminator f = w·x is linear: w = 0
 * and equal means. Zero is where parameters rest for other discriminators too, but equal means do not make it so.
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
