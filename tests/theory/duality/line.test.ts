import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { duality } from "../../../src/theory/index.ts";

/** What the solver is asked for, 1e-10, times the numbers of a program. */
const SOLVER = 1e-8;

const stream = randomStream(41);
/** Skewed, so that neither end nor mean is at 0. */
function drawn(n: number, threshold: number): duality.LineGame {
  const points = Array.from({ length: n }, () => stream.normal() + 0.3 * stream.normal() ** 2);
  return { points: points.sort((a, b) => a - b), threshold, ridge: 0.7 };
}

describe("the game on a line", () => {
  it("the closed form is feasible and as good as its own proof, whatever the threshold", () => {
    for (const threshold of [0.01, 0.1, 0.3, 1, 3]) {
      for (const shift of [0, 2, -5]) {
        const game = drawn(9, threshold);
        const moved = { ...game, points: game.points.map((x) => x + shift) };
        const optimum = duality.lineOptimum(moved);
        expect(duality.largestGap(moved.points, optimum.outputs)).toBeLessThan(threshold + 1e-12);
        expect(duality.lineDual(moved, optimum)).toBeCloseTo(optimum.value, 11);
      }
    }
  });

  it("what is clipped on either side amounts to the threshold", () => {
    const game = drawn(12, 0.15);
    const { low, high } = duality.lineOptimum(game);
    const mean = (f: (x: number) => number) => game.points.reduce((sum, x) => sum + f(x), 0) / 12;
    expect(mean((x) => Math.max(0, x - high))).toBeCloseTo(0.15, 12);
    expect(mean((x) => Math.max(0, low - x))).toBeCloseTo(0.15, 12);
  });

  it("no order of four outputs is better than the closed form, and one is as good", async () => {
    for (let run = 0; run < 3; run++) {
      const game = drawn(4, 0.12);
      const { best, orders, feasible } = await duality.bestOrder(game);
      expect(orders).toBe(70);
      expect(feasible).toBeGreaterThan(1);
      expect(Math.abs(best.value - duality.lineOptimum(game).value)).toBeLessThan(SOLVER);
    }
  });

  it("the conditions of optimality hold in the order of the closed form", async () => {
    const game = drawn(15, 0.1);
    const optimum = duality.lineOptimum(game);
    const found = await duality.solveCell(game, duality.cellsOf(game.points, optimum.outputs));
    expect(found).toBeDefined();
    for (const residual of Object.values(found!.residuals)) expect(residual).toBeLessThan(SOLVER);
    found!.outputs.forEach((y, j) => {
      expect(Math.abs(y - optimum.outputs[j]!)).toBeLessThan(1e-6);
    });
    // Somewhere the discriminator holds: not all multipliers vanish.
    expect(Math.max(...found!.multipliers.rowMultipliers.map(Math.abs))).toBeGreaterThan(1e-3);
  });

  it("conditions that do not hold are seen", async () => {
    const game = drawn(6, 0.1);
    const { shape } = duality.lineProgram(game, [0, 1, 2, 3, 4, 5]);
    const found = (await duality.solveCell(game, [0, 1, 2, 3, 4, 5]))!;
    const moved = found.outputs.map((y, k) => (k === 5 ? y - 0.3 : y));
    const { stationarity, feasibility } = duality.residualsOf(shape, {
      objective: 0,
      x: moved,
      ...found.multipliers,
    });
    expect(Math.max(stationarity, feasibility)).toBeGreaterThan(0.01);
  });

  it("descending from order to order ends where no neighbour is better", async () => {
    const game = drawn(6, 0.15);
    const found = await duality.descendOrders(game, duality.cellsOf(game.points, game.points));
    expect(found!.solved).toBeGreaterThan(1);
    expect(found!.end.value).toBeGreaterThan(duality.lineOptimum(game).value - SOLVER);
  });
});
