import { multiIndexCount } from "../../numerics/multiIndices.ts";
import { commonKey, type Form, type Member } from "../form.ts";
import type { FormReport } from "../report.ts";
import { layoutOf, taylorProgram } from "./program.ts";

/**
 * The fixed-length form for Gaussian kernels and sums of them: about every true point c that has a particle
 * near it at the start, f is held as moments B_α of what it has learned,
 *
 *   B_α = Σ_sources weight · e^{−z'²/2} ζ'^α,   f(y) = e^{−z²/2} Σ_{|α| ≤ P} (s^{2|α|}/α!) B_α ζ^α,
 *
 * z = (y − c)/σ, ζ = z/s. That is the Gaussian exactly, in its Taylor features e^{−z²/2} z^α/√α!, since
 * e^{−(z−z')²/2} = e^{−z²/2} e^{−z'²/2} e^{zz'}. A step costs the same however long the run.
 *
 * The order P follows from the stated bound on ∇K (see `bound.ts`), which holds while every particle is
 * within R widths of such a point; the step at which one is not is kept in `departed`.
 */
export const taylor: Form = {
  kind: "taylor",
  key(member) {
    const { region, reach, order, scale, centres } = layoutOf(member);
    const sizes = `C${centres.points.length} R${region} P${order} s${scale} r${reach}`;
    return `taylor ${commonKey(member)} ${sizes}`;
  },
  report(member): FormReport {
    const { bound, order } = layoutOf(member);
    return { form: "taylor", bound, length: multiIndexCount(member.target.dimension, order) };
  },
  rows(member) {
    const { pairs, centres, features, ladder } = sizes(member);
    return 3 * centres * features + 2 * pairs * ladder + 6 * member.count * member.target.dimension;
  },
  cost(member) {
    const { pairs, points, features, ladder } = sizes(member);
    const { dimension } = member.target;
    const felt = pairs / points;
    return pairs * (30 + 10 * dimension + 4 * ladder + 2 * features) + felt * (2 * ladder + 4 * features);
  },
  program: taylorProgram,
};

function sizes(member: Member) {
  const { order, centres } = layoutOf(member);
  const { dimension } = member.target;
  const points = centres.points.length;
  const all = points * member.discriminator.kernel.terms.length;
  return {
    points,
    centres: all,
    pairs: all * member.count,
    features: multiIndexCount(dimension, order),
    ladder: dimension * (order + 1),
  };
}
