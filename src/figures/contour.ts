/** A curve in units of the grid's indexes: (x[s], y[s]) between columns and rows. A closed one ends where it began. */
export interface Curve {
  readonly x: number[];
  readonly y: number[];
}

// The corners of a cell of the grid, anticlockwise, and the edge from each corner to the next.
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/** A crossing of an edge: its name, shared by the two cells that share the edge, and its place. */
interface Crossing {
  readonly edge: string;
  readonly x: number;
  readonly y: number;
}

/** The function between the points of the grid, in units of the grid's indexes. */
export type Between = (x: number, y: number) => number;

/** Halvings of an edge to find a crossing, with what is left interpolated: a hundredth of a cell and better. */
const HALVINGS = 6;

/** Where the function minus the level changes sign on the edge from a to b, as a share of it. */
function crossingAt(a: number, b: number, along: ((share: number) => number) | undefined): number {
  let [low, high, atLow, atHigh] = [0, 1, a, b];
  for (let k = 0; along !== undefined && k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    const value = along(middle);
    if (!Number.isFinite(value)) break;
    if (value < 0 === atLow < 0) [low, atLow] = [middle, value];
    else [high, atHigh] = [middle, value];
  }
  return low + (high - low) * (atLow / (atLow - atHigh));
}

function crossingsOf(
  values: Float64Array,
  columns: number,
  i: number,
  j: number,
  level: number,
  between: Between | undefined,
  known: Map<string, Crossing>,
): Crossing[][] {
  const corner = CORNERS.map(([di, dj]) => values[(j + dj) * columns + i + di]! - level);
  if (!corner.every(Number.isFinite)) return [];
  const crossings: Crossing[] = [];
  for (let s = 0; s < 4; s++) {
    const a = corner[s]!;
    const b = corner[(s + 1) % 4]!;
    if (a < 0 === b < 0) continue;
    const [ai, aj] = CORNERS[s]!;
    const [bi, bj] = CORNERS[(s + 1) % 4]!;
    const upright = ai === bi;
    const edge = `${upright ? "|" : "-"}${i + Math.min(ai, bi)},${j + Math.min(aj, bj)}`;
    const place = (share: number) => [i + ai + share * (bi - ai), j + aj + share * (bj - aj)] as const;
    const along = between && ((share: number) => between(...place(share)) - level);
    const [x, y] = known.has(edge) ? [0, 0] : place(crossingAt(a, b, along));
    const crossing = known.get(edge) ?? { edge, x, y };
    known.set(edge, crossing);
    crossings.push(crossing);
  }
  if (crossings.length < 4) return crossings.length === 2 ? [crossings] : [];
  // A saddle: the mean at the centre says which opposite corners hang together.
  const [a, b, c, d] = crossings as [Crossing, Crossing, Crossing, Crossing];
  const centre = corner.reduce((sum, value) => sum + value, 0);
  const joined = centre < 0 === corner[0]! < 0;
  return joined
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [d, a],
        [b, c],
      ];
}

/** Follows the pieces from `start` through shared edges until none is left; takes them out of `at`. */
function follow(start: Crossing, at: Map<string, Crossing[][]>): Crossing[] {
  const path = [start];
  for (;;) {
    const end = path.at(-1)!;
    const next = at.get(end.edge)?.[0];
    if (next === undefined) return path;
    for (const { edge } of next) {
      const left = at.get(edge)!.filter((piece) => piece !== next);
      at.set(edge, left);
    }
    path.push(next[0]!.edge === end.edge ? next[1]! : next[0]!);
  }
}

/**
 * The curves on which a function given on a grid takes the value `level`, by marching squares with linear
 * interpolation along the edges (exact for a function linear in the index; error O(h²) where it is smooth),
 * or, given the function `between` the points, by halving the edges that it crosses: a function with a kink
 * next to the level is far from linear. `values` is row-major [rows × columns]; squares with a non-finite corner are left out.
 */
export function contour(
  values: Float64Array,
  columns: number,
  rows: number,
  level: number,
  between?: Between,
): Curve[] {
  const known = new Map<string, Crossing>();
  const at = new Map<string, Crossing[][]>();
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      for (const piece of crossingsOf(values, columns, i, j, level, between, known)) {
        for (const { edge } of piece) at.set(edge, [...(at.get(edge) ?? []), piece]);
      }
    }
  }
  const curves: Curve[] = [];
  for (const edge of at.keys()) {
    while (at.get(edge)!.length > 0) {
      const start = at.get(edge)![0]!.find((crossing) => crossing.edge === edge)!;
      const ahead = follow(start, at);
      // An open curve met in its middle goes on behind its first point too.
      const path = [...follow(start, at).slice(1).reverse(), ...ahead];
      curves.push({ x: path.map(({ x }) => x), y: path.map(({ y }) => y) });
    }
  }
  return curves;
}
