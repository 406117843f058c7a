import { LinearProgram, type LinearRow } from "./linearProgram.ts";

/** A convex function of one variable. */
export interface ConvexTerm {
  value(x: number): number;
  /** The derivative, or any subgradient where there is none. */
  slope(x: number): number;
}

/** Minimize Σ g_i(x_i) subject to limits on each x_i and to rows. */
export interface SeparableShape {
  /** g_i, [n]; none where a variable costs nothing. */
  readonly terms: readonly (ConvexTerm | undefined)[];
  /** Limits of each x_i, [n]: finite, unless rows hold the variable. */
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly rows: readonly LinearRow[];
  /** Where g_i is first touched by lines, [n]; without it at nine places between finite limits. */
  readonly starts?: readonly (readonly number[])[];
}

export interface SeparableOptions {
  /** The gap between the two bounds, in units of max(1, |objective|), at which the search ends; 1e-9. */
  readonly gap?: number;
  /** The most linear programs that are solved; 400. */
  readonly rounds?: number;
}

/** A point whose objective is certified: no point that keeps the rows has one below `lowerBound`. */
export interface SeparableOptimum {
  /** [n]; rows and limits hold to 1e-10. */
  readonly x: Float64Array;
  readonly objective: number;
  readonly lowerBound: number;
  /** One a row: the derivative of the objective with respect to the limit that binds, 0 where none does. */
  readonly rowMultipliers: Float64Array;
  /** Linear programs solved. */
  readonly rounds: number;
  /** False when the rounds ran out before the gap closed. */
  readonly closed: boolean;
}

/** The solver's own tolerance: what it may break a row by. */
const TOLERANCE = 1e-10;
/** A line is worth adding where it lifts the model by more than this share of the gap asked for. */
const WORTH = 0.1;

/**
 * s·g(x) ≥ s·[g(at) + g'(at)(x − at)], as a row of the epigraph: t − s·g'(at)·x ≥ s·[g(at) − g'(at)·at]. The scale s is the
 * number of terms: each may fall short of its line by the solver's tolerance, and all together by no more then.
 */
function lineAt(term: ConvexTerm, at: number, place: Place): LinearRow | undefined {
  const { x, t, scale } = place;
  const [value, slope] = [term.value(at), term.slope(at)];
  if (!Number.isFinite(value) || !Number.isFinite(slope)) return undefined;
  const own = [t, 1] as const;
  return { terms: slope === 0 ? [own] : [own, [x, -scale * slope]], low: scale * (value - slope * at) };
}

/** The columns of a variable and of its term in the linear program. */
interface Place {
  readonly x: number;
  readonly t: number;
  readonly scale: number;
}

function firstPlaces(low: number, high: number): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0];
  return Array.from({ length: 9 }, (_, k) => low + ((high - low) * k) / 8);
}

/**
 * The minimum of a separable convex function under linear rows, by outer linearization: each g_i is replaced by the largest
 * of lines that touch it, which makes a linear program whose optimum lies below; lines are added where its
 * solution lies until the objective there is no more than `gap` above. J. E. Kelley, J. SIAM 8, 703 (1960), with a line a
 * variable.
 * @throws Error when the rows cannot be kept, or lines and limits do not hold the variables.
 */
export async function minimizeSeparable(
  shape: SeparableShape,
  { gap = 1e-9, rounds = 400 }: SeparableOptions = {},
): Promise<SeparableOptimum> {
  const { terms, rows } = shape;
  const n = terms.length;
  const costly = terms.flatMap((term, i) => (term === undefined ? [] : [i]));
  const free = costly.length;
  const epigraph = costly.map((x, k): Place => ({ x, t: n + k, scale: free }));
  const lines = epigraph.flatMap((place) => {
    const places = shape.starts?.[place.x] ?? firstPlaces(shape.low[place.x]!, shape.high[place.x]!);
    return places.flatMap((at) => lineAt(terms[place.x]!, at, place) ?? []);
  });
  const program = await LinearProgram.open(
    {
      cost: [...new Array<number>(n).fill(0), ...new Array<number>(free).fill(1)],
      low: [...Array.from(shape.low), ...new Array<number>(free).fill(Number.NEGATIVE_INFINITY)],
      high: [...Array.from(shape.high), ...new Array<number>(free).fill(Number.POSITIVE_INFINITY)],
      rows: [...rows, ...lines],
    },
    TOLERANCE,
  );
  try {
    return search(program, shape, epigraph, { gap, rounds });
  } finally {
    program.close();
  }
}

/** Rounds without a better bound on either side, after which rounding is all that is left of the gap. */
const PATIENCE = 8;

function search(
  program: LinearProgram,
  { terms, rows }: SeparableShape,
  epigraph: readonly Place[],
  { gap, rounds }: Required<SeparableOptions>,
): SeparableOptimum {
  const n = terms.length;
  // One where nothing costs: the optimum is then 0, of any point that keeps the rows.
  const scale = Math.max(1, epigraph.length);
  let best: Omit<SeparableOptimum, "lowerBound" | "rounds" | "closed"> | undefined;
  let lowerBound = Number.NEGATIVE_INFINITY;
  let idle = 0;
  for (let round = 1; ; round++) {
    const { x: point, objective: below, rowMultipliers } = program.solve();
    const values = epigraph.map(({ x }) => terms[x]!.value(point[x]!));
    const objective = values.reduce((sum, value) => sum + value, 0);
    const before = best === undefined ? Number.POSITIVE_INFINITY : best.objective - lowerBound;
    lowerBound = Math.max(lowerBound, below / scale);
    const wanted = gap * Math.max(1, Math.abs(objective));
    // The point and the multipliers of one and the same linear program: a row with a multiplier is tight.
    const closed = objective - lowerBound <= wanted;
    if (closed || best === undefined || objective < best.objective) {
      const multipliers = rowMultipliers.slice(0, rows.length).map((value) => value / scale);
      best = { x: point.slice(0, n), objective, rowMultipliers: multipliers };
    }
    idle = best.objective - lowerBound < before ? 0 : idle + 1;
    const lines = epigraph.flatMap((place, k) => {
      const lift = values[k]! - point[place.t]! / scale;
      return lift <= (WORTH * wanted) / scale ? [] : (lineAt(terms[place.x]!, point[place.x]!, place) ?? []);
    });
    if (closed || lines.length === 0 || idle > PATIENCE || round >= rounds) {
      const found = best.objective - lowerBound <= gap * Math.max(1, Math.abs(best.objective));
      return { ...best, lowerBound, rounds: round, closed: found };
    }
    program.addRows(lines);
  }
}
