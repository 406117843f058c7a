import type { Call } from "../../engine/index.ts";
import {
  bendBack,
  changeAt,
  type Layout,
  nameAt,
  parameterGradient,
  type Site,
  tangent,
} from "../../networks/index.ts";
import type { Lesson } from "../model.ts";
import { pulledAdjoints } from "./place.ts";

/**
 * Writes ∂/∂θ of Σ_r pull_r f(z_r) + Σ_r dipole_r·∇f(z_r), after `forward`, `unitCotangent` and `backward`.
 *
 * dipole·∇f is the change ḟ of f when z_r moves along the dipole, so the sum is one of values of the network and of
 * its change; differentiating it backwards, the adjoint of ż_l is that of f, δ_l, and that of z_l is ζ_l of
 * `bendBack`, started with the pulls: ∂/∂W_l = Σ_r ζ_l a_{l−1}ᵀ + δ_l ȧ_{l−1}ᵀ. Without dipoles ζ_l = pull_r δ_l.
 */
export function learnNetwork(layout: Layout, site: Site, lesson: Lesson): Call[] {
  const { dipole, direction } = lesson;
  if (dipole === undefined) {
    const { calls, names } = pulledAdjoints(layout, site, lesson, 0);
    return [...calls, ...parameterGradient(layout, site, { sums: (l) => names[l]! }, direction)];
  }
  const last = layout.layers.length - 1;
  const { calls, names } = pulledAdjoints(layout, site, lesson, last);
  const cotangent = names[last]!;
  const adjoints = {
    sums: (l: number) => (l === last ? cotangent : changeAt(site, "Bend", l)),
    motions: {
      adjoints: (l: number) => (l === last ? nameAt(site, "Cotangent") : nameAt(site, "Delta", l)),
      inputs: dipole,
    },
  };
  return [
    ...calls,
    ...tangent(layout, site, { inputs: dipole }, false),
    ...bendBack(layout, site, { cotangent }),
    ...parameterGradient(layout, site, adjoints, direction),
  ];
}
