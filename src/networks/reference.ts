import type { Layer, Layout } from "./layout.ts";

/**
 * Plain double-precision evaluation of a network, one input at a time: what the calls of step programs are tested
 * against, and what studies of single networks use.
 */

/** What one input leaves in the layers. */
interface Trace {
  /** What each layer reads, [copies*inputs]; of the first one the input itself. */
  readonly inputs: readonly Float64Array[];
  /** z of each layer, [copies*units]. */
  readonly sums: readonly Float64Array[];
  /** [outputs]. */
  readonly outputs: Float64Array;
}

function sumsOf(layer: Layer, parameters: Float64Array, inputs: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(layer.copies * layer.units);
  for (let q = 0; q < sums.length; q++) {
    const copy = Math.floor(q / layer.units);
    let sum = 0;
    for (let k = 0; k < layer.inputs; k++) {
      sum += parameters[layer.weights + q * layer.inputs + k]! * inputs[copy * layer.inputs + k]!;
    }
    const bias = layer.biases === undefined ? 0 : parameters[layer.biases + q]!;
    sums[q] = layer.scale * sum + layer.biasScale * bias;
  }
  return sums;
}

function traceOf(layout: Layout, parameters: Float64Array, input: Float64Array): Trace {
  const inputs = [input];
  const sums: Float64Array[] = [];
  for (const layer of layout.layers) {
    const sum = sumsOf(layer, parameters, inputs.at(-1)!);
    sums.push(sum);
    inputs.push(sum.map((z) => layout.activation.value(z)));
  }
  const last = sums.at(-1)!;
  const outputs = new Float64Array(layout.outputs);
  layout.signs.forEach((sign, c) => {
    for (let o = 0; o < layout.outputs; o++) outputs[o]! += sign * last[c * layout.outputs + o]!;
  });
  return { inputs: inputs.slice(0, -1), sums, outputs };
}

/** The outputs at inputs [count*d_in], row-major [count*outputs]. */
export function evaluateNetwork(
  layout: Layout,
  parameters: Float64Array,
  inputs: Float64Array,
): Float64Array {
  const count = inputs.length / layout.inputs;
  const outputs = new Float64Array(count * layout.outputs);
  for (let r = 0; r < count; r++) {
    const input = inputs.slice(r * layout.inputs, (r + 1) * layout.inputs);
    outputs.set(traceOf(layout, parameters, input).outputs, r * layout.outputs);
  }
  return outputs;
}

/** ∂f_o/∂θ at one input, [P]: the features of the tangent kernel. */
export function tangentFeatures(
  layout: Layout,
  parameters: Float64Array,
  input: Float64Array,
  output = 0,
): Float64Array {
  const { inputs, sums } = traceOf(layout, parameters, input);
  const features = new Float64Array(layout.parameters);
  let adjoint = new Float64Array(sums.at(-1)!.length);
  layout.signs.forEach((sign, c) => {
    adjoint[c * layout.outputs + output] = sign;
  });
  for (let l = layout.layers.length - 1; l >= 0; l--) {
    const layer = layout.layers[l]!;
    const below = new Float64Array(inputs[l]!.length);
    adjoint.forEach((value, q) => {
      const copy = Math.floor(q / layer.units);
      for (let k = 0; k < layer.inputs; k++) {
        const weight = layer.weights + q * layer.inputs + k;
        features[weight] = layer.scale * value * inputs[l]![copy * layer.inputs + k]!;
        below[copy * layer.inputs + k]! += layer.scale * value * parameters[weight]!;
      }
      if (layer.biases !== undefined) features[layer.biases + q] = layer.biasScale * value;
    });
    if (l > 0) adjoint = below.map((value, k) => value * layout.activation.slope(sums[l - 1]![k]!));
  }
  return features;
}

/** The tangent kernel Θ(x, x') = Σ_θ ∂f(x)/∂θ ∂f(x')/∂θ of one output at all pairs, row-major [count*count]. */
export function tangentKernel(
  layout: Layout,
  parameters: Float64Array,
  inputs: Float64Array,
  output = 0,
): Float64Array {
  const count = inputs.length / layout.inputs;
  const features = Array.from({ length: count }, (_, r) =>
    tangentFeatures(layout, parameters, inputs.slice(r * layout.inputs, (r + 1) * layout.inputs), output),
  );
  const kernel = new Float64Array(count * count);
  features.forEach((one, a) => {
    features.slice(0, a + 1).forEach((other, b) => {
      const sum = one.reduce((total, value, k) => total + value * other[k]!, 0);
      kernel[a * count + b] = sum;
      kernel[b * count + a] = sum;
    });
  });
  return kernel;
}
