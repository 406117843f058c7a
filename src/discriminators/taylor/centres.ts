import type { Member } from "../form.ts";

/** The Gaussians of a member's kernel: weight and width each. */
export function scalesOf(member: Member): { readonly weight: number; readonly width: number }[] {
  return member.discriminator.kernel.terms.map(({ weight, parameters }) => ({
    weight,
    width: parameters[0]!,
  }));
}

/** The width of the narrowest of them. */
export function narrowestWidth(member: Member): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { parameters } of member.discriminator.kernel.terms) least = Math.min(least, parameters[0]!);
  return least;
}

/** The width of the widest of them. */
export function widestWidth(member: Member): number {
  let most = 0;
  for (const { parameters } of member.discriminator.kernel.terms) most = Math.max(most, parameters[0]!);
  return most;
}

/** Where the expansions of a simulation are, and how far its particles start from them. */
export interface Centres {
  /** The true points that are nearest to some particle at the start, ascending: f is felt near them alone. */
  readonly points: readonly number[];
  /** The largest distance of a particle from its nearest one. */
  readonly distance: number;
}

/** The true points about which f is expanded. */
export function centresOf(member: Member): Centres {
  const { points, masses, dimension } = member.target;
  const used = new Set<number>();
  let farthest = 0;
  for (let j = 0; j < member.count; j++) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < masses.length; i++) {
      const r2 = squaredDistance(member.start, j, points, i, dimension);
      if (r2 < least) {
        least = r2;
        nearest = i;
      }
    }
    used.add(nearest);
    farthest = Math.max(farthest, Math.sqrt(least));
  }
  return { points: [...used].sort((a, b) => a - b), distance: farthest };
}

/** The least distance between a centre and a source that is not its own, while no particle leaves `region`. */
export function sourceGap(member: Member, centres: Centres, region: number): number {
  const { points, masses, dimension } = member.target;
  const own = new Set(centres.points);
  let least = Number.POSITIVE_INFINITY;
  for (const centre of centres.points) {
    for (let i = 0; i < masses.length; i++) {
      if (i === centre) continue;
      const distance = Math.sqrt(squaredDistance(points, centre, points, i, dimension));
      least = Math.min(least, distance - (own.has(i) ? region : 0));
    }
  }
  return least;
}

function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, dimension: number): number {
  let r2 = 0;
  for (let k = 0; k < dimension; k++) r2 += (a[i * dimension + k]! - b[j * dimension + k]!) ** 2;
  return r2;
}

/** The coordinates of the centres, [C*d]. */
export function centrePoints(member: Member, centres: Centres): Float64Array {
  const { points, dimension } = member.target;
  return Float64Array.from(
    centres.points.flatMap((i) => [...points.subarray(i * dimension, (i + 1) * dimension)]),
  );
}
