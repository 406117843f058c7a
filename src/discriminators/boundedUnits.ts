import { z } from "zod";
import { type ActivationName, activations } from "../networks/index.ts";
import { count, define, finite, InputError, positive } from "../options/index.ts";
import type { ModelDiscriminator } from "./model.ts";
import { unitsModel } from "./units/model.ts";
import type { Profile } from "./units/profile.ts";

/**
 * The kind `boundedUnits`: a two-layer network whose hidden weights keep the length ρ = `scale`,
 *
 *   f(x) = Σ_j s_j ‖u_j‖² φ(û_j·x),  φ(t) = [σ(ρt + c) − σ(c)] / (ρ² |σ''(c)|/2),
 *
 * every other s_j −1. With weight decay λ it is Σ_j v_j φ(û_j·x) with the cost (λ/2) Σ |v_j|: the two-layer discriminators
 * of arXiv 2107.05680, section 2, whose hidden weights are bounded, for any smooth activation σ. Where ρ|x| is small,
 * φ(t) ≈ ± t² + 2σ'(c)/(ρ|σ''(c)|) t: `quadratic` and a linear part, so that f sees two moments alone.
 */
export const boundedUnits = define(
  "boundedUnits",
  {
    units: count(2).describe("how many u_j there are; every other one counts negative"),
    spread: positive().default(0.1).describe("standard deviation of each coordinate of u_j at step 0"),
    activation: z
      .enum(Object.keys(activations) as [ActivationName, ...ActivationName[]])
      .default("tanh")
      .describe("σ; one that is curved at the shift"),
    scale: finite()
      .min(0.01)
      .default(1)
      .describe(
        "ρ, the length of every hidden weight. φ is what two values of σ differ by over ρ²: at 0.01 twelve digits of it are left, three in single precision",
      ),
    shift: finite().default(0.5).describe("c, what is added to every sum"),
  },
  ({ activation, scale, shift, ...shape }): ModelDiscriminator => {
    const profile = profileOf(activation, scale, shift);
    return { kind: "boundedUnits", ready: (setting) => unitsModel(profile, shape, setting) };
  },
);

function profileOf(name: ActivationName, scale: number, shift: number): Profile {
  const { kind, value, slope, curvature } = activations[name];
  const bent = Math.abs(curvature(shift));
  if (!(bent > 1e-6)) throw new InputError("shift", `${name} is not curved at ${shift}`);
  return { kind, value, slope, curvature, scale, shift, gain: 2 / (scale * scale * bent) };
}
