import { constantsOf, signsOf } from "./forward.ts";
import { pullBack, pullBackTwo, turn } from "./layerBodies.ts";
import type { Layout } from "./layout.ts";
import { changeAt, nameAt, type Pass, type Site } from "./pass.ts";
import { bend, bendTwice, pulled, unitAdjoint } from "./unitBodies.ts";

/** The name of the array of adjoints of the sums of layer l; of the last layer the cotangent of the outputs. */
function adjointOf(layout: Layout, site: Site, l: number, cotangent: string): string {
  return l + 1 === layout.layers.length ? cotangent : nameAt(site, "Delta", l);
}

/** Writes the weights of layer l among `parameters` in the order of the way down, `what` l, [copies*inputs*units]. */
function turned(layout: Layout, site: Site, l: number, parameters = site.parameters, what = "Turned"): Pass {
  const layer = layout.layers[l]!;
  const name = nameAt(site, what, l);
  const rows = layer.copies * layer.inputs * layer.units;
  const constants = constantsOf(layer, site.count);
  return { name, output: name, rows, body: turn, reads: [parameters], constants, helpers: {} };
}

/** Σ_u W δ of layer l to the array `to`, [R*copies*inputs], after `turned`. */
function back(layout: Layout, site: Site, l: number, to: string, above: string): Pass {
  const layer = layout.layers[l]!;
  return {
    name: to,
    output: to,
    rows: site.count * layer.copies * layer.inputs,
    body: pullBack,
    reads: [nameAt(site, "Turned", l), above],
    constants: constantsOf(layer, site.count),
    helpers: {},
  };
}

/** Writes the cotangent of a single output f: ∂f/∂z of the last layer, [R*copies]. */
export function unitCotangent(layout: Layout, site: Site): Pass {
  const name = nameAt(site, "Cotangent");
  const copies = layout.signs.length;
  const constants = { COPIES: copies };
  return {
    name,
    output: name,
    rows: site.count * copies,
    body: unitAdjoint,
    reads: [signsOf(site.prefix)],
    constants,
    helpers: {},
  };
}

/**
 * Takes a cotangent of the sums of the last layer, [R*copies*outputs], down to all hidden layers, after `forward`:
 * `Back` l, the adjoints of the activations, and `Delta` l, those of the sums, [R*copies*units].
 */
export function backward(layout: Layout, site: Site, cotangent: string): Pass[] {
  const { slope } = layout.activation;
  return layout.layers
    .slice(0, -1)
    .map((_, l): Pass[] => {
      const through = nameAt(site, "Back", l);
      const down = back(layout, site, l + 1, through, adjointOf(layout, site, l + 1, cotangent));
      const delta = nameAt(site, "Delta", l);
      const reads = [nameAt(site, "Sum", l), through];
      return [
        turned(layout, site, l + 1),
        down,
        { name: delta, output: delta, rows: down.rows, body: bend, reads, constants: {}, helpers: { slope } },
      ];
    })
    .reverse()
    .flat();
}

/** Writes the adjoint of the inputs, [R*d_in], after `backward`. */
export function inputGradient(layout: Layout, site: Site, to: string): Pass[] {
  const gradient = back(layout, site, 0, to, nameAt(site, "Delta", 0));
  return [turned(layout, site, 0), { ...gradient, name: nameAt(site, "InputGradient") }];
}

/** What the adjoints of the second pass begin with, and by which parameters [P] the network changes, if by any. */
interface Bending {
  /** Adjoint of the sums of the last layer, [R*copies*outputs]; none where it is 0. */
  readonly cotangent?: string;
  /** V: with it, the change that is differentiated is one with the parameters along V. */
  readonly change?: string;
}

/**
 * The adjoints of the sums in a scalar that has in it how the network changes, after `tangent` and a `backward` with
 * the array `Cotangent`: the adjoint of ż is `Delta`, that of z is
 *
 *   ζ_l = σ'(z_l) (Wᵀζ_{l+1} + Vᵀδ_{l+1}) + σ''(z_l) ż_l (Wᵀδ_{l+1}),
 *
 * all products with the layer's scale. Writes `Bend` l, [R*copies*units].
 */
export function bendBack(layout: Layout, site: Site, { cotangent, change }: Bending): Pass[] {
  const { slope, curvature } = layout.activation;
  const last = layout.layers.length - 1;
  return layout.layers
    .slice(0, -1)
    .map((_, l): Pass[] => {
      const layer = layout.layers[l + 1]!;
      const through = changeAt(site, "BendBack", l);
      const above = l + 1 === last ? cotangent : changeAt(site, "Bend", l + 1);
      const delta = adjointOf(layout, site, l + 1, nameAt(site, "Cotangent"));
      const weighed = [nameAt(site, "Turned", l + 1), above];
      const changed = [change && nameAt(site, "TurnedChange", l + 1), delta];
      const pairs = [weighed, changed].filter((pair): pair is string[] => !pair.includes(undefined));
      const body = pairs.length === 2 ? pullBackTwo : pullBack;
      const rows = site.count * layer.copies * layer.inputs;
      const constants = constantsOf(layer, site.count);
      const output = changeAt(site, "Bend", l);
      const bent = [nameAt(site, "Sum", l), through, changeAt(site, "Motion", l), nameAt(site, "Back", l)];
      return [
        ...(change === undefined ? [] : [turned(layout, site, l + 1, change, "TurnedChange")]),
        { name: through, output: through, rows, body, reads: pairs.flat(), constants, helpers: {} },
        {
          name: output,
          output,
          rows,
          body: bendTwice,
          reads: bent,
          constants: {},
          helpers: { slope, curvature },
        },
      ];
    })
    .reverse()
    .flat();
}

/** Writes the gradient with respect to the inputs of a change along V, [R*d_in], after `bendBack`. */
export function bentInputGradient(layout: Layout, site: Site, change: string, to: string): Pass[] {
  const gradient = back(layout, site, 0, to, changeAt(site, "Bend", 0));
  const reads = [...gradient.reads, nameAt(site, "TurnedChange", 0), nameAt(site, "Delta", 0)];
  return [
    turned(layout, site, 0),
    turned(layout, site, 0, change, "TurnedChange"),
    { ...gradient, name: nameAt(site, "BentInputGradient"), body: pullBackTwo, reads },
  ];
}

/** Writes `to` = pull_r · adjoint, for an adjoint of `width` numbers a sample. */
export function pull(site: Site, pulls: string, adjoint: string, width: number, to: string): Pass {
  return {
    name: to,
    output: to,
    rows: site.count * width,
    body: pulled,
    reads: [pulls, adjoint],
    constants: { WIDTH: width },
    helpers: {},
  };
}
