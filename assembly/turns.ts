import { both } from "./lanes";

// @ts-ignore: decorator
@inline
export function sine(x: v128, x2: v128): v128 {
  let p = both(-7.647163731819816e-13);
  p = f64x2.add(f64x2.mul(p, x2), both(1.6059043836821613e-10));
  p = f64x2.add(f64x2.mul(p, x2), both(-2.505210838544172e-8));
  p = f64x2.add(f64x2.mul(p, x2), both(2.7557319223985893e-6));
  p = f64x2.add(f64x2.mul(p, x2), both(-1.984126984126984e-4));
  p = f64x2.add(f64x2.mul(p, x2), both(8.333333333333333e-3));
  p = f64x2.add(f64x2.mul(p, x2), both(-0.16666666666666666));
  return f64x2.add(x, f64x2.mul(f64x2.mul(p, x2), x));
}

// @ts-ignore: decorator
@inline
export function cosine(x2: v128): v128 {
  let p = both(4.779477332387385e-14);
  p = f64x2.add(f64x2.mul(p, x2), both(-1.1470745597729725e-11));
  p = f64x2.add(f64x2.mul(p, x2), both(2.08767569878681e-9));
  p = f64x2.add(f64x2.mul(p, x2), both(-2.755731922398589e-7));
  p = f64x2.add(f64x2.mul(p, x2), both(2.48015873015873e-5));
  p = f64x2.add(f64x2.mul(p, x2), both(-1.388888888888889e-3));
  p = f64x2.add(f64x2.mul(p, x2), both(4.1666666666666664e-2));
  p = f64x2.add(f64x2.mul(p, x2), both(-0.5));
  return f64x2.add(both(1), f64x2.mul(p, x2));
}

/**
 * cos and sin of 2π·turns, to the address and 16 bytes behind it, to about one unit in the last place: whole
 * turns and quarters are taken off exactly, and the rest is at most π/4.
 */
export function turn(turns: v128, at: usize): void {
  const part = f64x2.sub(turns, f64x2.nearest(turns));
  const quarter = f64x2.nearest(f64x2.mul(part, both(4)));
  const x = f64x2.mul(f64x2.sub(part, f64x2.mul(quarter, both(0.25))), both(6.283185307179586));
  const x2 = f64x2.mul(x, x);
  const s = sine(x, x2);
  const c = cosine(x2);
  // Quarters are −2 to 2: in the odd ones cos and sin change places.
  const odd = f64x2.eq(f64x2.abs(quarter), both(1));
  const half = f64x2.eq(f64x2.abs(quarter), both(2));
  const sign = v128.bitselect(both(-1), both(1), half);
  const cosOdd = f64x2.neg(f64x2.mul(quarter, s));
  const sinOdd = f64x2.mul(quarter, c);
  v128.store(at, v128.bitselect(cosOdd, f64x2.mul(sign, c), odd));
  v128.store(at, v128.bitselect(sinOdd, f64x2.mul(sign, s), odd), 16);
}
