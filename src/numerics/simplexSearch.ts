/** What a search found. */
export interface Minimum {
  readonly at: number[];
  readonly value: number;
}

/** A corner of the simplex. */
interface Corner {
  readonly at: number[];
  readonly value: number;
}

/** Options of the search. */
export interface SearchOptions {
  /** First step along each coordinate. */
  readonly steps: readonly number[];
  /** Stop when no corner is farther from the best than this share of the first steps; 1e-6 when left out. */
  readonly tolerance?: number;
  /** 400 when left out. */
  readonly rounds?: number;
}

/**
 * A local minimum of a function of few variables without derivatives: the simplex of J. A. Nelder and
 * R. Mead, Comput. J. 7, 308 (1965), with their coefficients 1, 2, ½, ½. A value of +∞ is a wall; NaN
 * counts as one.
 */
export function simplexSearch(
  cost: (at: readonly number[]) => number,
  start: readonly number[],
  { steps, tolerance = 1e-6, rounds = 400 }: SearchOptions,
): Minimum {
  const corner = (at: number[]): Corner => {
    const value = cost(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const size = start.length;
  let corners = [
    corner([...start]),
    ...steps.map((step, k) => corner(start.map((x, i) => x + (i === k ? step : 0)))),
  ];
  for (let round = 0; round < rounds; round++) {
    corners.sort((a, b) => a.value - b.value);
    const best = corners[0]!;
    const wide = corners.some((one) =>
      one.at.some((x, i) => Math.abs(x - best.at[i]!) > tolerance * Math.abs(steps[i]!)),
    );
    if (!wide) break;
    const worst = corners[size]!;
    const centre = start.map(
      (_, i) => corners.slice(0, size).reduce((sum, one) => sum + one.at[i]!, 0) / size,
    );
    const along = (share: number) => corner(centre.map((c, i) => c + share * (c - worst.at[i]!)));
    corners[size] = replacement(corners, along) ?? worst;
    if (corners[size] === worst) {
      corners = corners.map((one, k) =>
        k === 0 ? one : corner(one.at.map((x, i) => (x + best.at[i]!) / 2)),
      );
    }
  }
  corners.sort((a, b) => a.value - b.value);
  return corners[0]!;
}

/** The corner that takes the worst one's place; undefined when the simplex is to shrink. */
function replacement(corners: readonly Corner[], along: (share: number) => Corner): Corner | undefined {
  const size = corners.length - 1;
  const reflected = along(1);
  if (reflected.value < corners[0]!.value) {
    const expanded = along(2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < corners[size - 1]!.value) return reflected;
  const outside = reflected.value < corners[size]!.value;
  const contracted = along(outside ? 0.5 : -0.5);
  return contracted.value < Math.min(reflected.value, corners[size]!.value) ? contracted : undefined;
}
