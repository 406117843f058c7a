import { define } from "../options/index.ts";
import { totalVariance } from "./moments.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * The cloud's total variance Σ q_j ‖y_j − ȳ‖², and its ratio to the target's: 1 when the particles spread as
 * the true points do, 0 when they have become one. Columns `cloudVariance` and `cloudVarianceRatio` (NaN for a
 * target that is one point).
 */
export const cloudVariance = define(
  "cloudVariance",
  {},
  (): Observable =>
    finiteOnly({
      kind: "cloudVariance",
      columns: () => ["cloudVariance", "cloudVarianceRatio"],
      measure({ positions }, { target, masses, dimension }) {
        const own = totalVariance(positions, masses, dimension);
        return [own, own / totalVariance(target.points, target.masses, dimension)];
      },
    }),
);
