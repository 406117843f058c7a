import { define, positive } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/**
 * The kind `lipschitz` of sim files: after each step of the discriminator its parameters are scaled down until f
 * changes by at most `constant` a unit of length. It costs nothing, so its strength is 0.
 *
 * A linear discriminator f(x) = w·x + b has the Lipschitz constant ‖w‖: w alone is scaled, and the bound is exact. In
 * a kernel's function space ∂f/∂x_a = ⟨f, ∂_a K(·, x)⟩ and ‖∂_a K(·, x)‖² = −κ''(0), the kernel's curvature, so
 *
 *   sup ‖∇f‖ ≤ ‖f‖_H √curvature:
 *
 * ‖f‖_H is held at or below constant/√curvature. That is enough, though seldom needed: f may be flatter than that.
 * `bound.size` is the Lipschitz constant itself; the dynamics divide by √curvature where f is a kernel's, and refuse a
 * kernel that has none. For a network the product of its layers' norms bounds it in the same way.
 */
export const lipschitzPenalty = define(
  "lipschitz",
  { constant: positive().describe("the most that f may change a unit of length: its Lipschitz constant") },
  ({ constant }): Penalty => ({
    kind: "lipschitz",
    strength: 0,
    decay: 0,
    bound: { of: "norm", size: constant },
  }),
);

/** A hard bound on the Lipschitz constant of f, constant > 0. */
export function lipschitz(constant: number): Penalty {
  return lipschitzPenalty({ constant });
}
