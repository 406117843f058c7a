import { multiIndexCount } from "../../numerics/multiIndices.ts";
import type { FormReport } from "../discriminator.ts";
import { commonKey, type Form, type Member } from "../form.ts";
import { type TaylorLayout, taylorLayout } from "./bound.ts";
import { centresOf, narrowestWidth } from "./centres.ts";
import { taylorProgram } from "./program.ts";

/**
 * The fixed-length form for Gaussian kernels and sums of them: about every true point that has a particle
 * near it at the start, f is held as the coefficients a_α of the Taylor features
 * φ_α(z) = e^{−z²/2σ²} z^α/(σ^|α| √α!), in which the Gaussian is exactly
 * K(x, x') = Σ_α φ_α(x − c) φ_α(x' − c). A step costs the same however long the run.
 *
 * The order |α| ≤ P follows from the stated bound on ∇K (see `bound.ts`), which holds while every
 * particle is within R widths of such a point; the step at which one is not is kept in `departed`.
 */
export const taylor: Form = {
  key: (member) =>
    `taylor ${commonKey(member)} C${centresOf(member).points.length} R${regionOf(member)} e${member.discriminator.accuracy}`,
  report(member): FormReport {
    const { bound, order } = layoutOf(member);
    return { form: "taylor", bound, length: multiIndexCount(member.target.dimension, order) };
  },
  rows(member) {
    const { centres, features, ladder } = sizes(member);
    return 2 * centres * (features + member.count * ladder) + 4 * member.count;
  },
  cost(member) {
    const { points, centres, features, ladder } = sizes(member);
    const { count, target } = member;
    const perFeature = 3 * target.dimension;
    const perPoint = centres / points;
    return (
      centres * count * (ladder * 30 + features * perFeature) +
      perPoint * count * target.dimension * features * 2 * perFeature
    );
  },
  program: (members) => taylorProgram(members, layoutOf(members[0]!)),
};

/** Regions R to choose from, in widths of the narrowest Gaussian. */
const regions = [2, 3, 4, 5];

/** Room that is left for the particles to move before they leave the region. */
const room = 1;

/**
 * R for a simulation: from where its particles start, alone. Beyond the largest region, `undefined`: the
 * form cannot even begin.
 */
export function regionOf(member: Member): number | undefined {
  const least = member.target.dimension === 1 ? 3 : 2;
  const needed = Math.max(least, centresOf(member).distance / narrowestWidth(member) + room);
  return regions.find((region) => region >= needed);
}

function layoutOf(member: Member): TaylorLayout {
  const region = regionOf(member);
  if (region === undefined) throw new Error("a particle starts outside of the region of the Taylor form");
  return taylorLayout(region, member.discriminator.accuracy);
}

function sizes(member: Member) {
  const { order } = layoutOf(member);
  const { dimension } = member.target;
  const scales = member.discriminator.kernel.terms.length;
  const points = centresOf(member).points.length;
  return {
    points,
    centres: points * scales,
    features: multiIndexCount(dimension, order),
    ladder: dimension * (order + 2),
  };
}
