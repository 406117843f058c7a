import { type AnyKernel, pairValue } from "../../kernels/index.ts";
import { pairNumbers, pairText } from "../pairText.ts";
import type { Candidates } from "./candidates.ts";

/** Inducing points u_m and the inverse of L in K(u_m, u_k) = (L Lᵀ)_mk. */
export interface Inducing {
  readonly key: string;
  /** M, filled up to a multiple of 4 by rows of L⁻¹ that are 0: features that stay 0. */
  readonly length: number;
  /** How many inducing points there are without these. */
  readonly points: number;
  /** [M*d]. */
  readonly places: Float64Array;
  /** L⁻¹, lower triangular, row-major [M*M]. */
  readonly inverse: Float64Array;
  /** √ of the largest of (K − Q)(x, x) over candidates and probes, over the largest K(x, x). */
  readonly bound: number;
}

export interface Choice {
  readonly kernel: AnyKernel;
  readonly dimension: number;
  readonly accuracy: number;
  /** M at most. */
  readonly most: number;
  readonly candidates: Candidates;
}

/** Choices by key: all simulations of a scan ask for the same few, and each takes up to a second. */
const known = new Map<string, Inducing>();
const mostKnown = 24;

/**
 * Inducing points by pivoted Cholesky (Fine & Scheinberg 2001): each next one is the candidate at which the kernel
 * of the span so far, Q(x, x'), falls shortest of K(x, x), until none does by more than accuracy² of the largest
 * K(x, x), or there are as many as may be.
 */
export function chooseInducing(choice: Choice): Inducing {
  const { kernel, dimension, accuracy, most, candidates } = choice;
  const numbers = pairNumbers(kernel, dimension).join(" ");
  const key = `${pairText(kernel).key} ${dimension} ${numbers} ${accuracy} ${most} ${candidates.key}`;
  let inducing = known.get(key);
  if (inducing === undefined) {
    if (known.size >= mostKnown) known.clear();
    inducing = choose(choice, key);
    known.set(key, inducing);
  }
  return inducing;
}

/** Below this share of the largest K(x, x) a residual is rounding. */
const rounding = 1e-13;

function choose({ kernel, dimension, accuracy, most, candidates }: Choice, key: string): Inducing {
  const points = rowsOf(candidates.points(), dimension);
  const residuals = Float64Array.from(points, (x) => pairValue(kernel, x, x));
  const largest = residuals.reduce((a, b) => Math.max(a, b), 0);
  const enough = Math.max(accuracy ** 2, rounding) * largest;
  const pivots: number[] = [];
  const features: Float64Array[] = [];
  while (pivots.length < most) {
    const pivot = residuals.reduce((best, value, c) => (value > residuals[best]! ? c : best), 0);
    if (!(residuals[pivot]! > enough)) break;
    const feature = nextFeature(kernel, points, pivot, features, residuals);
    pivots.push(pivot);
    features.push(feature);
  }
  const length = pivots.length;
  const places = pivots.map((pivot) => points[pivot]!);
  const inverse = inverseOf(length, (m, k) => features[k]![pivots[m]!]!);
  const left = residuals.reduce((a, b) => Math.max(a, b), 0);
  const missed = rowsOf(candidates.probes(), dimension).map((x) => residual(kernel, places, inverse, x));
  const bound = Math.sqrt(Math.max(left, ...missed) / largest);
  return { key, points: length, bound, ...filledUp(length, places, inverse) };
}

function filledUp(points: number, places: readonly Float64Array[], inverse: Float64Array) {
  const length = Math.ceil(points / 4) * 4;
  const filled = new Float64Array(length * length);
  for (let m = 0; m < points; m++) {
    filled.set(inverse.subarray(m * points, (m + 1) * points), m * length);
  }
  const all = Array.from({ length }, (_, m) => places[m] ?? places[0]!);
  return { length, places: Float64Array.from(all.flatMap((x) => [...x])), inverse: filled };
}

function rowsOf(points: Float64Array, dimension: number): Float64Array[] {
  return Array.from({ length: points.length / dimension }, (_, c) =>
    points.subarray(c * dimension, (c + 1) * dimension),
  );
}

/** The next feature at all candidates, [C]; takes its squares from the residuals. */
function nextFeature(
  kernel: AnyKernel,
  points: readonly Float64Array[],
  pivot: number,
  features: readonly Float64Array[],
  residuals: Float64Array,
): Float64Array {
  const norm = Math.sqrt(residuals[pivot]!);
  const next = Float64Array.from(points, (x) => pairValue(kernel, x, points[pivot]!));
  for (const feature of features) {
    const share = feature[pivot]!;
    for (let c = 0; c < next.length; c++) next[c]! -= share * feature[c]!;
  }
  for (let c = 0; c < next.length; c++) {
    next[c]! /= norm;
    residuals[c] = Math.max(0, residuals[c]! - next[c]! ** 2);
  }
  residuals[pivot] = 0;
  return next;
}

/** L⁻¹ by forward substitution. */
function inverseOf(length: number, lower: (m: number, k: number) => number): Float64Array {
  const inverse = new Float64Array(length * length);
  for (let m = 0; m < length; m++) {
    const row = inverse.subarray(m * length, (m + 1) * length);
    row[m] = 1;
    for (let k = 0; k < m; k++) {
      const share = lower(m, k);
      for (let i = 0; i <= k; i++) row[i]! -= share * inverse[k * length + i]!;
    }
    const norm = lower(m, m);
    for (let i = 0; i <= m; i++) row[i]! /= norm;
  }
  return inverse;
}

/** (K − Q)(x, x), what the features leave of K at x. */
function residual(
  kernel: AnyKernel,
  places: readonly Float64Array[],
  inverse: Float64Array,
  x: Float64Array,
): number {
  const M = places.length;
  const values = places.map((place) => pairValue(kernel, x, place));
  let left = pairValue(kernel, x, x);
  for (let m = 0; m < M; m++) {
    let feature = 0;
    for (let k = 0; k <= m; k++) feature += inverse[m * M + k]! * values[k]!;
    left -= feature ** 2;
  }
  return Math.max(0, left);
}
