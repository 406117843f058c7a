import { randomStream } from "../../../numerics/random.ts";
import { duality } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import type { LineOptions } from "./options.ts";

/** Sorted points of a skewed law of spread about 1, the same for a seed. */
export function pointsOf(samples: number, seed: number): number[] {
  const stream = randomStream(seed, 81);
  return Array.from({ length: samples }, () => {
    const g = stream.normal();
    return g + 0.25 * g * g;
  }).sort((a, b) => a - b);
}

/** β over that of the options at which programs are solved. */
const shares = [0.1, 0.3, 1, 3, 10] as const;

/** A row a seed and β: the quadratic program in the order of the closed form, and its conditions of optimality. */
export async function programRows(options: LineOptions, seeds: readonly number[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const seed of seeds) {
    const points = pointsOf(options.samples, seed);
    for (const share of shares) {
      const game = { points, threshold: share * options.threshold, ridge: options.ridge };
      const optimum = duality.lineOptimum(game);
      const found = await duality.solveCell(game, duality.cellsOf(points, optimum.outputs));
      const { stationarity, feasibility, complementarity } = found!.residuals;
      rows.push({
        seed,
        threshold: game.threshold,
        closed: optimum.value,
        program: found!.value,
        proof: duality.lineDual(game, optimum),
        ...{ stationarity, feasibility, complementarity },
        binding: found!.multipliers.rowMultipliers.filter((value) => Math.abs(value) > 1e-7).length,
      });
    }
  }
  return rows;
}

/** A row a seed: the best of all orders of a few samples. */
export async function orderRows(options: LineOptions, seeds: readonly number[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const seed of seeds) {
    const game = { ...options, points: pointsOf(options.orders, seed) };
    const { best, orders, feasible } = await duality.bestOrder(game);
    rows.push({ seed, orders, feasible, best: best.value, closed: duality.lineOptimum(game).value });
  }
  return rows;
}

/** A row a start: where a descent from order to order ends that begins at points moved by at most β. */
export async function descentRows(
  options: LineOptions,
  seeds: readonly number[],
  starts: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const seed of seeds) {
    const game = { ...options, points: pointsOf(options.samples, seed) };
    const { value } = duality.lineOptimum(game);
    const stream = randomStream(seed, 82);
    for (let start = 0; start < starts; start++) {
      // Outputs that are each within β of their point are feasible.
      const moved = game.points.map((x) => x + options.threshold * (2 * stream.uniform() - 1));
      const found = await duality.descendOrders(game, duality.cellsOf(game.points, moved));
      rows.push({ seed, start, above: found!.end.value / value - 1, solved: found!.solved });
    }
  }
  return rows;
}
