import type { LineGame } from "./line.ts";
import { type CellOptimum, solveCell } from "./lineProgram.ts";

/** Every order of n sorted outputs among n points: C(2n, n) of them. */
export function allCells(n: number): number[][] {
  const grow = (cells: number[]): number[][] => {
    if (cells.length === n) return [cells];
    const from = cells.at(-1) ?? 0;
    return Array.from({ length: n + 1 - from }, (_, k) => [...cells, from + k]).flatMap(grow);
  };
  return grow([]);
}

/** The order of given outputs; an output on a point counts as above it where `tie` is `above`. */
export function cellsOf(
  points: readonly number[],
  outputs: ArrayLike<number>,
  tie: "above" | "below" = "above",
): number[] {
  return Array.from(outputs)
    .sort((a, b) => a - b)
    .map((y) => points.filter((x) => (tie === "above" ? x <= y : x < y)).length);
}

/** The best of all orders, and how many of them have feasible outputs. */
export async function bestOrder(
  game: LineGame,
): Promise<{ readonly best: CellOptimum; readonly orders: number; readonly feasible: number }> {
  const all = allCells(game.points.length);
  let best: CellOptimum | undefined;
  let feasible = 0;
  for (const cells of all) {
    const found = await solveCell(game, cells);
    if (found === undefined) continue;
    feasible++;
    if (best === undefined || found.value < best.value) best = found;
  }
  // The points themselves are feasible.
  return { best: best!, orders: all.length, feasible };
}

/** An improvement below this share of the value is none. */
const GAIN = 1e-12;

/**
 * Descends from order to order: an output that presses against a point passes it while that lowers the value.
 * @returns the last optimum, whose neighbours are no better, and how many programs were solved; undefined where no
 * outputs in the first order are feasible
 */
export async function descendOrders(
  game: LineGame,
  cells: readonly number[],
): Promise<{ readonly end: CellOptimum; readonly solved: number } | undefined> {
  let end = await solveCell(game, cells);
  if (end === undefined) return undefined;
  let solved = 1;
  for (let improved = true; improved; ) {
    improved = false;
    for (const next of neighbours(game, end)) {
      const found = await solveCell(game, next);
      solved++;
      if (found === undefined || found.value >= end.value * (1 - GAIN) - Number.MIN_VALUE) continue;
      end = found;
      improved = true;
      break;
    }
  }
  return { end, solved };
}

/** Orders in which one output, or all that lie together on a point, have passed it. */
function neighbours({ points }: LineGame, { cells, outputs }: CellOptimum): number[][] {
  const n = points.length;
  const next: number[][] = [];
  const touches = (y: number, x: number | undefined) => x !== undefined && Math.abs(y - x) < 1e-8;
  const orderly = (list: readonly number[]) => list.every((c, j) => j === 0 || c >= list[j - 1]!);
  for (let j = 0; j < n; j++) {
    const c = cells[j]!;
    for (const [to, x] of [
      [c + 1, points[c]],
      [c - 1, points[c - 1]],
    ] as const) {
      if (!touches(outputs[j]!, x)) continue;
      const alone = cells.map((own, k) => (k === j ? to : own));
      const together = cells.map((own, k) => (own === c && touches(outputs[k]!, x) ? to : own));
      for (const one of [alone, together]) if (orderly(one)) next.push(one);
    }
  }
  return next;
}
