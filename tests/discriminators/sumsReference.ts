import type { SumsInput } from "../../src/discriminators/sums/input.ts";
import { type Kernel, kernelSlope, kernelValue, radialKernels } from "../../src/kernels/index.ts";
import { randomStream } from "../../src/numerics/random.ts";

/** A kernel of each shape, and a sum of all. */
export const everyKernel: Readonly<Record<string, Kernel>> = {
  gaussian: radialKernels.build({ kind: "gaussian", width: 0.8 }),
  laplacian: radialKernels.build({ kind: "laplacian", width: 1.3 }),
  rationalQuadratic: radialKernels.build({ kind: "rationalQuadratic", width: 0.7, mixture: 0.9 }),
  nearlyGaussian: radialKernels.build({ kind: "rationalQuadratic", width: 1.1, mixture: 60 }),
  maternOneHalf: radialKernels.build({ kind: "matern", width: 0.6, smoothness: 0.5 }),
  maternThreeHalves: radialKernels.build({ kind: "matern", width: 1, smoothness: 1.5 }),
  maternFiveHalves: radialKernels.build({ kind: "matern", width: 1.7, smoothness: 2.5 }),
  maternSevenHalves: radialKernels.build({ kind: "matern", width: 0.9, smoothness: 3.5 }),
  multiScale: radialKernels.build({
    kind: "multiScale",
    kernels: [
      { kind: "gaussian", width: 0.5 },
      { kind: "gaussian", width: 2 },
      { kind: "matern", width: 1, smoothness: 2.5 },
      { kind: "laplacian", width: 1 },
    ],
    weights: [1, 0.5, 0.25, 2],
  }),
};

/** Points spread evenly over a cube of this side, weights of both signs that differ by orders of magnitude. */
export function randomSum(
  dimension: number,
  sources: number,
  targets: number,
  side: number,
  seed: number,
  corner = 0,
): SumsInput {
  const stream = randomStream(seed);
  const place = () => corner + side * stream.uniform();
  return {
    dimension,
    points: Array.from({ length: sources * dimension }, place),
    weights: Array.from(
      { length: sources },
      (_, i) => (i % 3 === 0 ? -1 : 1) * 10 ** (-4 * stream.uniform()),
    ),
    at: Array.from({ length: targets * dimension }, place),
  };
}

/** The sum as it is written down. */
export function plainly(kernel: Kernel, { points, weights, at, dimension }: SumsInput) {
  const count = at.length / dimension;
  const values = new Float64Array(count);
  const gradients = new Float64Array(at.length);
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < weights.length; i++) {
      let r2 = 0;
      for (let k = 0; k < dimension; k++) r2 += (at[j * dimension + k]! - points[i * dimension + k]!) ** 2;
      values[j]! += weights[i]! * kernelValue(kernel, r2);
      const slope = weights[i]! * kernelSlope(kernel, r2);
      for (let k = 0; k < dimension; k++) {
        gradients[j * dimension + k]! += slope * (at[j * dimension + k]! - points[i * dimension + k]!);
      }
    }
  }
  return { values, gradients };
}

/** Σ|w| times the largest value, and times the steepest slope, of the terms of a kernel. */
export function scalesOf(kernel: Kernel, { weights }: SumsInput) {
  const total = Array.from(weights).reduce((sum, weight) => sum + Math.abs(weight), 0);
  const steepest = kernel.terms.reduce((sum, { weight, parameters, slope }) => {
    const along = Array.from({ length: 200 }, (_, k) => parameters[0]! * 2 ** ((k - 180) / 10));
    return sum + weight * Math.max(...along.map((r) => Math.abs(r * slope(r * r, ...parameters))));
  }, 0);
  return { value: total * kernelValue(kernel, 0), gradient: total * steepest };
}

export function farthestApart(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) throw new Error(`${one.length} numbers against ${other.length}`);
  let largest = 0;
  for (let k = 0; k < one.length; k++) {
    const gap = Math.abs(one[k]! - other[k]!);
    if (!(gap <= largest)) largest = gap;
  }
  return largest;
}
