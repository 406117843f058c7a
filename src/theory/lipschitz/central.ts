import { LinearProgram, type LinearRow } from "../../numerics/linearProgram.ts";

/** A pair of sites that the bound is asked of. */
export interface BoundPair {
  readonly true: number;
  readonly generated: number;
  readonly distance: number;
  /** True where mass moves: f(x) − f(y) = k‖x − y‖ in every optimum. */
  readonly moves: boolean;
}

/**
 * Values in the middle of the optima of a linear objective, which are many (Kantorovich potentials): pairs between which
 * mass moves rise with slope k, and all others with k(1 − t) at most, for the largest t. At a corner of the optima, which a
 * simplex method finds, pairs are tight that need not be, and f has kinks where it could do without.
 * @returns values [count], 0 at the first site
 */
export async function centralValues(
  pairs: readonly BoundPair[],
  count: number,
  constant: number,
): Promise<Float64Array> {
  const infinite = Number.POSITIVE_INFINITY;
  const limits = (limit: number) => Array.from({ length: count }, (_, site) => (site === 0 ? 0 : limit));
  const program = await LinearProgram.open({
    cost: [...new Array<number>(count).fill(0), -1],
    low: [...limits(-infinite), 0],
    high: [...limits(infinite), 1],
    rows: pairs.map((pair): LinearRow => {
      const { true: x, generated: y, distance, moves } = pair;
      const rise = constant * distance;
      if (moves)
        return {
          terms: [
            [x, 1],
            [y, -1],
          ],
          low: rise,
          high: rise,
        };
      return {
        terms: [
          [x, 1],
          [y, -1],
          [count, rise],
        ],
        high: rise,
      };
    }),
  });
  try {
    return program.solve().x.slice(0, count);
  } finally {
    program.close();
  }
}
