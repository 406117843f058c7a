import { type Kernel, kernelSlope, kernelValue } from "../../kernels/kernel.ts";
import { solveDefinite } from "../../numerics/definiteSolve.ts";
import type { RandomStream } from "../../numerics/random.ts";
import type { Field } from "./field.ts";
import type { Sites } from "./samples.ts";

/**
 * Smooth functions with given values at the sites: what an optimal discriminator without a bound may be, since nothing but
 * these values counts.
 */

/** The steps z − site and their squared lengths, for every site. */
function eachStep(
  { points, dimension }: Sites,
  z: ArrayLike<number>,
  act: (site: number, r2: number) => void,
): void {
  for (let site = 0; site * dimension < points.length; site++) {
    let r2 = 0;
    for (let a = 0; a < dimension; a++) r2 += (z[a]! - points[site * dimension + a]!) ** 2;
    act(site, r2);
  }
}

/** Σ_s c_s K(z, s), the function of least norm in the kernel's space. @throws RangeError when the kernel is too wide for it */
export function kernelInterpolant(sites: Sites, values: ArrayLike<number>, kernel: Kernel): Field {
  const { points, dimension } = sites;
  const count = values.length;
  const matrix = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    eachStep(sites, points.subarray(row * dimension, (row + 1) * dimension), (site, r2) => {
      matrix[row * count + site] = kernelValue(kernel, r2);
    });
  }
  const weights = solveDefinite(matrix, values);
  return {
    value(z) {
      let sum = 0;
      eachStep(sites, z, (site, r2) => {
        sum += weights[site]! * kernelValue(kernel, r2);
      });
      return sum;
    },
    gradient(z) {
      const sum = new Float64Array(dimension);
      eachStep(sites, z, (site, r2) => {
        const slope = weights[site]! * kernelSlope(kernel, r2);
        for (let a = 0; a < dimension; a++) sum[a]! += slope * (z[a]! - points[site * dimension + a]!);
      });
      return sum;
    },
  };
}

const WAVES = 256;

/** A random function of variance 1 and correlation length `width`: a sum of plane waves with normal wave vectors. */
export function randomField(dimension: number, width: number, stream: RandomStream): Field {
  const vectors = Float64Array.from({ length: WAVES * dimension }, () => stream.normal() / width);
  const phases = Float64Array.from({ length: WAVES }, () => 2 * Math.PI * stream.uniform());
  const amplitude = Math.sqrt(2 / WAVES);
  const angle = (wave: number, z: ArrayLike<number>) => {
    let sum = phases[wave]!;
    for (let a = 0; a < dimension; a++) sum += vectors[wave * dimension + a]! * z[a]!;
    return sum;
  };
  return {
    value: (z) => amplitude * phases.reduce((sum, _, wave) => sum + Math.cos(angle(wave, z)), 0),
    gradient(z) {
      const sum = new Float64Array(dimension);
      for (let wave = 0; wave < WAVES; wave++) {
        const slope = -amplitude * Math.sin(angle(wave, z));
        for (let a = 0; a < dimension; a++) sum[a]! += slope * vectors[wave * dimension + a]!;
      }
      return sum;
    },
  };
}

/** The sum of two functions. */
export function added(one: Field, other: Field): Field {
  return {
    value: (z) => one.value(z) + other.value(z),
    gradient(z) {
      const right = other.gradient(z);
      return one.gradient(z).map((slope, a) => slope + right[a]!);
    },
  };
}

/** A random function, mended to have the values: it goes through them by `kernel`, whose width it shares. */
export function randomInterpolant(
  sites: Sites,
  values: ArrayLike<number>,
  kernel: Kernel,
  stream: RandomStream,
): Field {
  const { points, dimension } = sites;
  const random = randomField(dimension, kernel.width, stream);
  const left = Float64Array.from(
    values,
    (value, site) => value - random.value(points.subarray(site * dimension, (site + 1) * dimension)),
  );
  return added(random, kernelInterpolant(sites, left, kernel));
}

/**
 * Zero at every site, with the gradient `slopes` [d] at one of them: a·(z − s)(1 − r²/R²)² for r = ‖z − s‖ < R, the distance to the
 * nearest other site. Added to an optimum of which only values at the sites count, it is an optimum with another gradient.
 */
export function bump(sites: Sites, site: number, slopes: ArrayLike<number>): Field {
  const { points, dimension } = sites;
  const at = points.slice(site * dimension, (site + 1) * dimension);
  let reach2 = Number.POSITIVE_INFINITY;
  eachStep(sites, at, (other, r2) => {
    if (other !== site) reach2 = Math.min(reach2, r2);
  });
  const parts = (z: ArrayLike<number>) => {
    const step = at.map((value, a) => z[a]! - value);
    const share = Math.max(0, 1 - step.reduce((sum, one) => sum + one * one, 0) / reach2);
    return { step, share, along: step.reduce((sum, one, a) => sum + one * slopes[a]!, 0) };
  };
  return {
    value(z) {
      const { share, along } = parts(z);
      return along * share * share;
    },
    gradient(z) {
      const { step, share, along } = parts(z);
      return step.map((one, a) => slopes[a]! * share * share - (4 * along * share * one) / reach2);
    },
  };
}
