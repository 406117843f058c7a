import { define } from "../options/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/** The discriminator's slope at the particles, √(Σ q_j ‖∇f(y_j)‖²). */
export const gradientNorm = define(
  "gradientNorm",
  {},
  (): Observable =>
    finiteOnly({
      kind: "gradientNorm",
      columns: () => ["gradientNorm"],
      measure({ gradient }, { masses, dimension }) {
        const square = gradient.reduce(
          (sum, slope, k) => sum + masses[Math.floor(k / dimension)]! * slope * slope,
          0,
        );
        return [Math.sqrt(square)];
      },
    }),
);
