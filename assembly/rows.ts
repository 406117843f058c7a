import { PAIR } from "./lanes";

/** Copies one pair of simulations of an array [rows, S] to working memory; `stride` is the bytes of a row. */
export function gather(from: usize, to: usize, rows: i32, stride: usize): void {
  for (let row = 0; row < rows; row++, from += stride, to += PAIR) v128.store(to, v128.load(from));
}

/** The same, times a factor. */
export function gatherTimes(factor: v128, from: usize, to: usize, rows: i32, stride: usize): void {
  for (let row = 0; row < rows; row++, from += stride, to += PAIR) {
    v128.store(to, f64x2.mul(factor, v128.load(from)));
  }
}

/** Copies them back. */
export function scatter(from: usize, to: usize, rows: i32, stride: usize): void {
  for (let row = 0; row < rows; row++, from += PAIR, to += stride) v128.store(to, v128.load(from));
}
