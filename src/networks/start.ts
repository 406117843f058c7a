import type { RandomStream } from "../numerics/random.ts";
import type { Layout } from "./layout.ts";

/**
 * The parameters at step 0, [P]: standard normal, the same in each copy, layer by layer.
 * @param lastScale multiplies the last layer's: how large the outputs are at the start
 */
export function drawNetwork(layout: Layout, stream: RandomStream, lastScale = 1): Float64Array {
  const parameters = new Float64Array(layout.parameters);
  const copies = layout.signs.length;
  layout.layers.forEach((layer, l) => {
    const factor = l + 1 === layout.layers.length ? lastScale : 1;
    const fill = (from: number, each: number) => {
      for (let k = 0; k < each; k++) {
        const value = factor * stream.normal();
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
