import { constantStiffness, halfSquare } from "../numerics/halfSquare.ts";
import { define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/**
 * The kind `r2` of sim files: R = (ξ/2) Σ q_j ‖∇f(y_j)‖² at the particles, so ψ(n) = ξn²/2 and ψ'(n)/n = ξ.
 * Mescheder, Geiger, Nowozin, "Which Training Methods for GANs do actually Converge?" (ICML 2018), eq. (10).
 */
export const r2Penalty = define(
  "r2",
  { strength: nonNegative().describe("ξ in (ξ/2) Σ q_j ‖∇f(y_j)‖², at the generated points") },
  ({ strength }): Penalty => ({
    kind: "r2",
    strength,
    decay: 0,
    gradient: { on: "generated", numbers: [strength], value: halfSquare, stiffness: constantStiffness },
  }),
);

/** The gradient penalty at the generated points with ξ = `strength` ≥ 0. */
export function r2(strength: number): Penalty {
  return r2Penalty({ strength });
}
