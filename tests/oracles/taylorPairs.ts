import type { RandomStream } from "../../src/numerics/random.ts";

/** Σ_{k>P} t^k/k! for any sign of t, without cancellation against the kept terms. */
function tail(t: number, order: number): number {
  let term = 1;
  for (let k = 1; k <= order; k++) term *= t / k;
  let sum = 0;
  for (let k = order + 1; k < order + 400; k++) {
    term *= t / k;
    sum += term;
  }
  return sum;
}

/** ‖∇_x (K − K_P)‖ in widths at x = (r, 0), x' = r'(cos, sin), where K_P keeps the terms (x·x')^k/k!, k ≤ P. */
export function pairError(r: number, s: number, cosine: number, order: number): number {
  const t = r * s * cosine;
  const first = tail(t, order);
  const second = order > 0 ? tail(t, order - 1) : Math.exp(t);
  const along = -r * first + s * cosine * second;
  const across = s * Math.sqrt(1 - cosine * cosine) * second;
  return Math.exp(-0.5 * (r * r + s * s)) * Math.hypot(along, across);
}

/** The largest error among random pairs with x in the region and x' in the reach, most of them far out. */
export function largestPairError(region: number, reach: number, order: number, stream: RandomStream): number {
  let largest = 0;
  for (let k = 0; k < 3000; k++) {
    // Errors are largest at the edge of the region and for aligned pairs.
    const r = region * stream.uniform() ** 0.25;
    const cosine = k % 3 === 0 ? 1 : 2 * stream.uniform() - 1;
    largest = Math.max(largest, pairError(r, reach * stream.uniform(), cosine, order));
  }
  return largest;
}
