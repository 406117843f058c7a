import type { Kernel } from "../../kernels/index.ts";
import { type Cells, cellAt, type Grid, gridOver, numberable, runsWithin, sorted } from "./cells.ts";

/** Targets that are summed from one origin, and the sources that they feel. */
export interface Group {
  readonly origin: readonly number[];
  /** First target in the order, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Sources as runs [first, behind the last, …] in their order. */
  readonly runs: readonly number[];
  /** How many sources these are. */
  readonly sources: number;
}

export interface Plan {
  /** Number of the target (of the source) that stands k-th. */
  readonly targets: Int32Array;
  readonly sources: Int32Array;
  readonly groups: readonly Group[];
  /** Pairs that are computed. */
  readonly pairs: number;
  /** The distance up to which they all are; infinite when all pairs are. */
  readonly cutoff: number;
}

/** Side of the boxes about whose middle positions are held in single precision, in widths of the narrowest term. */
const boxWidths = 8;

/** Packing a source costs about as much as some pairs. */
const packing = 8;

/** Cells finer than this, in cut-offs, cost more to visit than they save. */
const divisions = [1, 2];

/**
 * The cheapest way to sum: all pairs, or those in neighbouring cells of the cut-off's size or half of it.
 * @param points [M*d], @param at [N*d]
 */
export function planOf(
  kernel: Kernel,
  points: Float64Array,
  at: Float64Array,
  dimension: number,
  cutoff: number,
): Plan {
  const box = boxWidths * Math.min(...kernel.terms.map(({ parameters }) => parameters[0]!));
  const plans: Plan[] = [];
  if (dimension <= 3 && Number.isFinite(cutoff)) {
    for (const division of divisions) {
      const grid = gridOver([points, at], dimension, cutoff / division);
      // Where all cells are neighbours nothing can be left out.
      if (grid.counts.every((count) => count <= division + 1)) continue;
      const plan = nearPairs(points, at, grid, box, cutoff, division);
      if (plan !== undefined) plans.push(plan);
    }
  }
  const all = (points.length / dimension) * (at.length / dimension);
  if (plans.every((plan) => cost(plan) > all)) plans.push(allPairs(points, at, dimension, box));
  return plans.reduce((best, plan) => (cost(plan) < cost(best) ? plan : best));
}

function cost({ groups }: Plan): number {
  return groups.reduce(
    (sum, { from, to, sources }) => sum + (4 * Math.ceil((to - from) / 4) + packing) * sources,
    0,
  );
}

function allPairs(points: Float64Array, at: Float64Array, dimension: number, box: number): Plan {
  const count = points.length / dimension;
  const cells = sorted(at, gridOver([at], dimension, box));
  const sources = new Int32Array(count).map((_, i) => i);
  const groups = groupsOf(cells, () => [0, count]);
  return planned(cells, sources, groups, Number.POSITIVE_INFINITY);
}

function nearPairs(
  points: Float64Array,
  at: Float64Array,
  grid: Grid,
  box: number,
  cutoff: number,
  division: number,
): Plan | undefined {
  const sources = sorted(points, grid);
  // Boxes of targets are cells, or equal parts of them where these would be too wide.
  const parts = Math.ceil(grid.side / box);
  const fine = { ...grid, side: grid.side / parts, counts: grid.counts.map((count) => count * parts) };
  if (!numberable(fine.counts)) return undefined;
  const targets = sorted(at, fine);
  const groups = groupsOf(targets, (cell) => {
    const home = cell.map((part) => Math.floor(part / parts));
    const from = home.map((k) => k - division);
    const to = home.map((k) => k + division);
    return runsWithin(sources, from, to);
  });
  return planned(targets, sources.order, groups, cutoff);
}

function planned(targets: Cells, sources: Int32Array, groups: readonly Group[], cutoff: number): Plan {
  const pairs = groups.reduce((sum, group) => sum + (group.to - group.from) * group.sources, 0);
  return { targets: targets.order, sources, groups, pairs, cutoff };
}

function groupsOf(cells: Cells, runsOf: (cell: number[]) => readonly number[]): Group[] {
  const { grid, keys, starts } = cells;
  return Array.from(keys, (key, k) => {
    const cell = cellAt(grid, key);
    const runs = runsOf(cell);
    let sources = 0;
    for (let m = 0; m < runs.length; m += 2) sources += runs[m + 1]! - runs[m]!;
    const origin = cell.map((part, axis) => grid.low[axis]! + (part + 0.5) * grid.side);
    return { origin, from: starts[k]!, to: starts[k + 1]!, runs, sources };
  });
}
