import { multiIndices } from "../../numerics/multiIndices.ts";
import { type FormProgram, type Member, rowsOf } from "../form.ts";
import { type TaylorConstants, taylorCalls } from "./calls.ts";
import { centrePoints, narrowestWidth, scalesOf } from "./centres.ts";
import { type Placed, placedOf } from "./layout.ts";
import { trueProjection } from "./projection.ts";
import { taylorSubstitutes } from "./substitutes.ts";

/** Powers and moments below this count as 0: denormal numbers cost a hundred times as much as others. */
const floor = 1e-140;

/** The arrays and calls for members that share a layout. */
export function taylorProgram(members: readonly Member[]): FormProgram {
  const first = members[0]!;
  const placed = layoutOf(first);
  const { dimension } = first.target;
  const exponents = multiIndices(dimension, placed.order);
  const features = exponents.length / dimension;
  const scales = first.discriminator.kernel.terms.length;
  const points = placed.centres.points.length;
  const S = members.length;
  const constants: TaylorConstants = {
    D: dimension,
    n: first.count,
    N: points,
    SCALES: scales,
    FEATURES: features,
    LADDER: placed.order + 1,
    BITS: Math.floor(Math.log2(placed.order)) + 1,
    SCALE: placed.scale,
    REACH2: placed.reach * placed.reach,
    FLOOR: floor,
  };
  const calls = taylorCalls(constants);
  return {
    state: {
      moments: new Float64Array(points * scales * features * S),
      clock: new Float64Array(S),
      departed: new Float64Array(S).fill(-1),
    },
    parameters: {
      centres: rowsOf(members, (member) => centrePoints(member, layoutOf(member).centres)),
      widths: rowsOf(members, (member) => scalesOf(member).map((scale) => scale.width)),
      amplitudes: rowsOf(members, (member) => scalesOf(member).map((scale) => Math.sqrt(scale.weight))),
      region2: rowsOf(members, (member) => [(placed.region * narrowestWidth(member)) ** 2]),
      projection: rowsOf(members, (member) => trueProjection(member, exponents, layoutOf(member))),
    },
    tables: { exponents: Float64Array.from(exponents), factors: factorsOf(placed) },
    departed: "departed",
    ...calls,
    substitutes: taylorSubstitutes(constants, calls, placed.alone),
  };
}

/** The layout of a member that the form can hold. */
export function layoutOf(member: Member): Placed {
  const placed = placedOf(member);
  if (placed === undefined) throw new Error("a particle starts outside of the region of the Taylor form");
  return placed;
}

/** s^{2m}/m!, the factor of ζ^m ζ'^m in e^{zz'}. */
function factorsOf({ order, scale }: Placed): Float64Array {
  const factors = new Float64Array(order + 1).fill(1);
  for (let m = 1; m <= order; m++) factors[m] = (factors[m - 1]! * scale * scale) / m;
  return factors;
}
