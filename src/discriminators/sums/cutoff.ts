import type { Kernel, RadialTerm } from "../../kernels/index.ts";

/** No cut-off is looked for beyond so many widths. */
const farthest = 1e3;

/**
 * The distance from which on every term of a kernel is below `accuracy` of its largest value, and its gradient of its
 * steepest; infinite where that is too far to be of use. What a sum loses by leaving out pairs that are farther apart
 * is then at most `accuracy`·Σ|w|·Σ_m w_m max κ_m, and likewise for gradients.
 */
export function cutoffOf(kernel: Kernel, accuracy: number): number {
  return Math.max(...kernel.terms.map((term) => termCutoff(term, accuracy)));
}

function termCutoff(term: RadialTerm, accuracy: number): number {
  const width = term.parameters[0]!;
  const steepness = (r: number) => Math.abs(r * term.slope(r * r, ...term.parameters));
  let steepest = 0;
  for (let k = -80; k <= 24; k++) steepest = Math.max(steepest, steepness(width * 2 ** (k / 8)));
  const felt = (r: number) =>
    term.value(r * r, ...term.parameters) > accuracy || steepness(r) > accuracy * steepest;
  let above = width;
  while (felt(above)) {
    above *= 2;
    if (above > farthest * width) return Number.POSITIVE_INFINITY;
  }
  let below = 0;
  for (let k = 0; k < 40; k++) {
    const middle = (below + above) / 2;
    if (felt(middle)) below = middle;
    else above = middle;
  }
  return above;
}
