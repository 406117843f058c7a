import { define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/** The square is cut where ‖∇f‖ = 1e18, so that single precision can hold it. */
function value(norm: number, strength: number): number {
  const length = Math.min(norm, 1e18);
  return 0.5 * strength * length * length;
}

function stiffness(_norm: number, strength: number): number {
  return strength;
}

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
    gradient: { on: "generated", numbers: [strength], value, stiffness },
  }),
);

/** The gradient penalty at the generated points with ξ = `strength` ≥ 0. */
export function r2(strength: number): Penalty {
  return r2Penalty({ strength });
}
