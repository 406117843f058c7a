import { weigh, weighTwo } from "./layerBodies.ts";
import type { Layer, Layout } from "./layout.ts";
import { changeAt, nameAt, type Pass, type Site } from "./pass.ts";
import { activate, bend, difference } from "./unitBodies.ts";

/** What the bodies know of a layer. */
export function constantsOf(layer: Layer, count: number): Readonly<Record<string, number>> {
  return {
    R: count,
    COPIES: layer.copies,
    UNITS: layer.units,
    INPUTS: layer.inputs,
    WEIGHTS: layer.weights,
    // Without biases the scale is 0, and any parameter will do.
    BIASES: layer.biases ?? 0,
    SCALE: layer.scale,
    BIAS_SCALE: layer.biasScale,
  };
}

/** The name of the array that layer l reads at a site: the inputs, or the activations of the layer below. */
export function readBy(site: Site, l: number): string {
  return l === 0 ? site.inputs : nameAt(site, "Unit", l - 1);
}

/** The name of the shared table of the signs of the copies. */
export function signsOf(prefix: string): string {
  return `${prefix}Signs`;
}

/**
 * Evaluates the network: `Sum` l, the sums of every layer, [R*copies*units], and `Unit` l, the activations of
 * the hidden ones.
 */
export function forward(layout: Layout, site: Site): Pass[] {
  return layout.layers.flatMap((layer, l): Pass[] => {
    const rows = site.count * layer.copies * layer.units;
    const sum = nameAt(site, "Sum", l);
    const weighing: Pass = {
      name: sum,
      output: sum,
      rows,
      body: weigh,
      reads: [site.parameters, readBy(site, l)],
      constants: constantsOf(layer, site.count),
      helpers: {},
    };
    if (l + 1 === layout.layers.length) return [weighing];
    const unit = nameAt(site, "Unit", l);
    const { value } = layout.activation;
    const activating = { body: activate, reads: [sum], constants: {}, helpers: { value } };
    return [weighing, { name: unit, output: unit, rows, ...activating }];
  });
}

/** Writes the outputs, [R*outputs], from the sums named `what` of the last layer. */
export function output(layout: Layout, site: Site, to: string, what = "Sum"): Pass {
  const last = layout.layers.length - 1;
  const layer = layout.layers[last]!;
  return {
    name: nameAt(site, `${what}Output`),
    output: to,
    rows: site.count * layout.outputs,
    body: difference,
    reads: [nameAt(site, what, last), signsOf(site.prefix)],
    constants: { COPIES: layer.copies, UNITS: layer.units },
    helpers: {},
  };
}

/** What changes: the inputs by `inputs` [R*d_in], or the parameters by `parameters` [P]. */
export type Change = { readonly inputs: string } | { readonly parameters: string };

/**
 * How the network changes with its inputs or parameters, after `forward`: `Motion` l, the changes ż of the sums of
 * every layer that are asked for (the hidden ones, or all), and `UnitMotion` l, those of the activations.
 */
export function tangent(layout: Layout, site: Site, change: Change, last: boolean): Pass[] {
  const layers = last ? layout.layers : layout.layers.slice(0, -1);
  return layers.flatMap((layer, l): Pass[] => {
    const rows = site.count * layer.copies * layer.units;
    const motion = changeAt(site, "Motion", l);
    const moving = { name: motion, output: motion, rows, helpers: {}, ...moved(site, layer, l, change) };
    if (l + 1 === layout.layers.length) return [moving];
    const unit = changeAt(site, "UnitMotion", l);
    const { slope } = layout.activation;
    const bending = {
      body: bend,
      reads: [nameAt(site, "Sum", l), motion],
      constants: {},
      helpers: { slope },
    };
    return [moving, { name: unit, output: unit, rows, ...bending }];
  });
}

function moved(
  site: Site,
  layer: Layer,
  l: number,
  change: Change,
): Pick<Pass, "body" | "reads" | "constants"> {
  const constants = constantsOf(layer, site.count);
  const below = changeAt(site, "UnitMotion", l - 1);
  if ("inputs" in change) {
    const reads = [site.parameters, l === 0 ? change.inputs : below];
    return { body: weigh, reads, constants: { ...constants, BIAS_SCALE: 0 } };
  }
  if (l === 0) return { body: weigh, reads: [change.parameters, site.inputs], constants };
  return { body: weighTwo, reads: [site.parameters, below, change.parameters, readBy(site, l)], constants };
}
