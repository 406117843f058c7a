import { type Kernel, kernelValue } from "../kernels/index.ts";
import { InputError } from "../options/index.ts";

/*
 * How fast a kernel discriminator learns by frequency. Each step adds η_d ∫K(·, x)ρ(x)dx to f, ρ the difference of true
 * and generated mass (or of the loss's pulls). For K that depends on x − x' alone the part e^{ik·x} of ρ is multiplied
 * by the spectral density Ŝ(k) of K: rates in step k are η_d Ŝ(k), and only their ratios depend on the kernel's shape.
 */

/**
 * Ŝ(k)/Ŝ(reference) for the spectral density of a radial kernel.
 *
 * @param dimension of space, 1 to 3.
 * @param frequencies k = |k| ≥ 0, in radians per length.
 * @param reference the frequency with rate 1; 0 unless Ŝ is infinite there.
 * @returns [frequencies.length].
 * @throws InputError where a term of the kernel has no spectral density, or that of the reference is not finite.
 */
export function learningRates(
  kernel: Kernel,
  dimension: number,
  frequencies: ArrayLike<number>,
  reference = 0,
): Float64Array {
  const spectra = kernel.terms.map(({ spectrum, parameters, weight, shape }) => {
    if (spectrum === undefined)
      throw new InputError("kernel", `${shape} has no spectral density in closed form`);
    const density = spectrum(dimension, ...parameters);
    return (k: number) => weight * density(k);
  });
  const total = (k: number) => spectra.reduce((sum, density) => sum + density(k), 0);
  const unit = total(reference);
  if (!Number.isFinite(unit) || unit <= 0) {
    throw new InputError("reference", `the spectral density there is ${unit}; take a frequency above 0`);
  }
  return Float64Array.from(frequencies, (k) => total(k) / unit);
}

/** A kernel in the plane, tangent kernels of networks with their biases included. */
export type PlaneKernel = (x: readonly [number, number], y: readonly [number, number]) => number;

/**
 * The rates by frequency on a circle about the origin, on which every kernel that rotations leave alone depends on the
 * angle φ alone: with n equally spaced points the matrix K(φ_i − φ_j) is circulant, its eigenvectors are cos jφ and
 * sin jφ and its eigenvalues n·μ_j with
 *
 *     μ_j = (1/n) Σ_m K(2πm/n) cos(2πjm/n),
 *
 * the j-th Fourier coefficient of K(φ) plus those of n − j, n + j, 2n − j, …: read them up to about n/4, since near n/2
 * they are up to twice too high. Tangent kernels do not depend on x − x' alone; on a circle they still have frequencies.
 *
 * @param points n ≥ 1; costs n evaluations and n²/2 cosines from a table.
 * @returns μ_j for j = 0 … ⌊n/2⌋.
 */
export function circleRates(kernel: PlaneKernel, radius: number, points: number): Float64Array {
  if (!Number.isInteger(points) || points < 1)
    throw new InputError("points", "must be a whole number above 0");
  const turn = (2 * Math.PI) / points;
  const values = Float64Array.from({ length: points }, (_, m) =>
    kernel([radius, 0], [radius * Math.cos(m * turn), radius * Math.sin(m * turn)]),
  );
  const cosines = Float64Array.from({ length: points }, (_, m) => Math.cos(m * turn));
  return Float64Array.from({ length: Math.floor(points / 2) + 1 }, (_, j) => {
    let sum = 0;
    for (let m = 0; m < points; m++) sum += values[m]! * cosines[(j * m) % points]!;
    return sum / points;
  });
}

/** A radial kernel, to be laid beside tangent kernels on one circle. */
export function inPlane(kernel: Kernel): PlaneKernel {
  return (x, y) => kernelValue(kernel, (x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2);
}

/**
 * The exponent a of rates ∝ k^−a between two frequencies, by least squares of log rate on log k; +∞ if a rate in the
 * range is not above 0.
 */
export function fallOff(
  frequencies: ArrayLike<number>,
  rates: ArrayLike<number>,
  range: readonly [number, number],
): number {
  const [from, to] = range;
  let [count, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (let i = 0; i < frequencies.length; i++) {
    const k = frequencies[i]!;
    if (k < from || k > to || k <= 0) continue;
    if (rates[i]! <= 0) return Number.POSITIVE_INFINITY;
    const [x, y] = [Math.log(k), Math.log(rates[i]!)];
    count++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  if (count < 2) throw new InputError("range", "must hold two frequencies or more");
  return -(count * sumXY - sumX * sumY) / (count * sumXX - sumX * sumX);
}
