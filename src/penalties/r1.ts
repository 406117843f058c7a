import { constantStiffness, halfSquare } from "../numerics/halfSquare.ts";
import { define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/**
 * The kind `r1` of sim files: R = (ξ/2) Σ p_i ‖∇f(x_i)‖² at the true points, so ψ(n) = ξn²/2 and ψ'(n)/n = ξ.
 * Mescheder, Geiger, Nowozin, "Which Training Methods for GANs do actually Converge?" (ICML 2018), eq. (9).
 */
export const r1Penalty = define(
  "r1",
  { strength: nonNegative().describe("ξ in (ξ/2) Σ p_i ‖∇f(x_i)‖², at the true points") },
  ({ strength }): Penalty => ({
    kind: "r1",
    strength,
    decay: 0,
    gradient: { on: "true", numbers: [strength], value: halfSquare, stiffness: constantStiffness },
  }),
);

/** The gradient penalty at the true points with ξ = `strength` ≥ 0. */
export function r1(strength: number): Penalty {
  return r1Penalty({ strength });
}
