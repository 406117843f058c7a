import { type Layout, nameAt, type Pass, pull, type Site } from "../../networks/index.ts";
import type { Lesson, Place } from "../model.ts";

/** Begins the names of all arrays and calls of a network discriminator. */
export const prefix = "network";

/** The tables that all passes of a network need. */
export function networkTables(layout: Layout): Readonly<Record<string, Float64Array>> {
  return { [`${prefix}Signs`]: layout.signs };
}

/** A place as the networks know it, with the array that holds θ; `change` is that of a learned dipole. */
export function siteOf({ samples, count, tag }: Place, parameters: string): Site {
  return { prefix, tag, count, parameters, inputs: samples, change: "Dipole" };
}

/** Multiplies the adjoint of f by the pulls at layers `from` and above: calls and the names of what they write. */
export function pulledAdjoints(
  layout: Layout,
  site: Site,
  { pull: pulls }: Pick<Lesson, "pull">,
  from: number,
) {
  const last = layout.layers.length - 1;
  const names = layout.layers.map((_, l) => nameAt(site, "Pulled", l));
  const calls = layout.layers.flatMap((layer, l): Pass[] => {
    if (l < from) return [];
    const adjoint = l === last ? nameAt(site, "Cotangent") : nameAt(site, "Delta", l);
    return [pull(site, pulls, adjoint, layer.copies * layer.units, names[l]!)];
  });
  return { calls, names };
}

/** The ranges of the biases among the parameters, one a layer that has some. */
export function biasesOf({ layers }: Layout): (readonly [number, number])[] {
  return layers.flatMap(({ biases, weights, size }) =>
    biases === undefined ? [] : [[biases, weights + size] as const],
  );
}
