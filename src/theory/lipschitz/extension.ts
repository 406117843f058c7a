import type { Field } from "./field.ts";
import type { LipschitzObjective } from "./objectives.ts";
import type { LipschitzOptimum } from "./optimum.ts";

/**
 * Optimal discriminators off the samples: the k-Lipschitz functions of E. J. McShane, Bull. AMS 40, 837 (1934),
 *
 *   lower(z) = max_i (f(x_i) − k‖z − x_i‖),   upper(z) = min_j (f(y_j) + k‖z − y_j‖),   and their mean,
 *
 * held where a cost has its least value [a, b]. All have the values of the optimum at the samples, and every k-Lipschitz
 * function of these values lies between the first two (where costs are least nowhere). Strictly convex costs have one optimum
 * of k and the values, so that these are the least and the largest of all; linear ones have others (see `centralValues`).
 *
 * At a generated sample y in whose optimum f(x) − f(y) = k‖x − y‖, u = (x − y)/‖x − y‖, for small v:
 *
 *   lower(y + v) = f(y) + k max u·v over all such x,   upper(y + v) = f(y) + k‖v‖  (if no generated sample binds it),
 *
 * so that lower is differentiable at y with ∇f = ku where there is one such x, and has a kink between the directions ku
 * where there are several; upper is a cone that has no gradient at y, and whose mean over directions is 0; the mean's, over
 * directions, is ku/2. Any k-Lipschitz f that is differentiable at y has ∇f(y) = ku, since no slope exceeds k. Given a binding
 * pair the cosine of lower's gradient beside y with the nearest u is therefore 1 by construction: what the objective decides is
 * whether there is a pair.
 */
export type ExtensionKind = "lower" | "upper" | "mean";

/** A cone: value at its tip, whose site is known. */
interface Tip {
  readonly site: number;
  readonly value: number;
}

/** The extreme of value + slope·‖z − site‖ over the tips: the tip, and the distance to it. */
function extreme(optimum: LipschitzOptimum, tips: readonly Tip[], slope: number, z: ArrayLike<number>) {
  const { points, dimension } = optimum.sites;
  let best = { value: Math.sign(slope) * Number.POSITIVE_INFINITY, site: -1, distance: 0 };
  for (const { site, value } of tips) {
    let sum = 0;
    for (let a = 0; a < dimension; a++) sum += (z[a]! - points[site * dimension + a]!) ** 2;
    const distance = Math.sqrt(sum);
    const own = value + slope * distance;
    if (slope > 0 ? own < best.value : own > best.value) best = { value: own, site, distance };
  }
  return best;
}

function oneSided(
  optimum: LipschitzOptimum,
  [lowest, highest]: readonly [number, number],
  lower: boolean,
): Field {
  const { sites, values, constant } = optimum;
  const masses = lower ? sites.trueMasses : sites.generatedMasses;
  const tips = [...values.keys()].flatMap((site): Tip[] =>
    masses[site]! > 0 ? [{ site, value: values[site]! }] : [],
  );
  const slope = lower ? -constant : constant;
  const { points, dimension } = sites;
  return {
    value: (z) => Math.min(highest, Math.max(lowest, extreme(optimum, tips, slope, z).value)),
    gradient(z) {
      const { value, site, distance } = extreme(optimum, tips, slope, z);
      const flat = value <= lowest || value >= highest || distance === 0;
      return Float64Array.from({ length: dimension }, (_, a) =>
        flat ? 0 : (slope * (z[a]! - points[site * dimension + a]!)) / distance,
      );
    },
  };
}

/** An optimal discriminator on the whole space. */
export function extension(
  optimum: LipschitzOptimum,
  objective: LipschitzObjective,
  kind: ExtensionKind = "lower",
): Field {
  const sides = [true, false].map((lower) => oneSided(optimum, objective.least, lower)) as [Field, Field];
  if (kind === "lower") return sides[0];
  if (kind === "upper") return sides[1];
  return {
    value: (z) => (sides[0].value(z) + sides[1].value(z)) / 2,
    gradient(z) {
      const [one, other] = sides.map((side) => side.gradient(z)) as [Float64Array, Float64Array];
      return one.map((slope, a) => (slope + other[a]!) / 2);
    },
  };
}
