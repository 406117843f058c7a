import type { Kernel } from "../../kernels/index.ts";
import type { ErrorNorm } from "../report.ts";
import { imageBound, spectralBound, spectralMeanBound, type UnitTerm, unitTerms } from "./bound.ts";

/** What a kernel, a dimension, a padding and an accuracy ask of a Fourier series; lengths in widths. */
export interface FourierLayout {
  /** Distance between the valid region and its next image. */
  readonly gap: number;
  /** k_c: wave vectors up to this length are kept. */
  readonly cutoff: number;
  /** Bound on the error of ∇K in units of Σ weight/width of the terms, at most the accuracy. */
  readonly bound: number;
  /** In which sense: at every pair of points, or in the mean square over all differences in the period. */
  readonly norm: ErrorNorm;
}

/** A gap or a wave number beyond this is out of question for any machine. */
const farthest = 1e7;

/** Shares of the accuracy that the images may take: slow tails in space want much, slow spectra little. */
const imageShares = [0.02, 0.1, 0.5, 0.9, 0.98];

/** Layouts are functions of what stands in the key alone; the search takes milliseconds. */
const known = new Map<string, FourierLayout | string>();
const mostKnown = 10_000;

/** The layout that takes the fewest modes, or why there is none. */
export function fourierLayout(
  kernel: Kernel,
  dimension: number,
  padding: number,
  accuracy: number,
): FourierLayout | string {
  if (kernel.terms.some((term) => term.spectrum === undefined)) {
    return `the spectral density of ${kernel.kind} is not known`;
  }
  // Asked for once a simulation at least, so that the key is put together by hand.
  let key = `${dimension} ${padding} ${accuracy}`;
  for (const { shape, weight, parameters } of kernel.terms) {
    const [width, ...others] = parameters;
    key += ` ${shape} ${weight / kernel.terms[0]!.weight} ${width! / kernel.width} ${others.join()}`;
  }
  if (known.size >= mostKnown) known.clear();
  const layout = known.get(key) ?? search(kernel, dimension, padding, accuracy);
  known.set(key, layout);
  return layout;
}

function search(
  kernel: Kernel,
  dimension: number,
  padding: number,
  accuracy: number,
): FourierLayout | string {
  const terms = unitTerms(kernel, dimension);
  const norm: ErrorNorm = kernel.curvature === undefined ? "rootMeanSquare" : "largest";
  let best: FourierLayout | undefined;
  for (const share of imageShares) {
    const layout = layoutOf(terms, norm, dimension, 2 * padding, accuracy, share);
    if (layout === undefined) continue;
    const size = ({ gap, cutoff }: FourierLayout) => (2 * padding + gap) * cutoff;
    if (best === undefined || size(layout) < size(best)) best = layout;
  }
  return best ?? `its periodic images, or its spectrum, fall too slowly for an accuracy of ${accuracy}`;
}

function layoutOf(
  terms: readonly UnitTerm[],
  norm: ErrorNorm,
  dimension: number,
  side: number,
  accuracy: number,
  share: number,
): FourierLayout | undefined {
  const images = (gap: number) => imageBound(terms, dimension, side, gap);
  // |∇K| falls beyond one width, and the bound is made of that.
  const gap = least(images, 1, share * accuracy);
  if (gap === undefined) return undefined;
  const tail = norm === "largest" ? spectralBound : spectralMeanBound;
  const spectrum = (cutoff: number) => tail(terms, dimension, side + gap, cutoff);
  const cutoff = least(spectrum, 0.5, accuracy - images(gap));
  if (cutoff === undefined) return undefined;
  return { gap, cutoff, bound: images(gap) + spectrum(cutoff), norm };
}

/** The least x ≥ `from`, to a thousandth, at which a falling bound is at most `wanted`. */
function least(bound: (x: number) => number, from: number, wanted: number): number | undefined {
  if (bound(from) <= wanted) return from;
  if (!(bound(farthest) <= wanted)) return undefined;
  let low = from;
  let high = 2 * from;
  while (!(bound(high) <= wanted)) {
    low = high;
    high *= 2;
  }
  while (high > 1.001 * low) {
    const middle = Math.sqrt(low * high);
    if (bound(middle) <= wanted) high = middle;
    else low = middle;
  }
  return high;
}
