import type { Kernel } from "../../kernels/index.ts";
import { InputError } from "../../options/index.ts";
import type { SumsExecutor } from "./job.ts";
import { shapeCodes } from "./shapes.ts";

/** A sum f(y) = Σ_i w_i K(y, x_i), and where it is wanted. All lists are flat, point by point. */
export interface SumsInput {
  /** The x_i, [M*d], in the units of the kernel's width. */
  readonly points: ArrayLike<number>;
  /** The w_i, [M], of either sign. */
  readonly weights: ArrayLike<number>;
  /** The y, [N*d]. */
  readonly at: ArrayLike<number>;
  /** d. */
  readonly dimension: number;
}

/** How sums are computed. */
export interface SumsOptions {
  /** What is computed; "both" when left out. One alone is a little cheaper. */
  readonly wanted?: "values" | "gradients" | "both";
  /** "single" when left out; "double" is several times slower and right to rounding. */
  readonly precision?: "single" | "double";
  /** With "none" every pair is computed; with "auto" (when left out) only near ones, where that is less work. */
  readonly cutoff?: "auto" | "none";
  /**
   * What may be lost by a cut-off, relative to Σ|w_i| times the largest value (or gradient) of each term of the
   * kernel: 1e-7 in single and 1e-14 in double precision when left out.
   */
  readonly accuracy?: number;
  /** Who computes; the calling thread when left out, worker threads with `pairThreads` of `ganphase/node`. */
  readonly executor?: SumsExecutor;
}

/** Coordinates beyond so many widths leave too few digits to tell neighbours apart. */
const farthest = 1e12;

/** @throws InputError naming the place of what is wrong. */
export function checkSums(kernel: Kernel, input: SumsInput, options: SumsOptions): void {
  for (const { shape } of kernel.terms) {
    if (shapeCodes[shape] === undefined) {
      throw new InputError("kernel", `has a term of the shape "${shape}", which sums do not know`);
    }
  }
  const { points, weights, at, dimension } = input;
  if (!(Number.isInteger(dimension) && dimension > 0)) {
    throw new InputError("dimension", `must be a whole number of at least 1, not ${dimension}`);
  }
  if (points.length !== weights.length * dimension) {
    const wanted = `${weights.length * dimension} numbers, ${dimension} a weight`;
    throw new InputError("points", `must list ${wanted}, not ${points.length}`);
  }
  if (at.length % dimension !== 0) {
    throw new InputError("at", `must list ${dimension} numbers a point, but has ${at.length}`);
  }
  const reach = farthest * kernel.width;
  for (const [place, values] of Object.entries({ points, at })) {
    for (let k = 0; k < values.length; k++) {
      if (Math.abs(values[k]!) > reach && Number.isFinite(values[k]!))
        throw new InputError(`${place}[${k}]`, `is beyond ${farthest} kernel widths: ${values[k]}`);
    }
  }
  for (const [place, values] of Object.entries({ points, weights, at })) {
    for (let k = 0; k < values.length; k++) {
      if (!Number.isFinite(values[k]!))
        throw new InputError(`${place}[${k}]`, `must be finite, not ${values[k]}`);
    }
  }
  oneOf("wanted", options.wanted, ["values", "gradients", "both"]);
  oneOf("precision", options.precision, ["single", "double"]);
  oneOf("cutoff", options.cutoff, ["auto", "none"]);
  const { accuracy } = options;
  if (accuracy !== undefined && !(accuracy > 0 && accuracy < 1)) {
    throw new InputError("accuracy", `must lie between 0 and 1, not ${accuracy}`);
  }
}

function oneOf(place: string, given: string | undefined, known: readonly string[]): void {
  if (given !== undefined && !known.includes(given)) {
    throw new InputError(place, `must be one of ${known.join(", ")}, not "${given}"`);
  }
}
