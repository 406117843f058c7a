import { logFactorial } from "../../numerics/multiIndices.ts";
import type { Member } from "../form.ts";

/** The Gaussians of a member's kernel: weight and width each. */
export function scalesOf(member: Member): { readonly weight: number; readonly width: number }[] {
  return member.discriminator.kernel.terms.map(({ weight, parameters }) => ({
    weight,
    width: parameters[0]!,
  }));
}

/** The width of the narrowest of them. */
export function narrowestWidth(member: Member): number {
  return Math.min(...scalesOf(member).map((scale) => scale.width));
}

/** Where the expansions of a simulation are, and how far its particles start from them. */
export interface Centres {
  /** The true points that are nearest to some particle at the start, ascending: f is felt near them alone. */
  readonly points: readonly number[];
  /** The largest distance of a particle from its nearest one. */
  readonly distance: number;
}

/** The true points about which f is expanded. */
export function centresOf(member: Member): Centres {
  const { points, masses, dimension } = member.target;
  const used = new Set<number>();
  let farthest = 0;
  for (let j = 0; j < member.count; j++) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < masses.length; i++) {
      let r2 = 0;
      for (let k = 0; k < dimension; k++) {
        r2 += (member.start[j * dimension + k]! - points[i * dimension + k]!) ** 2;
      }
      if (r2 < least) {
        least = r2;
        nearest = i;
      }
    }
    used.add(nearest);
    farthest = Math.max(farthest, Math.sqrt(least));
  }
  return { points: [...used].sort((a, b) => a - b), distance: farthest };
}

/** Their coordinates, [C*d]. */
export function centrePoints(member: Member): Float64Array {
  const { points, dimension } = member.target;
  return Float64Array.from(
    centresOf(member).points.flatMap((i) => [...points.subarray(i * dimension, (i + 1) * dimension)]),
  );
}

/**
 * What the true points add to the coefficients a step and unit η_d, [C * scales * features]:
 * √w Σ_i truePull_i φ_α(x_i − c), sources within `reach` widths of the centre.
 */
export function trueProjection(member: Member, exponents: Uint16Array, reach: number): Float64Array {
  const { points, masses, dimension } = member.target;
  const scales = scalesOf(member);
  const features = exponents.length / dimension;
  const centres = centresOf(member).points;
  const result = new Float64Array(centres.length * scales.length * features);
  const z = new Float64Array(dimension);
  for (let c = 0; c < centres.length * scales.length; c++) {
    const centre = centres[Math.floor(c / scales.length)]!;
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
