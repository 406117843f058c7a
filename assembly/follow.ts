import { both } from "./lanes";

/** The arrays in which the dynamics follow the particles, [n*d, S] each, and the bytes of one row. */
let low: usize, high: usize, direction: usize, turns: usize, stride: usize;

export function setFollowed(l: usize, h: usize, d: usize, t: usize, rowBytes: usize): void {
  low = l;
  high = h;
  direction = d;
  turns = t;
  stride = rowBytes;
}

/** What a window and the outcome rules need to know of coordinate `row` that moved along g to y. */
// @ts-ignore: decorator
@inline
export function follow(row: i32, lane: usize, y: v128, g: v128): void {
  const at = (<usize>row) * stride + lane;
  track(low + at, high + at, direction + at, turns + at, y, g);
}

/** The same with the addresses of the range, the direction and the number of turns. */
// @ts-ignore: decorator
@inline
export function track(l: usize, h: usize, d: usize, t: usize, y: v128, g: v128): void {
  // pmin(a, b) is b < a ? b : a, so that a position that is no number is what the range becomes.
  v128.store(l, f64x2.pmin(y, v128.load(l)));
  v128.store(h, f64x2.pmax(y, v128.load(h)));
  const before = v128.load(d);
  const turned = v128.and(f64x2.lt(f64x2.mul(g, before), both(0)), both(1));
  v128.store(t, f64x2.add(v128.load(t), turned));
  // The sign of g where it has one.
  const one = v128.or(v128.and(g, both(-0.0)), both(1));
  const moving = f64x2.gt(f64x2.abs(g), both(0));
  v128.store(d, v128.bitselect(one, before, moving));
}
