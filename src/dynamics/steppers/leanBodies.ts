import type { Cell, Rows } from "../../engine/index.ts";

/** ε = κ (1 + max|z|)/‖u‖; the sum of squares is scaled, so that it stays within single precision. */
export function leanLength(this: Cell, at: Rows, direction: Rows, pace: Rows): number {
  const s = this.thread.x;
  let farthest = 0;
  let largest = 0;
  for (let k = 0; k < this.constants.ROWS!; k++) {
    farthest = Math.max(farthest, Math.abs(at[k]![s]!));
    largest = Math.max(largest, Math.abs(direction[k]![s]!));
  }
  let sum = 0;
  if (largest > 1e-30) {
    for (let k = 0; k < this.constants.ROWS!; k++) {
      const u = direction[k]![s]! / largest;
      sum += u * u;
    }
  }
  const share = pace[this.constants.PRECISION!]![s]! > 1 ? 1e-5 : 3e-3;
  return sum > 0 ? (share * (1 + farthest)) / (largest * Math.sqrt(sum)) : 0;
}

/** z ± εu. */
export function leaned(this: Cell, at: Rows, direction: Rows, length: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  return at[row]![s]! + this.constants.SIGN! * length[0]![s]! * direction[row]![s]!;
}

/** (F(z + εu) − F(z − εu)) / 2ε. */
export function slopeAlong(this: Cell, forth: Rows, back: Rows, length: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const e = length[0]![s]!;
  return e > 0 ? (forth[row]![s]! - back[row]![s]!) / (2 * e) : 0;
}

/** The same in addition to what is there. */
export function slopeAlongToo(this: Cell, forth: Rows, back: Rows, length: Rows, sum: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const e = length[0]![s]!;
  const slope = e > 0 ? (forth[row]![s]! - back[row]![s]!) / (2 * e) : 0;
  return sum[row]![s]! + slope;
}

/** z + η (v − r ∇½‖v‖²). */
export function agreed(this: Cell, at: Rows, direction: Rows, curl: Rows, pace: Rows): number {
  const s = this.thread.x;
  const row = this.thread.y;
  const rate = pace[this.constants.RATE!]![s]!;
  return at[row]![s]! + rate * (direction[row]![s]! - pace[this.constants.STRENGTH!]![s]! * curl[row]![s]!);
}
