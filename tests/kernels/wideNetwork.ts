import type { RandomStream } from "../../src/numerics/random.ts";

interface Shape {
  readonly activation: "relu" | "erf";
  readonly depth: number;
  readonly weightScale: number;
  readonly biasScale: number;
  readonly width: number;
}

/** erf by its Maclaurin series up to 3, where it is 1 to 2e-5. */
function erf(x: number): number {
  if (Math.abs(x) > 3) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const activations = {
  relu: { value: (z: number) => Math.max(0, z), slope: (z: number) => (z > 0 ? 1 : 0) },
  erf: { value: erf, slope: (z: number) => (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) },
};

/**
 * Mean and standard error over `draws` networks of ∂f/∂θ(x)·∂f/∂θ(x'), the sum over all weights and biases in the
 * tangent parametrization, without a bias at the output: for every pair of points.
 */
export function wideNetworkTangent(
  shape: Shape,
  points: readonly (readonly number[])[],
  stream: RandomStream,
  draws: number,
): { mean: number; error: number }[][] {
  const products = Array.from({ length: draws }, () => oneNetwork(shape, points, stream));
  return points.map((_, a) =>
    points.map((_, b) => {
      const values = products.map((product) => product[a]![b]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / draws;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
      return { mean, error: Math.sqrt(variance / draws) };
    }),
  );
}

function oneNetwork(shape: Shape, points: readonly (readonly number[])[], stream: RandomStream): number[][] {
  const { depth, weightScale, biasScale, width } = shape;
  const { value, slope } = activations[shape.activation];
  const sizes = [points[0]!.length, ...Array.from({ length: depth }, () => width), 1];
  const layers = sizes.slice(1).map((rows, l) => ({
    gain: weightScale / Math.sqrt(sizes[l]!),
    weights: Array.from({ length: rows }, () =>
      Float64Array.from({ length: sizes[l]! }, () => stream.normal()),
    ),
    biases: Array.from({ length: rows }, () => stream.normal()),
  }));
  // Inputs of every layer, and ∂f/∂z of its outputs z.
  const traces = points.map((point) => {
    const inputs: Float64Array[] = [Float64Array.from(point)];
    const sums: Float64Array[] = [];
    layers.forEach(({ gain, weights, biases }, l) => {
      const bias = l < depth ? biasScale : 0;
      const z = Float64Array.from(weights, (row, i) => gain * dot(row, inputs[l]!) + bias * biases[i]!);
      sums.push(z);
      inputs.push(z.map(value));
    });
    const backward: Float64Array[] = new Array(depth + 1);
    backward[depth] = Float64Array.of(1);
    for (let l = depth - 1; l >= 0; l--) {
      const { gain, weights } = layers[l + 1]!;
      const above = backward[l + 1]!;
      backward[l] = sums[l]!.map((z, k) => {
        let sum = 0;
        for (let i = 0; i < above.length; i++) sum += above[i]! * weights[i]![k]!;
        return gain * sum * slope(z);
      });
    }
    return { inputs, backward };
  });
  return traces.map((a) =>
    traces.map((b) =>
      layers.reduce((sum, { gain }, l) => {
        const bias = l < depth ? biasScale ** 2 : 0;
        const below = gain ** 2 * dot(a.inputs[l]!, b.inputs[l]!) + bias;
        return sum + below * dot(a.backward[l]!, b.backward[l]!);
      }, 0),
    ),
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
