import {
  type LinearRow,
  type Optimum,
  type ProgramShape,
  solveProgram,
} from "../../numerics/linearProgram.ts";
import type { LineGame } from "./line.ts";

/**
 * The game on a line for outputs in a given order among the samples: with y_1 ≤ … ≤ y_n, output j lies between x_c and
 * x_{c+1}, c = cells[j] (0 below all, n above all). In such a cell h is linear in y at every sample, and the game is a
 * convex quadratic program; over all y it is not convex: a point moves from one side of a kink to the other.
 */
export interface LineProgram {
  readonly shape: ProgramShape;
  /** c of each output, not falling, [n]. */
  readonly cells: readonly number[];
}

/** The optimal outputs in a cell, with how well the conditions of optimality hold. */
export interface CellOptimum {
  readonly cells: readonly number[];
  readonly outputs: Float64Array;
  readonly value: number;
  readonly multipliers: Pick<Optimum, "rowMultipliers" | "multipliers">;
  readonly residuals: Residuals;
}

/** The largest violation of each of the conditions of Karush, Kuhn and Tucker, all 0 at an exact optimum. */
export interface Residuals {
  /** Of ∇(objective) = Σ multiplier · ∇(limit). */
  readonly stationarity: number;
  /** Of any limit. */
  readonly feasibility: number;
  /** |multiplier| × distance from the limit that its sign names; infinite where there is no such limit. */
  readonly complementarity: number;
}

/** The quadratic program of a cell: cost r Σ y²/n, limits from the order, |h| ≤ β and |h − h(−∞)| ≤ β at 2n samples. */
export function lineProgram({ points, threshold, ridge }: LineGame, cells: readonly number[]): LineProgram {
  const n = points.length;
  const rows: LinearRow[] = [];
  for (let j = 0; j + 1 < n; j++) {
    const order: LinearRow = {
      terms: [
        [j, -1],
        [j + 1, 1],
      ],
      low: 0,
    };
    if (cells[j] === cells[j + 1]) rows.push(order);
  }
  for (let i = 0; i < n; i++) rows.push(...atPoint(points, cells, i, threshold));
  for (let j = 0; j < n; j++) rows.push(...atOutput(points, cells, j, threshold));
  return {
    cells,
    shape: {
      cost: new Float64Array(n),
      curvature: new Float64Array(n).fill((2 * ridge) / n),
      low: Float64Array.from(cells, (c) => points[c - 1] ?? Number.NEGATIVE_INFINITY),
      high: Float64Array.from(cells, (c) => points[c] ?? Number.POSITIVE_INFINITY),
      rows,
    },
  };
}

/** −β ≤ (constant + Σ terms)/n ≤ β. */
function within(
  constant: number,
  terms: (readonly [number, number])[],
  threshold: number,
  n: number,
): LinearRow {
  return { terms, low: -n * threshold - constant, high: n * threshold - constant };
}

/** Both constraints at x_i, times n. */
function atPoint(points: readonly number[], cells: readonly number[], i: number, threshold: number) {
  const x = points[i]!;
  const n = points.length;
  let [above, below] = [0, 0];
  for (const other of points) {
    if (other > x) above += other - x;
    else below += x - other;
  }
  const upper: [number, number][] = [];
  const lower: [number, number][] = [];
  cells.forEach((c, j) => {
    if (c > i) {
      upper.push([j, -1]);
      above += x;
    } else {
      lower.push([j, 1]);
      below -= x;
    }
  });
  return [within(above, upper, threshold, n), within(below, lower, threshold, n)];
}

/** Both constraints at y_j, times n. */
function atOutput(points: readonly number[], cells: readonly number[], j: number, threshold: number) {
  const n = points.length;
  const c = cells[j]!;
  const sum = (list: readonly number[]) => list.reduce((total, x) => total + x, 0);
  const others = (from: number, to: number, sign: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, k): [number, number] => [from + k, sign]);
  // Σ_{k ≥ c} (x_k − y_j) − Σ_{l > j} (y_l − y_j), and the same below.
  const upper: [number, number][] = [[j, n - 1 - j - (n - c)], ...others(j + 1, n, -1)];
  const lower: [number, number][] = [[j, c - j], ...others(0, j, 1)];
  return [
    within(sum(points.slice(c)), upper, threshold, n),
    within(-sum(points.slice(0, c)), lower, threshold, n),
  ];
}

/** The optimum of a cell; undefined where no outputs in it are feasible. */
export async function solveCell(game: LineGame, cells: readonly number[]): Promise<CellOptimum | undefined> {
  const { shape } = lineProgram(game, cells);
  let found: Optimum;
  try {
    found = await solveProgram(shape, 1e-10);
  } catch (error) {
    if (error instanceof Error && /infeasible/i.test(error.message)) return undefined;
    throw error;
  }
  const { x: outputs, objective: value, rowMultipliers, multipliers } = found;
  return {
    cells,
    outputs,
    value,
    multipliers: { rowMultipliers, multipliers },
    residuals: residualsOf(shape, found),
  };
}

/** How well a solution and its multipliers fulfil the conditions of optimality of a separable quadratic program. */
export function residualsOf(shape: ProgramShape, { x, rowMultipliers, multipliers }: Optimum): Residuals {
  const lagrangian = Float64Array.from(x, (value, k) => shape.cost[k]! + (shape.curvature?.[k] ?? 0) * value);
  let feasibility = 0;
  let complementarity = 0;
  const limit = (value: number, multiplier: number, low: number, high: number) => {
    feasibility = Math.max(feasibility, low - value, value - high);
    if (multiplier === 0) return;
    // Raising a lower limit that binds makes a minimum larger.
    const distance = multiplier > 0 ? Math.abs(value - low) : Math.abs(high - value);
    complementarity = Math.max(complementarity, Math.abs(multiplier) * distance);
  };
  shape.rows.forEach(({ terms, low = -Infinity, high = Infinity }, r) => {
    const multiplier = rowMultipliers[r]!;
    let value = 0;
    for (const [column, weight] of terms) {
      value += weight * x[column]!;
      lagrangian[column]! -= multiplier * weight;
    }
    limit(value, multiplier, low, high);
  });
  x.forEach((value, k) => {
    lagrangian[k]! -= multipliers[k]!;
    limit(value, multipliers[k]!, shape.low?.[k] ?? -Infinity, shape.high?.[k] ?? Infinity);
  });
  const stationarity = lagrangian.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { stationarity, feasibility, complementarity };
}
