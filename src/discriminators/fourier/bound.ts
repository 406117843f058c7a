import type { Kernel, Spectrum } from "../../kernels/index.ts";
import { upperIntegral } from "./upperIntegral.ts";

/*
 * How far the truncated Fourier series of a periodic kernel lies from the kernel, in units of its width.
 *
 * The series Σ_{|κ| ≤ k_c} Ŝ(κ)/V cos(κ·r) differs from K(r) by the terms it lacks and by the images of K in
 * the other periods. For a difference r of two points of the valid region, of sides E, and periods
 * E + gap, both are bounded for ∇K:
 *
 * images: |Σ_{n≠0} ∇K(r + nL)| ≤ Σ_{n≠0} |∇K| at the least distance that r + nL can have;
 *
 * spectrum: |Σ_{|κ| > k_c} κ Ŝ(κ)/V sin(κ·r)| ≤ Σ |κ| Ŝ/V, or, for the mean square over all r in the period,
 * Σ (|κ| Ŝ/V)². Around each κ lies a cell of the lattice, of volume (2π)^d/V and half diagonal δ; in it
 * |κ| ≤ |k| + δ and Ŝ(κ) ≤ Ŝ(max(|k| − δ, k_c)), since Ŝ falls. So the sum is at most an integral over |k|.
 *
 * Every region has sides of at least E ≥ 2·padding, and both bounds fall as E and L grow: they are computed for
 * the least sides, once for all simulations.
 */

/** One term of a kernel in units of the kernel's width, its weight in those of Σ weight/width. */
export interface UnitTerm {
  readonly weight: number;
  readonly spectrum: Spectrum;
  /** |∇κ| at a distance. */
  steepness(r: number): number;
}

/** The terms of a kernel all of which have a spectral density. */
export function unitTerms(kernel: Kernel, dimension: number): readonly UnitTerm[] {
  const unit = kernel.terms.reduce(
    (sum, term) => sum + (term.weight * kernel.width) / term.parameters[0]!,
    0,
  );
  return kernel.terms.map(({ weight, parameters, slope, spectrum }) => {
    const scaled = [parameters[0]! / kernel.width, ...parameters.slice(1)];
    return {
      weight: weight / unit,
      spectrum: spectrum!(dimension, ...scaled),
      steepness: (r) => -slope(r * r, ...scaled) * r,
    };
  });
}

/** Images up to this number of periods away are placed one by one, the rest in shells. */
const placedImages = 3;

/**
 * Bound on |Σ_{n≠0} ∇K(r + nL)| for |r_k| ≤ E_k, with least side E and a gap of at least one width. The image n
 * has |r_k + n_k L_k| ≥ (|n_k| − 1)L_k + gap; in the shell max|n_k| = q that is at least q(L − E/4) for q ≥ 4.
 */
export function imageBound(terms: readonly UnitTerm[], dimension: number, side: number, gap: number): number {
  const shell = placedImages + 1;
  const spacing = side + gap - side / shell;
  // (2q + 1)^d − (2q − 1)^d images a shell, at most this times x^{d−1} for every x in [q − 1, q].
  const count =
    ((2 * shell + 1) ** dimension - (2 * shell - 1) ** dimension) / placedImages ** (dimension - 1);
  let sum = 0;
  for (const { weight, steepness } of terms) {
    for (const { distance, images } of nearImages(dimension, side, gap)) {
      sum += weight * images * steepness(distance);
    }
    sum += weight * count * upperIntegral(dimension - 1, (x) => steepness(spacing * x), placedImages);
  }
  return sum;
}

/** The least distances of the images with all |n_k| ≤ 3, and how many images share each. */
function nearImages(dimension: number, side: number, gap: number): { distance: number; images: number }[] {
  let found = [{ square: 0, images: 1 }];
  for (let k = 0; k < dimension; k++) {
    found = found.flatMap(({ square, images }) =>
      Array.from({ length: placedImages + 1 }, (_, n) => {
        const least = n === 0 ? 0 : (n - 1) * (side + gap) + gap;
        return { square: square + least * least, images: n === 0 ? images : 2 * images };
      }),
    );
  }
  // The first is the point itself.
  return found.slice(1).map(({ square, images }) => ({ distance: Math.sqrt(square), images }));
}

/** 2π^{d/2}/Γ(d/2)/(2π)^d, for d = 1, 2, 3. */
const spheres = [1 / Math.PI, 1 / (2 * Math.PI), 1 / (2 * Math.PI * Math.PI)];

/** Bound on the error of ∇K at any r by the terms beyond the cut-off, for periods of at least `period`. */
export function spectralBound(
  terms: readonly UnitTerm[],
  dimension: number,
  period: number,
  cutoff: number,
): number {
  let sum = 0;
  for (const { weight, spectrum } of terms) sum += weight * beyond(spectrum, 1, dimension, period, cutoff);
  return sum;
}

/** The same for the root of the mean square over all r in the period: it exists where K has a kink at 0. */
export function spectralMeanBound(
  terms: readonly UnitTerm[],
  dimension: number,
  period: number,
  cutoff: number,
): number {
  let sum = 0;
  for (const { weight, spectrum } of terms) {
    const square = beyond((k) => spectrum(k) ** 2, 2, dimension, period, cutoff);
    sum += weight * Math.sqrt(square / period ** dimension);
  }
  return sum;
}

/** Bound on Σ_{|κ| > k_c} |κ|^p F(κ)/V. */
function beyond(falling: Spectrum, p: number, dimension: number, period: number, cutoff: number): number {
  const half = (Math.PI * Math.sqrt(dimension)) / period;
  // |k| from k_c − δ to k_c + δ, with F at the cut-off; beyond, with k = q + δ and q from the cut-off on.
  const edge = 2 * half * (cutoff + 2 * half) ** p * (cutoff + half) ** (dimension - 1) * falling(cutoff);
  const stretch = (1 + (2 * half) / cutoff) ** p * (1 + half / cutoff) ** (dimension - 1);
  return spheres[dimension - 1]! * (edge + stretch * upperIntegral(p + dimension - 1, falling, cutoff));
}
