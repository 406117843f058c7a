import { matern } from "../../../kernels/index.ts";
import { randomStream } from "../../../numerics/random.ts";
import { mean } from "../../../numerics/statistics.ts";
import { lipschitz } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { mirroredTrue } from "./cases.ts";
import { generatedSites, objectives, spacingOf } from "./measure.ts";

const { freeOptimum, lipschitzOptimum, objectiveOf } = lipschitz;

/** k of two points a distance 1 apart against the closed form, for every objective and strength. */
export async function twoPointRows(strengths: readonly number[]): Promise<Row[]> {
  const samples = {
    dimension: 1,
    truePoints: [1],
    trueMasses: [1],
    generatedPoints: [0],
    generatedMasses: [1],
  };
  const rows: Row[] = [];
  for (const objective of objectives) {
    for (const strength of strengths) {
      const { constant } = await lipschitzOptimum(samples, objective, { strength }, { gap: 1e-12 });
      const theory = lipschitz.twoPointConstant(objective, 1, strength);
      rows.push({
        objective: objective.kind,
        strength,
        constant,
        theory,
        error: Math.abs(constant / theory - 1),
      });
    }
  }
  return rows;
}

/** By how much f changes at generated samples when the true ones are somewhere else. */
export async function movedRow(samples: lipschitz.LipschitzSamples, strength: number): Promise<Row> {
  const objective = objectiveOf("logistic");
  const moved = mirroredTrue(samples);
  const most = (one: Float64Array, other: Float64Array) =>
    Math.max(...one.map((value, j) => Math.abs(value - other[j]!)));
  const free = [samples, moved].map((one) => freeOptimum(one, objective, 1).generatedValues);
  const bound = await Promise.all(
    [samples, moved].map(
      async (one) => (await lipschitzOptimum(one, objective, { strength })).generatedValues,
    ),
  );
  return { free: most(free[0]!, free[1]!), bound: most(bound[0]!, bound[1]!) };
}

/** A function through given values whose gradients at generated samples are `along` times the direction to the match. */
function turned(
  sites: lipschitz.Sites,
  values: Float64Array,
  matches: readonly lipschitz.Match[],
  along: number,
): lipschitz.Field {
  const { points, dimension } = sites;
  const smooth = lipschitz.kernelInterpolant(
    sites,
    values,
    matern({ width: 2 * spacingOf(sites), smoothness: 2.5 }),
  );
  const bumps = generatedSites(sites).map((site) => {
    const at = points.subarray(site * dimension, (site + 1) * dimension);
    const slope = smooth.gradient(at);
    const [partner] = lipschitz.partnersOf(sites, matches, site);
    return lipschitz.bump(
      sites,
      site,
      partner!.map((step, a) => along * step - slope[a]!),
    );
  });
  return bumps.reduce(lipschitz.added, smooth);
}

/**
 * Discriminators of equal cost with gradients towards and away from the matched true sample: the unrestricted optimum of the
 * logistic objective, and the compact dual of W₁, which asks f(x) − f(y) ≤ ‖x − y‖ of samples alone.
 */
export async function turnedRows(samples: lipschitz.LipschitzSamples): Promise<Row[]> {
  const { matches, sites, cost: distance } = lipschitz.wasserstein1(samples);
  const logistic = objectiveOf("logistic");
  const free = freeOptimum(samples, logistic, 1);
  const compact = await lipschitzOptimum(samples, objectiveOf("linear"), { constant: 1 });
  const value = (field: lipschitz.Field, masses: Float64Array, cost: (t: number) => number) =>
    masses.reduce((sum, mass, site) => {
      if (mass === 0) return sum;
      const at = sites.points.subarray(site * sites.dimension, (site + 1) * sites.dimension);
      return sum + mass * cost(field.value(at));
    }, 0);
  const row = (what: string, field: lipschitz.Field, along: number, found: number, theory: number): Row => {
    const at = generatedSites(sites);
    const aligned = lipschitz.alignments(field, sites, matches, at, { stream: randomStream(1) });
    return {
      what,
      along,
      alignment: mean(aligned.map((one) => one.heaviest)),
      error: Math.abs(found - theory),
    };
  };
  return [1, -1].flatMap((along) => {
    const one = turned(sites, free.values, matches, along);
    const cost =
      value(one, sites.trueMasses, logistic.true) + value(one, sites.generatedMasses, logistic.generated);
    const other = turned(sites, compact.values, matches, along);
    const dual = value(other, sites.trueMasses, (t) => t) - value(other, sites.generatedMasses, (t) => t);
    return [
      row("logistic, unrestricted", one, along, cost, free.cost),
      row("W₁, compact dual", other, along, dual, distance),
    ];
  });
}

/** Without a level where the costs balance, f leaves every box: its largest value and its cost by the box. */
export function escapeRows(samples: lipschitz.LipschitzSamples, strength: number): Promise<Row[]> {
  const objective = objectiveOf("unbalanced");
  const one = async (box: number): Promise<Row> => {
    const optimum = await lipschitzOptimum(samples, objective, { strength, box });
    const { objective: cost, values, escapes } = optimum;
    return { box, cost, largest: Math.max(...values), escapes: escapes ? 1 : 0 };
  };
  return Promise.all([10, 20, 40].map(one));
}

/** Samples some of which share a place: what binds, and the values where nothing does. */
export async function metRow(
  samples: lipschitz.LipschitzSamples,
  objective: lipschitz.LipschitzObjective,
  strength: number,
): Promise<Row> {
  const optimum = await lipschitzOptimum(samples, objective, { strength });
  const { sites, pairs, values } = optimum;
  const free = freeOptimum(samples, objective, 100);
  const all = [...values.keys()];
  const matched = all.filter((site) => sites.trueMasses[site]! > 0 && sites.generatedMasses[site]! > 0);
  const moving = new Set(pairs.flatMap(({ true: x, generated: y }) => [x, y]));
  const still = matched.filter((site) => !moving.has(site));
  const from = [...new Set(pairs.map(({ generated }) => generated))];
  const alone = all.filter((site) => sites.trueMasses[site] === 0);
  const aligned = lipschitz.alignments(lipschitz.extension(optimum, objective), sites, pairs, from, {
    stream: randomStream(2),
  });
  return {
    objective: objective.kind,
    met: matched.length,
    still: still.length,
    error: Math.max(0, ...still.map((site) => Math.abs(values[site]! - free.values[site]!))),
    boundShare: alone.filter((site) => from.includes(site)).length / alone.length,
    nearest: mean(aligned.map((one) => one.nearest)),
    constant: optimum.constant,
  };
}
