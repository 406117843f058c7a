import type { RandomStream } from "../../numerics/random.ts";
import type { Field } from "./field.ts";
import type { Sites } from "./samples.ts";
import type { Match } from "./transport.ts";

/** How the gradient at one generated sample lies to the directions of the true samples that it is matched with. */
export interface Alignment {
  /** Its site. */
  readonly site: number;
  /** Number of true samples that it is matched with; with none, both cosines are 0. */
  readonly partners: number;
  /**
   * The cosine between the gradient beside the sample and the direction to the nearest in angle of its partners, mean over
   * places around it; 0 where the gradient is. Of the lower extension this is 1 by construction for a sample that has a binding
   * pair, and says no more than that it has one.
   */
  readonly nearest: number;
  /** That of the gradient averaged over places around the sample with the direction to the partner of most mass. */
  readonly heaviest: number;
}

export interface AlignmentOptions {
  readonly stream: RandomStream;
  /** Places around each sample, in opposite pairs; 8. */
  readonly places?: number;
  /** How far from the sample they are; 1e-9. */
  readonly distance?: number;
}

/** A gradient below this is none. */
const FLAT = 1e-12;

function cosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [product, first, second] = [0, 0, 0];
  for (let a = 0; a < one.length; a++) {
    product += one[a]! * other[a]!;
    first += one[a]! ** 2;
    second += other[a]! ** 2;
  }
  return first <= FLAT ** 2 || second <= FLAT ** 2 ? 0 : product / Math.sqrt(first * second);
}

function unitVector(dimension: number, stream: RandomStream): Float64Array {
  const vector = Float64Array.from({ length: dimension }, () => stream.normal());
  const length = Math.hypot(...vector);
  return vector.map((one) => one / length);
}

/** What generated sites are matched with: directions to the true samples, that of most mass first. */
export function partnersOf(
  { points, dimension }: Sites,
  matches: readonly Match[],
  site: number,
): Float64Array[] {
  return matches
    .filter(({ generated }) => generated === site)
    .sort((a, b) => b.mass - a.mass)
    .map((match) =>
      Float64Array.from(
        { length: dimension },
        (_, a) => points[match.true * dimension + a]! - points[site * dimension + a]!,
      ),
    );
}

function nearestCosine(slope: ArrayLike<number>, partners: readonly Float64Array[]): number {
  return partners.length === 0 ? 0 : Math.max(...partners.map((one) => cosine(slope, one)));
}

/**
 * Alignment of a discriminator's gradient at generated sites. Where f has a kink at the sample, its gradient there is those of
 * the smooth pieces that meet: it is taken at places a small distance around.
 */
export function alignments(
  field: Field,
  sites: Sites,
  matches: readonly Match[],
  at: readonly number[],
  { stream, places = 8, distance = 1e-9 }: AlignmentOptions,
): Alignment[] {
  const { points, dimension } = sites;
  return at.map((site) => {
    const partners = partnersOf(sites, matches, site);
    const sum = new Float64Array(dimension);
    let nearest = 0;
    for (let pair = 0; pair < places / 2; pair++) {
      const away = unitVector(dimension, stream);
      for (const sign of [1, -1]) {
        const z = away.map((one, a) => points[site * dimension + a]! + sign * distance * one);
        const slope = field.gradient(z);
        for (let a = 0; a < dimension; a++) sum[a]! += slope[a]! / places;
        nearest += nearestCosine(slope, partners) / places;
      }
    }
    const heaviest = partners.length === 0 ? 0 : cosine(sum, partners[0]!);
    return { site, partners: partners.length, nearest, heaviest };
  });
}

/** The same of a direction drawn at random: what a gradient that knows nothing comes to. */
export function chanceAlignments(
  sites: Sites,
  matches: readonly Match[],
  at: readonly number[],
  stream: RandomStream,
): Alignment[] {
  return at.map((site) => {
    const partners = partnersOf(sites, matches, site);
    const slope = unitVector(sites.dimension, stream);
    const heaviest = partners.length === 0 ? 0 : cosine(slope, partners[0]!);
    return { site, partners: partners.length, nearest: nearestCosine(slope, partners), heaviest };
  });
}
