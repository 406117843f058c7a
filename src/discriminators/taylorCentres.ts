import type { Kernel } from "../kernels/index.ts";
import { logFactorial } from "../numerics/multiIndices.ts";
import type { Member } from "./form.ts";

/** The Gaussians of a kernel that is a sum of them: weight and width each. */
export function centreScales(kernel: Kernel): { readonly weight: number; readonly width: number }[] {
  return kernel.terms.map((term) => ({ weight: term.weight, width: term.parameters[0]! }));
}

/** The largest distance at the start of a particle from its nearest true point. */
export function nearestDistance(member: Member): number {
  const { points, masses, dimension } = member.target;
  let farthest = 0;
  for (let j = 0; j < member.count; j++) {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < masses.length; i++) {
      let r2 = 0;
      for (let k = 0; k < dimension; k++) {
        r2 += (member.start[j * dimension + k]! - points[i * dimension + k]!) ** 2;
      }
      least = Math.min(least, r2);
    }
    farthest = Math.max(farthest, Math.sqrt(least));
  }
  return farthest;
}

/**
 * What the true points add to the coefficients a step and unit η_d, [N * scales * features]:
 * √w Σ_i truePull_i φ_α(x_i − c), sources within `reach` widths of the centre.
 */
export function trueProjection(member: Member, exponents: Uint16Array, reach: number): Float64Array {
  const { points, masses, dimension } = member.target;
  const scales = centreScales(member.discriminator.kernel);
  const features = exponents.length / dimension;
  const result = new Float64Array(masses.length * scales.length * features);
  const z = new Float64Array(dimension);
  for (let c = 0; c < masses.length * scales.length; c++) {
    const centre = Math.floor(c / scales.length);
    const { weight, width } = scales[c % scales.length]!;
    for (let i = 0; i < masses.length; i++) {
      let r2 = 0;
      for (let k = 0; k < dimension; k++) {
        z[k] = (points[i * dimension + k]! - points[centre * dimension + k]!) / width;
        r2 += z[k]! * z[k]!;
      }
      if (r2 >= reach * reach) continue;
      const amplitude = Math.sqrt(weight) * member.truePull[i]! * Math.exp(-0.5 * r2);
      for (let feature = 0; feature < features; feature++) {
        result[c * features + feature]! += amplitude * featureOf(z, exponents, feature);
      }
    }
  }
  return result;
}

/** Π_k z_k^{α_k}/√α_k!. */
function featureOf(z: Float64Array, exponents: Uint16Array, feature: number): number {
  let product = 1;
  for (let k = 0; k < z.length; k++) {
    const m = exponents[feature * z.length + k]!;
    if (m > 0)
      product *= Math.sign(z[k]!) ** m * Math.exp(m * Math.log(Math.abs(z[k]!)) - logFactorial(m) / 2);
  }
  return product;
}
