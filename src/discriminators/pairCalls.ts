import type { Body, Call, Helper } from "../engine/index.ts";
import {
  along,
  apart,
  area,
  ofDistance,
  ofProducts,
  placeSquares,
  squares,
  sumOfSlopes,
  sumOfStretchedSlopes,
  sumOfValues,
  taught,
  taughtByDipoles,
  taughtByStretchedDipoles,
} from "./pairBodies.ts";
import type { PairText } from "./pairText.ts";

/** A sum of kernels f = Σ_m a_m K(·, u_m) in a step program: where its parts stand. */
export interface KernelSum {
  /** Begins the names of calls and arrays. */
  readonly kind: string;
  readonly text: PairText;
  readonly dimension: number;
  /** M. */
  readonly length: number;
  /** u: a table [M*d], or rows of an array [M*d] after `offset` others. */
  readonly places: { readonly name: string; readonly table: boolean; readonly offset: number };
  /** a: the first M rows of an array. */
  readonly coefficients: string;
  /** The numbers of the kernel. */
  readonly shape: string;
}

/** Samples z_r, and how the names of what is made of them end. */
interface Samples {
  readonly samples: string;
  readonly count: number;
  readonly tag: string;
}

function named({ kind }: KernelSum, { tag }: Samples) {
  const of = (part: string) => `${kind}${part}${tag}`;
  return {
    squares: of("Squares"),
    placeSquares: of("PlaceSquares"),
    apart: of("Apart"),
    along: of("Along"),
    area: of("Area"),
    value: of("Value"),
    slope: of("Slope"),
    stretch: of("Stretch"),
  };
}

function common({ text, dimension, length, places }: KernelSum) {
  const helpers: Readonly<Record<string, Helper>> = {
    ...text.helpers,
    place: places.table
      ? "function place(places, row, s) { return places[row]; }"
      : "function place(places, row, s) { return places[row][s]; }",
  };
  const constants = { D: dimension, M: length, FROM: places.offset, ...text.constants };
  return { helpers, constants };
}

/** Calls that write K and the factors of ∇K of every pair (z_r, u_m), [R*M], for the calls below. */
export function pairCalls(sum: KernelSum, at: Samples, parts: readonly Part[] = partsOf(sum)): Call[] {
  const names = named(sum, at);
  const rows = at.count * sum.length;
  const { name: places } = sum.places;
  const write = (output: string, body: unknown, reads: readonly string[], more: Partial<Call> = {}): Call => {
    return { name: output, output, rows, body: body as Body, reads, ...common(sum), ...more };
  };
  const pairs = (part: Part, body: unknown, reads: readonly string[]): Call => {
    const call = write(names[part], body, reads);
    const factor = factorText(part);
    return { ...call, helpers: { ...call.helpers, factor } };
  };
  const distance = write(names.apart, apart, [at.samples, places]);
  if (!sum.text.stretches) {
    return [distance, ...parts.map((part) => pairs(part, ofDistance, [names.apart, sum.shape]))];
  }
  const reads = [names.apart, names.area, names.squares, names.along, names.placeSquares, sum.shape];
  return [
    distance,
    write(names.along, along, [at.samples, places]),
    write(names.squares, squares, [at.samples], { rows: at.count }),
    write(names.placeSquares, placeSquares, [places], { rows: sum.length }),
    write(names.area, area, [at.samples, places, names.squares, names.apart]),
    ...parts.map((part) => pairs(part, ofProducts, reads)),
  ];
}

function factorText(part: Part): string {
  const name = { value: "pairValue", slope: "pairSlope", stretch: "pairStretch" }[part];
  return `function factor(r2, area, xx, xy, yy, shape, s) { return ${name}(r2, area, xx, xy, yy, shape, s); }`;
}

type Part = "value" | "slope" | "stretch";

function partsOf({ text }: KernelSum): Part[] {
  return text.stretches ? ["value", "slope", "stretch"] : ["value", "slope"];
}

/** The name of the array of K(z_r, u_m), [R*M]. */
export function pairValues(sum: KernelSum, at: Samples): string {
  return named(sum, at).value;
}

/** Calls that write f(z_r) and ∇f(z_r), those that are named. */
export function sumCalls(sum: KernelSum, at: Samples & { value?: string; slope?: string }): Call[] {
  const names = named(sum, at);
  const calls: Call[] = [];
  if (at.value !== undefined) {
    calls.push({
      name: `${sum.kind}Feel${at.tag}`,
      output: at.value,
      rows: at.count,
      body: sumOfValues as Body,
      reads: [sum.coefficients, names.value],
      ...common(sum),
    });
  }
  if (at.slope !== undefined) {
    const reads = [sum.coefficients, at.samples, sum.places.name, names.slope];
    calls.push({
      name: `${sum.kind}FeelSlope${at.tag}`,
      output: at.slope,
      rows: at.count * sum.dimension,
      body: (sum.text.stretches ? sumOfStretchedSlopes : sumOfSlopes) as Body,
      reads: sum.text.stretches ? [...reads, names.stretch] : reads,
      ...common(sum),
    });
  }
  return calls;
}

/** A call that writes Σ_r pull_r K(z_r, u_m) + Σ_r dipole_r·∇_z K(z_r, u_m) to `output`, [M]. */
export function lessonCall(
  sum: KernelSum,
  at: Samples & { readonly pull: string; readonly dipole?: string; readonly output: string },
): Call {
  const names = named(sum, at);
  const { helpers, constants } = common(sum);
  const reads = [at.pull, names.value];
  const call = { name: at.output, output: at.output, rows: sum.length, helpers };
  const sized = { constants: { ...constants, R: at.count } };
  if (at.dipole === undefined) return { ...call, ...sized, body: taught as Body, reads };
  const more = [...reads, at.dipole, at.samples, sum.places.name, names.slope];
  if (!sum.text.stretches) return { ...call, ...sized, body: taughtByDipoles as Body, reads: more };
  return { ...call, ...sized, body: taughtByStretchedDipoles as Body, reads: [...more, names.stretch] };
}
