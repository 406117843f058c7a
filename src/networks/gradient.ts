import { constantsOf, readBy } from "./forward.ts";
import { collect, collectTwo } from "./layerBodies.ts";
import type { Layout } from "./layout.ts";
import { changeAt, nameAt, type Pass, type Site } from "./pass.ts";
import { across as acrossSamples, join } from "./unitBodies.ts";

/** Adjoints by which parameters are reached: names of arrays [R*copies*units], one a layer. */
export interface Adjoints {
  /** Of the sums z. */
  readonly sums: (l: number) => string;
  /** Of the changes ż, and the inputs' change [R*d_in]; left out where nothing changes. */
  readonly motions?: { readonly adjoints: (l: number) => string; readonly inputs: string };
}

/** Writes the gradient with respect to all parameters, [P], from the adjoints of all layers. */
export function parameterGradient(layout: Layout, site: Site, adjoints: Adjoints, direction: string): Pass[] {
  const { sums, motions } = adjoints;
  const passes = layout.layers.map((layer, l) => {
    const [above, below] = [layer.copies * layer.units, layer.copies * layer.inputs];
    const turned = [
      across(site, sums(l), above, nameAt(site, "AdjointAcross", l)),
      across(site, readBy(site, l), below, nameAt(site, "InputAcross", l)),
    ];
    if (motions !== undefined) {
      const motion = l === 0 ? motions.inputs : changeAt(site, "UnitMotion", l - 1);
      turned.push(
        across(site, motions.adjoints(l), above, nameAt(site, "MotionAdjointAcross", l)),
        across(site, motion, below, nameAt(site, "MotionAcross", l)),
      );
    }
    const name = nameAt(site, "Gradient", l);
    const collecting: Pass = {
      name,
      output: name,
      rows: layer.size,
      body: motions === undefined ? collect : collectTwo,
      reads: turned.map(({ output }) => output),
      constants: constantsOf(layer, site.count),
      helpers: {},
    };
    return { turned, collecting };
  });
  const collecting = passes.map((one) => one.collecting);
  return [
    ...passes.flatMap(({ turned, collecting }) => [...turned, collecting]),
    ...joined(collecting, site, direction),
  ];
}

/** Turns an array of `width` numbers a sample, so that the numbers of all samples follow each other. */
function across(site: Site, array: string, width: number, to: string): Pass {
  const constants = { R: site.count, WIDTH: width };
  return {
    name: to,
    output: to,
    rows: site.count * width,
    body: acrossSamples,
    reads: [array],
    constants,
    helpers: {},
  };
}

/** Joins the outputs of passes, in order, to one array. */
function joined(passes: readonly Pass[], site: Site, direction: string): Pass[] {
  const joins: Pass[] = [];
  let { output: first, rows: split } = passes[0]!;
  passes.slice(1).forEach((pass, k) => {
    const last = k + 2 === passes.length;
    const name = nameAt(site, "Join", k);
    const output = last ? direction : name;
    const rows = split + pass.rows;
    const constants = { SPLIT: split };
    joins.push({ name, output, rows, body: join, reads: [first, pass.output], constants, helpers: {} });
    first = output;
    split = rows;
  });
  return joins;
}
