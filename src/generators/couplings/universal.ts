import { z } from "zod";
import { define, InputError, positive } from "../../options/index.ts";
import type { Coupling } from "./coupling.ts";

/**
 * Γ = Γ₀ [(1 − γ) I + γ 11ᵀ]: what the tangent kernel of a wide generator is for latents of many dimensions, which are
 * nearly orthogonal and equally long (Durr, Mroueh, Tu, Wang 2023, arXiv 2212.04580, section II; there g₁ = Γ₀ and
 * g₂ = γΓ₀). The mean of n particles of equal masses moves with gain Γ₀ (1 − γ + γn), all that is relative to it with
 * Γ₀ (1 − γ). Below γ = −1/(n − 1) the mean would move against its force.
 */
export const universal = define(
  "universal",
  {
    diagonal: positive().default(1).describe("Γ₀, how much a particle follows its own force"),
    coupling: z
      .number()
      .min(-1)
      .max(1)
      .describe("γ, how much it follows that of each other one, in units of Γ₀: from −1/(count − 1) to 1"),
  },
  ({ diagonal, coupling }): Coupling => ({
    kind: "universal",
    among(count) {
      const least = count > 1 ? -1 / (count - 1) : -1;
      if (coupling < least) {
        throw new InputError(
          "coupling",
          `must be at least −1/(count − 1) = ${least} for ${count} particles, not ${coupling}`,
        );
      }
      return () => ({
        kind: "universal",
        numbers: Float64Array.of(diagonal * (1 - coupling), diagonal * coupling),
      });
    },
  }),
);
