import { logFactorial, multiIndices } from "../../numerics/multiIndices.ts";
import { type FormProgram, type Member, rowsOf } from "../form.ts";
import type { TaylorLayout } from "./bound.ts";
import { type TaylorConstants, taylorCalls } from "./calls.ts";
import { centrePoints, centresOf, narrowestWidth, scalesOf, trueProjection } from "./centres.ts";

/** The arrays and calls for members that share a layout. */
export function taylorProgram(members: readonly Member[], layout: TaylorLayout): FormProgram {
  const first = members[0]!;
  const { dimension } = first.target;
  const exponents = multiIndices(dimension, layout.order);
  const features = exponents.length / dimension;
  const scales = first.discriminator.kernel.terms.length;
  const points = centresOf(first).points.length;
  const S = members.length;
  const ladder = layout.order + 2;
  const stride = Math.ceil(Math.sqrt(ladder));
  const constants: TaylorConstants = {
    D: dimension,
    n: first.count,
    N: points,
    SCALES: scales,
    FEATURES: features,
    LADDER: ladder,
    STRIDE: stride,
    STEPS: 2 * stride,
    BITS: Math.ceil(Math.log2(stride * stride)),
    REACH2: layout.reach * layout.reach,
  };
  return {
    state: {
      coefficients: new Float64Array(points * scales * features * S),
      clock: new Float64Array(S),
      departed: new Float64Array(S).fill(-1),
    },
    parameters: {
      centres: rowsOf(members, centrePoints),
      widths: rowsOf(members, (member) => scalesOf(member).map((scale) => scale.width)),
      amplitudes: rowsOf(members, (member) => scalesOf(member).map((scale) => Math.sqrt(scale.weight))),
      region2: rowsOf(members, (member) => [(layout.region * narrowestWidth(member)) ** 2]),
      projection: rowsOf(members, (member) => trueProjection(member, exponents, layout.reach)),
    },
    tables: tablesOf(exponents, ladder, stride),
    departed: "departed",
    ...taylorCalls(constants),
  };
}

/** The rungs of the ladder are products of a small step, m < stride, and a large one, a multiple of it. */
function degreeOfStep(rung: number, stride: number): number {
  return rung < stride ? rung : (rung - stride) * stride;
}

/** Numbers that all simulations share: exponents of the features, and factors of the ladder. */
function tablesOf(exponents: Uint16Array, ladder: number, stride: number) {
  return {
    exponents: Float64Array.from(exponents),
    // z^m/√m! = (z·root)^m keeps large powers and large factorials from overflowing apart.
    roots: Float64Array.from({ length: 2 * stride }, (_, rung) => {
      const m = degreeOfStep(rung, stride);
      return m === 0 ? 1 : Math.exp(-logFactorial(m) / (2 * m));
    }),
    // h_{a+b} = h_a h_b / √(a+b choose a).
    mixing: Float64Array.from({ length: ladder }, (_, m) => {
      const b = m % stride;
      return Math.exp((logFactorial(m - b) + logFactorial(b) - logFactorial(m)) / 2);
    }),
  };
}
