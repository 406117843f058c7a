import { count, define, positive } from "../options/index.ts";
import type { ModelDiscriminator } from "./model.ts";
import { unitsModel } from "./units/model.ts";
import { square } from "./units/profile.ts";

/**
 * The kind `quadratic`: f(x) = Σ_j s_j (u_j·x)², every other s_j −1, u small and random at the start.
 *
 * With weight decay λ the discriminator pays (λ/2) Σ ‖u_j‖². Written as u_j = √|v_j| û_j with ‖û_j‖ = 1 that is the
 * two-layer network Σ_j v_j (û_j·x)² with the cost β Σ |v_j|, β = λ/2, of Sahiner et al., "Hidden Convexity of Wasserstein
 * GANs" (ICLR 2022, arXiv 2107.05680): f = xᵀ M x, and from d units of each sign on the cost of the best split is β times
 * the sum of |eigenvalues| of M. A step never leaves the signs: with fewer units M has fewer eigenvalues of each sign.
 */
export const quadratic = define(
  "quadratic",
  {
    units: count(2).describe("how many u_j there are; every other one counts negative"),
    spread: positive().default(0.1).describe("standard deviation of each coordinate of u_j at step 0"),
  },
  (shape): ModelDiscriminator => ({
    kind: "quadratic",
    ready: (setting) => unitsModel(square, shape, setting),
  }),
);
