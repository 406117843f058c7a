import type { RandomStream } from "../numerics/random.ts";
import type { Layout } from "./layout.ts";

/**
 * The parameters at step 0, [P], the same in each copy, layer by layer: standard normal, or, of networks in the standard
 * parametrization, uniform in ±1/√fan-in.
 * @param lastScale multiplies the last layer's: how large the outputs are at the start
 */
export function drawNetwork(layout: Layout, stream: RandomStream, lastScale = 1): Float64Array {
  const parameters = new Float64Array(layout.parameters);
  const copies = layout.signs.length;
  layout.layers.forEach((layer, l) => {
    const factor = l + 1 === layout.layers.length ? lastScale : 1;
    const widest = 1 / Math.sqrt(layer.inputs);
    const draw =
      layout.parametrization === "tangent"
        ? () => stream.normal()
        : () => widest * (2 * stream.uniform() - 1);
    const fill = (from: number, each: number) => {
      for (let k = 0; k < each; k++) {
        const value = factor * draw();
        for (let c = 0; c < copies; c++) parameters[from + c * each + k] = value;
      }
    };
    // In the first layer the copies stand side by side as units.
    const units = (layer.copies * layer.units) / copies;
    fill(layer.weights, units * layer.inputs);
    if (layer.biases !== undefined) fill(layer.biases, units);
  });
  return parameters;
}
