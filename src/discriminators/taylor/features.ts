import type { Cell, Rows } from "../../engine/index.ts";

/*
 * The features of the particles about the centres, as bodies of a step program. Constants: D dimension,
 * n particles, SCALES Gaussians a centre, LADDER rungs (powers of one coordinate, 0 to the order), BITS of
 * the largest power, SCALE s, REACH2 squared reach in widths, FLOOR.
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

// ζ_k^m by repeated squaring, ζ = (y_j − c)/(sσ); a source beyond the reach is put into the centre, where its
// zero envelope multiplies finite numbers. Powers below FLOOR are 0, since denormal numbers are slow.
export function ladders(this: Cell, position: Rows, centres: Rows, widths: Rows, envelope: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const axis = Math.floor(row / this.constants.LADDER!);
  const m = row - axis * this.constants.LADDER!;
  const pair = Math.floor(axis / this.constants.D!);
  const k = axis - pair * this.constants.D!;
  const c = Math.floor(pair / this.constants.n!);
  const j = pair - c * this.constants.n!;
  const i = Math.floor(c / this.constants.SCALES!);
  const a = c - i * this.constants.SCALES!;
  const z =
    (position[j * this.constants.D! + k]![s]! - centres[i * this.constants.D! + k]![s]!) / widths[a]![s]!;
  let square = envelope[pair]![s]! > 0 ? z / this.constants.SCALE! : 0;
  let value = 1.0;
  let rest = m;
  for (let b = 0; b < this.constants.BITS!; b++) {
    const half = Math.floor(rest / 2);
    value = rest - 2 * half > 0.5 ? value * square : value;
    square = Math.abs(square) > this.constants.FLOOR! ? square * square : 0;
    rest = half;
  }
  return Math.abs(value) > this.constants.FLOOR! ? value : 0;
}
