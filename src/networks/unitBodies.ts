import type { Cell, Rows, Table } from "./pass.ts";

/** The bodies of the passes that go from cell to cell, and the joining of the layers' directions. */

declare function value(z: number): number;
declare function slope(z: number): number;
declare function curvature(z: number): number;

/** a = σ(z). */
export function activate(this: Cell, sum: Rows): number {
  const z = sum[this.thread.y]![this.thread.x]!;
  return value(z);
}

/** σ'(z) times what comes through the unit, upwards or downwards. */
export function bend(this: Cell, sum: Rows, through: Rows): number {
  const z = sum[this.thread.y]![this.thread.x]!;
  return slope(z) * through[this.thread.y]![this.thread.x]!;
}

/** σ'(z) β + σ''(z) ż γ. */
export function bendTwice(this: Cell, sum: Rows, through: Rows, motion: Rows, back: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const z = sum[row]![s]!;
  return slope(z) * through[row]![s]! + curvature(z) * motion[row]![s]! * back[row]![s]!;
}

/** f[r][o] = Σ_c sign_c z[r][c][o], for cell [r][o]. */
export function difference(this: Cell, sum: Rows, signs: Table): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const r = Math.floor(row / this.constants.UNITS!);
  const from = row + r * (this.constants.COPIES! - 1) * this.constants.UNITS!;
  let total = 0;
  for (let c = 0; c < this.constants.COPIES!; c++) {
    total += signs[c]! * sum[from + c * this.constants.UNITS!]![s]!;
  }
  return total;
}

/** ∂f[r]/∂z[r][c] of a network with one output. */
export function unitAdjoint(this: Cell, signs: Table): number {
  const row = this.thread.y;
  return signs[row - this.constants.COPIES! * Math.floor(row / this.constants.COPIES!)]!;
}

/** pull_r times an adjoint [r][…] of WIDTH numbers a sample. */
export function pulled(this: Cell, pull: Rows, adjoint: Rows): number {
  const row = this.thread.y;
  const s = this.thread.x;
  const r = Math.floor(row / this.constants.WIDTH!);
  return pull[r]![s]! * adjoint[row]![s]!;
}

/** The rows of `first`, then those of `second`. */
export function join(this: Cell, first: Rows, second: Rows): number {
  const row = this.thread.y;
  const s = this.thread.x;
  return row < this.constants.SPLIT! ? first[row]![s]! : second[row - this.constants.SPLIT!]![s]!;
}

/** An array [R][WIDTH] as [WIDTH][R]. */
export function across(this: Cell, array: Rows): number {
  const row = this.thread.y;
  const w = Math.floor(row / this.constants.R!);
  const r = row - w * this.constants.R!;
  return array[r * this.constants.WIDTH! + w]![this.thread.x]!;
}
