import type { Cell, Rows, Table } from "../../engine/index.ts";

/*
 * The features of the particles about the centres, as bodies of a step program. Constants: D dimension,
 * n particles, SCALES Gaussians a centre, LADDER rungs (powers of one coordinate), STRIDE and STEPS of the
 * ladder, BITS of the largest power, REACH2 squared reach in widths.
 */

// √w e^{−‖y_j − c‖²/2σ²}, and 0 beyond the reach.
export function envelopes(this: Cell, position: Rows, centres: Rows, widths: Rows, amplitudes: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const c = Math.floor(row / this.constants.n!);
  const j = row - c * this.constants.n!;
  const i = Math.floor(c / this.constants.SCALES!);
  const a = c - i * this.constants.SCALES!;
  let r2 = 0;
  for (let k = 0; k < this.constants.D!; k++) {
    const z =
      (position[j * this.constants.D! + k]![s]! - centres[i * this.constants.D! + k]![s]!) / widths[a]![s]!;
    r2 += z * z;
  }
  return r2 < this.constants.REACH2! ? amplitudes[a]![s]! * Math.exp(-0.5 * r2) : 0;
}

// (z_k/σ)^m/√m! for the small and the large steps m of the ladder, by repeated squaring; a source beyond the
// reach is put into the centre, where its zero envelope multiplies finite numbers.
export function powers(
  this: Cell,
  position: Rows,
  centres: Rows,
  widths: Rows,
  roots: Table,
  envelope: Rows,
): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const axis = Math.floor(row / this.constants.STEPS!);
  const rung = row - axis * this.constants.STEPS!;
  const large = (rung - this.constants.STRIDE!) * this.constants.STRIDE!;
  const m = rung < this.constants.STRIDE! ? rung : large;
  const pair = Math.floor(axis / this.constants.D!);
  const k = axis - pair * this.constants.D!;
  const c = Math.floor(pair / this.constants.n!);
  const j = pair - c * this.constants.n!;
  const i = Math.floor(c / this.constants.SCALES!);
  const a = c - i * this.constants.SCALES!;
  const z =
    (position[j * this.constants.D! + k]![s]! - centres[i * this.constants.D! + k]![s]!) / widths[a]![s]!;
  let square = envelope[pair]![s]! > 0 ? z * roots[rung]! : 0;
  let value = 1.0;
  let rest = m;
  for (let b = 0; b < this.constants.BITS!; b++) {
    const half = Math.floor(rest / 2);
    value = rest - 2 * half > 0.5 ? value * square : value;
    square = square * square;
    rest = half;
  }
  return value;
}

// Every rung (z_k/σ)^m/√m! from a small and a large step.
export function ladders(this: Cell, power: Rows, mixing: Table): number {
  const row = this.thread.y;
  const axis = Math.floor(row / this.constants.LADDER!);
  const m = row - axis * this.constants.LADDER!;
  const large = Math.floor(m / this.constants.STRIDE!);
  const small = m - large * this.constants.STRIDE!;
  const base = axis * this.constants.STEPS!;
  const mix = mixing[m]!;
  const s = this.thread.x;
  return mix * power[base + small]![s]! * power[base + this.constants.STRIDE! + large]![s]!;
}

// ∂φ_m/∂z = √m φ_{m−1} − √(m+1) φ_{m+1}; the topmost rung is only there to be looked down from.
export function slopes(this: Cell, ladder: Rows): number {
  const row = this.thread.y;
  const m = row - Math.floor(row / this.constants.LADDER!) * this.constants.LADDER!;
  const top = m < this.constants.LADDER! - 1 ? 1 : 0;
  const down = Math.sqrt(m);
  const up = top * Math.sqrt(m + 1);
  const below = m > 0 ? row - 1 : row;
  const above = row + top;
  const s = this.thread.x;
  return down * ladder[below]![s]! - up * ladder[above]![s]!;
}
