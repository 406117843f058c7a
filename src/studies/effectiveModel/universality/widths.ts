import { tangentMatrix } from "../../../generators/couplings/index.ts";
import { activations, drawNetwork, type Layout, layoutOf, tangentFeatures } from "../../../networks/index.ts";
import { standardNormals } from "../../../numerics/normalVectors.ts";
import { randomStream } from "../../../numerics/random.ts";
import type { Row } from "../../columns.ts";
import { type Infinite, tangentOf } from "./kernels.ts";

/** Random networks with two outputs, at latents that are the same for all of them. */
export interface FiniteDraws {
  readonly latents: number;
  readonly latentDimension: number;
  readonly draws: number;
  readonly seed: number;
}

const outputs = 2;

/**
 * The tangent kernels of random networks of one width: a row for every draw and pair of latents `first` ≥ `second`,
 * with `analytic` Θ of the infinite network, `own` Θ of one output with itself (the mean over both) and `cross` of
 * one output with the other, all over the analytic diagonal's mean.
 */
export function finiteKernels(network: Infinite, width: number, given: FiniteDraws): Row[] {
  const { latents: size, latentDimension, draws, seed } = given;
  const latents = standardNormals(size, latentDimension, randomStream(seed, 2));
  const analytic = tangentMatrix(tangentOf(network), latents, latentDimension);
  const unit = analytic.reduce((sum, value, k) => (k % (size + 1) === 0 ? sum + value : sum), 0) / size;
  const { activation, depth, bias: biasScale } = network;
  const layout = layoutOf({
    inputs: latentDimension,
    hidden: new Array<number>(depth).fill(width),
    outputs,
    activation: activations[activation],
    biasScale,
  });
  return Array.from({ length: draws }, (_, draw) => {
    const stream = randomStream(seed, 3, draw, width);
    const features = featuresOf(layout, drawNetwork(layout, stream), latents);
    return pairs(size).map(([first, second]): Row => {
      const theta = (o: number, p: number) => dot(features[o]![first]!, features[p]![second]!) / unit;
      return {
        ...network,
        width,
        draw,
        first,
        second,
        analytic: analytic[first * size + second]! / unit,
        own: (theta(0, 0) + theta(1, 1)) / 2,
        cross: theta(0, 1),
      };
    });
  }).flat();
}

/** ∂f_o/∂θ by output and latent. */
function featuresOf(layout: Layout, parameters: Float64Array, latents: Float64Array): Float64Array[][] {
  const m = layout.inputs;
  return Array.from({ length: outputs }, (_, output) =>
    Array.from({ length: latents.length / m }, (__, j) =>
      tangentFeatures(layout, parameters, latents.slice(j * m, (j + 1) * m), output),
    ),
  );
}

function pairs(size: number): [number, number][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: i + 1 }, (__, j): [number, number] => [i, j]),
  ).flat();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
