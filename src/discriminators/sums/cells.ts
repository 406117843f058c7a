/** A grid of cubes over all points of a sum; its cells have numbers that run fastest along the last axis. */
export interface Grid {
  readonly dimension: number;
  readonly low: readonly number[];
  readonly side: number;
  /** Cells along each axis. */
  readonly counts: readonly number[];
}

/** Points sorted by their cell, in the order in which they were given within one. */
export interface Cells {
  readonly grid: Grid;
  /** Number of the point that stands k-th, [points]. */
  readonly order: Int32Array;
  /** The cells that hold points, rising, [cells]. */
  readonly keys: Float64Array;
  /** Where the points of each cell begin, and the end, [cells + 1]. */
  readonly starts: Int32Array;
}

/** Cell numbers stay exact. */
const mostCells = 2 ** 52;

/** Whether so many cells along each axis can be told apart by whole numbers. */
export function numberable(counts: readonly number[]): boolean {
  return counts.reduce((product, count) => product * count, 1) <= mostCells;
}

/** A grid of cells of at least this side, over all the given lists of points. */
export function gridOver(lists: readonly Float64Array[], dimension: number, side: number): Grid {
  const low: number[] = [];
  const high: number[] = [];
  for (let k = 0; k < dimension; k++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (const list of lists) {
      for (let at = k; at < list.length; at += dimension) {
        least = Math.min(least, list[at]!);
        most = Math.max(most, list[at]!);
      }
    }
    low.push(least);
    high.push(most);
  }
  for (let wide = side; ; wide *= 2) {
    const counts = low.map((start, k) => Math.floor((high[k]! - start) / wide) + 1);
    if (numberable(counts)) return { dimension, low, side: wide, counts };
  }
}

export function sorted(points: Float64Array, grid: Grid): Cells {
  const numbers = cellNumbers(points, grid);
  const keys = distinct(numbers, grid);
  const rank = ranks(keys, grid);
  const starts = new Int32Array(keys.length + 1);
  for (let i = 0; i < numbers.length; i++) starts[rank(numbers[i]!) + 1]! += 1;
  for (let k = 0; k < keys.length; k++) starts[k + 1]! += starts[k]!;
  const next = starts.slice();
  const order = new Int32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const k = rank(numbers[i]!);
    order[next[k]!] = i;
    next[k]! += 1;
  }
  return { grid, order, keys, starts };
}

/** The number of cells where a table of all of them is not much longer than a list of the points, else 0. */
function tableLength({ counts }: Grid, points: number): number {
  const cells = counts.reduce((product, count) => product * count, 1);
  return cells <= 16 * points + 4096 ? cells : 0;
}

/** The number of the cell of every point. */
function cellNumbers(points: Float64Array, grid: Grid): Float64Array {
  const { dimension, low, side, counts } = grid;
  const numbers = new Float64Array(points.length / dimension);
  for (let k = 0; k < dimension; k++) {
    const [start, count] = [low[k]!, counts[k]!];
    for (let i = 0, at = k; i < numbers.length; i++, at += dimension) {
      numbers[i] = numbers[i]! * count + Math.min(Math.floor((points[at]! - start) / side), count - 1);
    }
  }
  return numbers;
}

/** Each number once, rising. */
function distinct(numbers: Float64Array, grid: Grid): Float64Array {
  const held = new Uint8Array(tableLength(grid, numbers.length));
  if (held.length > 0) {
    for (let i = 0; i < numbers.length; i++) held[numbers[i]!] = 1;
    const keys: number[] = [];
    for (let key = 0; key < held.length; key++) if (held[key] === 1) keys.push(key);
    return Float64Array.from(keys);
  }
  const rising = numbers.slice().sort();
  let count = 0;
  for (let i = 0; i < rising.length; i++) {
    if (i === 0 || rising[i] !== rising[count - 1]) rising[count++] = rising[i]!;
  }
  return rising.slice(0, count);
}

/** Which of the keys a cell number is. */
function ranks(keys: Float64Array, grid: Grid): (number: number) => number {
  const table = new Int32Array(tableLength(grid, keys.length));
  if (table.length === 0) return (number) => firstAtLeast(keys, number);
  for (let k = 0; k < keys.length; k++) table[keys[k]!] = k;
  return (number) => table[number]!;
}

/** The coordinates of a cell from its number. */
export function cellAt(grid: Grid, key: number): number[] {
  const cell: number[] = [];
  let rest = key;
  for (let k = grid.dimension - 1; k >= 0; k--) {
    cell[k] = rest % grid.counts[k]!;
    rest = Math.floor(rest / grid.counts[k]!);
  }
  return cell;
}

/** The points in the cells between two corners, both included, as runs [first, behind the last] in their order. */
export function runsWithin(cells: Cells, from: readonly number[], to: readonly number[]): number[] {
  const { grid, keys, starts } = cells;
  const last = grid.dimension - 1;
  const runs: number[] = [];
  const visit = (axis: number, number: number): void => {
    const first = Math.max(from[axis]!, 0);
    const end = Math.min(to[axis]!, grid.counts[axis]! - 1);
    if (axis === last) {
      const base = number * grid.counts[axis]!;
      const begin = starts[firstAtLeast(keys, base + first)]!;
      const behind = starts[firstAtLeast(keys, base + end + 1)]!;
      if (behind <= begin) return;
      if (runs.at(-1) === begin) runs[runs.length - 1] = behind;
      else runs.push(begin, behind);
      return;
    }
    for (let cell = first; cell <= end; cell++) visit(axis + 1, number * grid.counts[axis]! + cell);
  };
  visit(0, 0);
  return runs;
}

function firstAtLeast(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
