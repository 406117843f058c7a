import type { Member } from "../form.ts";
import { scalesOf } from "./centres.ts";
import type { Placed } from "./layout.ts";

/**
 * What the true points add to the moments a step and unit η_d, [C * scales * features]:
 * √w Σ_i truePull_i e^{−z²/2} ζ^α with z = (x_i − c)/σ and ζ = z/s, sources within the reach of the centre.
 */
export function trueProjection(member: Member, exponents: Uint16Array, placed: Placed): Float64Array {
  const { points, masses, dimension } = member.target;
  const { centres, reach, scale } = placed;
  const scales = scalesOf(member);
  const features = exponents.length / dimension;
  const result = new Float64Array(centres.points.length * scales.length * features);
  const z = new Float64Array(dimension);
  for (let c = 0; c < centres.points.length * scales.length; c++) {
    const centre = centres.points[Math.floor(c / scales.length)]!;
    const { weight, width } = scales[c % scales.length]!;
    for (let i = 0; i < masses.length; i++) {
      let r2 = 0;
      for (let k = 0; k < dimension; k++) {
        z[k] = (points[i * dimension + k]! - points[centre * dimension + k]!) / width;
        r2 += z[k]! * z[k]!;
      }
      if (r2 >= reach * reach) continue;
      const amplitude = Math.sqrt(weight) * member.truePull[i]! * Math.exp(-0.5 * r2);
      if (r2 === 0) {
        // The centre itself, of all sources the most frequent.
        result[c * features]! += amplitude;
        continue;
      }
      for (let feature = 0; feature < features; feature++) {
        let product = amplitude;
        for (let k = 0; k < dimension; k++) product *= (z[k]! / scale) ** exponents[feature * dimension + k]!;
        result[c * features + feature]! += product;
      }
    }
  }
  return result;
}
