import { matern } from "../../../kernels/index.ts";
import { type RandomStream, randomStream } from "../../../numerics/random.ts";
import { mean, median } from "../../../numerics/statistics.ts";
import { lipschitz } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";

const { alignments, chanceAlignments, extension, lipschitzOptimum, wasserstein1 } = lipschitz;

/** All objectives but the one that has no optimum. */
export const objectives = [...lipschitz.validObjectives, ...lipschitz.brokenObjectives].filter(
  ({ kind }) => kind !== "unbalanced",
);

function meanOf(found: readonly lipschitz.Alignment[], value: (one: lipschitz.Alignment) => number): number {
  return found.length === 0 ? Number.NaN : mean(found.map(value));
}

/** Means over generated samples. */
function summary(found: readonly lipschitz.Alignment[]): Row {
  const single = found.filter(({ partners }) => partners === 1);
  return {
    nearest: meanOf(found, (one) => one.nearest),
    heaviest: meanOf(found, (one) => one.heaviest),
    single: meanOf(single, (one) => one.heaviest),
    singleShare: single.length / found.length,
    boundShare: meanOf(found, (one) => (one.partners > 0 ? 1 : 0)),
  };
}

/** Different sites of generated samples. */
export function generatedSites({ ofGenerated }: lipschitz.Sites): number[] {
  return [...new Set(ofGenerated)];
}

/**
 * The most by which the upper and the lower extension differ between a generated sample and the true one that binds it, in
 * units of their rise. They agree where no optimum can differ: f is then known there, and its slope is k.
 */
export function segmentSpread(
  optimum: lipschitz.LipschitzOptimum,
  objective: lipschitz.LipschitzObjective,
): number {
  const { sites, pairs, constant } = optimum;
  const [low, high] = (["lower", "upper"] as const).map((kind) => extension(optimum, objective, kind)) as [
    lipschitz.Field,
    lipschitz.Field,
  ];
  const { points, dimension } = sites;
  const spreads = pairs.flatMap(({ generated, true: end }) =>
    [0.25, 0.5, 0.75].map((share) => {
      const z = Float64Array.from(
        { length: dimension },
        (_, a) => (1 - share) * points[generated * dimension + a]! + share * points[end * dimension + a]!,
      );
      const rise = constant * lipschitz.siteDistance(sites, generated, end);
      return Math.abs(high.value(z) - low.value(z)) / rise;
    }),
  );
  return Math.max(0, ...spreads);
}

/** Radii of the spheres over which a function is averaged, in units of the samples' spacing, by column. */
export const smoothings = { point: 0.02, narrow: 0.1, wide: 0.5 } as const;

/**
 * At samples with one partner, the cosine of the gradient of a smooth function: the mean of both extensions, averaged over a sphere.
 * It is k-Lipschitz, has no kink at the sample, and misses the optimal values by k times the radius at most. Cones of other
 * samples reach into a sphere of this size, so nothing but the optimum's own shape makes its cosine 1.
 */
function smoothed(
  optimum: lipschitz.LipschitzOptimum,
  objective: lipschitz.LipschitzObjective,
  at: readonly number[],
  stream: RandomStream,
): Row {
  const field = extension(optimum, objective, "mean");
  const spacing = spacingOf(optimum.sites);
  const cosines = Object.entries(smoothings).map(([name, radius]) => {
    const around = { stream, places: 64, distance: radius * spacing };
    return [name, summary(alignments(field, optimum.sites, optimum.pairs, at, around)).single!];
  });
  return Object.fromEntries(cosines) as Row;
}

/** The optimum under λk² of one objective: its gradient beside the pairs that bind, and how well it is an optimum. */
export async function boundRow(
  samples: lipschitz.LipschitzSamples,
  objective: lipschitz.LipschitzObjective,
  strength: number,
  stream: RandomStream,
): Promise<Row> {
  const optimum = await lipschitzOptimum(samples, objective, { strength });
  const at = generatedSites(optimum.sites);
  const lower = extension(optimum, objective);
  const found = summary(alignments(lower, optimum.sites, optimum.pairs, at, { stream }));
  const { sites, constant } = lipschitz.stationarity(optimum, objective, strength);
  const { matches } = wasserstein1(samples);
  const carried = alignments(lower, optimum.sites, matches, at, { stream });
  return {
    objective: objective.kind,
    strength,
    ...found,
    ...smoothed(optimum, objective, at, stream),
    carried: meanOf(carried, (one) => one.heaviest),
    chance: meanOf(chanceAlignments(optimum.sites, optimum.pairs, at, stream), (one) => one.nearest),
    segment: segmentSpread(optimum, objective),
    constant: optimum.constant,
    gap: (optimum.objective - optimum.lowerBound) / Math.max(1, Math.abs(optimum.objective)),
    stationarity: objective.breaks === undefined ? Math.max(sites, constant) : Number.NaN,
  };
}

/** The linear objective beside the exact transport of the same samples: k = 1, and k free, −W₁²/4λ. */
export async function transportRow(samples: lipschitz.LipschitzSamples, strength: number): Promise<Row> {
  const linear = lipschitz.objectiveOf("linear");
  const { cost } = wasserstein1(samples);
  const held = await lipschitzOptimum(samples, linear, { constant: 1 });
  const free = await lipschitzOptimum(samples, linear, { strength });
  return {
    distance: cost,
    heldError: Math.abs(held.objective + cost) / cost,
    freeError:
      Math.abs(free.objective + cost ** 2 / (4 * strength)) / Math.max(1, cost ** 2 / (4 * strength)),
  };
}

/** The median distance from a site to its nearest other one. */
export function spacingOf(sites: lipschitz.Sites): number {
  const count = sites.trueMasses.length;
  const all = Array.from({ length: count }, (_, site) => site);
  return median(
    all.map((site) =>
      Math.min(
        ...all.filter((other) => other !== site).map((other) => lipschitz.siteDistance(sites, site, other)),
      ),
    ),
  );
}

/**
 * Smooth functions through the unrestricted optimum's values, which are the box's ends at samples that do not meet: the one of
 * least norm and a random one, by width; and chance. Partners are those of the optimal transport.
 */
export function freeRows(
  samples: lipschitz.LipschitzSamples,
  widths: readonly number[],
  seed: readonly [number, ...number[]],
): Row[] {
  const stream = (purpose: number) => randomStream(seed[0], ...seed.slice(1), purpose);
  const { matches, sites } = wasserstein1(samples);
  const { values } = lipschitz.freeOptimum(samples, lipschitz.objectiveOf("logistic"), 1);
  const at = generatedSites(sites);
  const spacing = spacingOf(sites);
  const aligned = (field: lipschitz.Field) =>
    meanOf(alignments(field, sites, matches, at, { stream: stream(1) }), (one) => one.heaviest);
  const rows = widths.flatMap((width, k): Row[] => {
    const kernel = matern({ width: width * spacing, smoothness: 2.5 });
    return [
      { by: "least norm", width, alignment: aligned(lipschitz.kernelInterpolant(sites, values, kernel)) },
      {
        by: "random",
        width,
        alignment: aligned(lipschitz.randomInterpolant(sites, values, kernel, stream(10 + k))),
      },
    ];
  });
  const chance = meanOf(chanceAlignments(sites, matches, at, stream(2)), (one) => one.heaviest);
  return [...rows, { by: "random direction", width: Number.NaN, alignment: chance }];
}
