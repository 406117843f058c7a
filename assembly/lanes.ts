/** Two simulations side by side, in double precision. */

/** Bytes of one pair of doubles. */
export const PAIR: usize = 16;

/** A pair with both halves equal. */
// @ts-ignore: decorator
@inline
export function both(value: f64): v128 {
  return f64x2.splat(value);
}

/**
 * Numbers of the functions below. They stand in memory, since compilers would otherwise put a constant together
 * anew wherever it is used, which costs more than the arithmetic.
 */
const NUMBERS: usize = memory.data<f64>([
  1.4426950408889634, 6.93147180369123816490e-1, 1.90821492927058770002e-10,
  2.08767569878681e-9, 2.505210838544172e-8, 2.755731922398589e-7, 2.7557319223985893e-6, 2.48015873015873e-5,
  1.984126984126984e-4, 1.388888888888889e-3, 8.333333333333333e-3, 4.1666666666666664e-2, 0.16666666666666666,
  0.5, 1, 6755399441055744, -700,
  // 1/(2k + 1) for k = 10 to 1.
  0.047619047619047616, 0.05263157894736842, 0.058823529411764705, 0.06666666666666667, 0.07692307692307693,
  0.09090909090909091, 0.1111111111111111, 0.14285714285714285, 0.2, 0.3333333333333333,
]);

// @ts-ignore: decorator
@inline
function number(k: usize): v128 {
  return v128.load64_splat(NUMBERS + (k << 3));
}

/**
 * e^x to about one unit in the last place for −700 ≤ x ≤ 700: x = n log 2 + r with |r| ≤ log(2)/2, the series
 * of e^r to r^12, and n put into the exponent. Beyond, the result means nothing.
 */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  const n = f64x2.nearest(f64x2.mul(x, number(0)));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, number(1))), f64x2.mul(n, number(2)));
  // By pairs of terms, since one long chain of sums would be waited for.
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a0 = f64x2.add(number(14), r);
  const a1 = f64x2.add(number(13), f64x2.mul(number(12), r));
  const a2 = f64x2.add(number(11), f64x2.mul(number(10), r));
  const a3 = f64x2.add(number(9), f64x2.mul(number(8), r));
  const a4 = f64x2.add(number(7), f64x2.mul(number(6), r));
  const a5 = f64x2.add(number(5), f64x2.mul(number(4), r));
  const b0 = f64x2.add(a0, f64x2.mul(a1, r2));
  const b1 = f64x2.add(a2, f64x2.mul(a3, r2));
  const b2 = f64x2.add(a4, f64x2.mul(a5, r2));
  const low = f64x2.add(b0, f64x2.mul(b1, r4));
  const high = f64x2.add(b2, f64x2.mul(number(3), r4));
  const p = f64x2.add(low, f64x2.mul(high, f64x2.mul(r4, r4)));
  // Adding 3·2^51 leaves n in the low bits, and the shift drops what stands above them.
  const bits = i64x2.shl(f64x2.add(n, number(15)), 52);
  return i64x2.add(p, bits);
}

/** e^x for x ≤ 0, and 0 below −700. */
// @ts-ignore: decorator
@inline
export function power(x: v128): v128 {
  return v128.and(exponential(x), f64x2.ge(x, number(16)));
}

/** log x to about two units in the last place for finite normal x > 0: x = 2^k m with √½ ≤ m < √2, log m = 2 artanh((m − 1)/(m + 1)). */
// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  const k = i64x2.shr_s(i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd)), 52);
  const m = i64x2.sub(x, i64x2.shl(k, 52));
  const n = f64x2.sub(i64x2.add(k, number(15)), number(15));
  const s = f64x2.div(f64x2.sub(m, number(14)), f64x2.add(m, number(14)));
  const z = f64x2.mul(s, s);
  let p = number(17);
  p = f64x2.add(f64x2.mul(p, z), number(18));
  p = f64x2.add(f64x2.mul(p, z), number(19));
  p = f64x2.add(f64x2.mul(p, z), number(20));
  p = f64x2.add(f64x2.mul(p, z), number(21));
  p = f64x2.add(f64x2.mul(p, z), number(22));
  p = f64x2.add(f64x2.mul(p, z), number(23));
  p = f64x2.add(f64x2.mul(p, z), number(24));
  p = f64x2.add(f64x2.mul(p, z), number(25));
  p = f64x2.add(f64x2.mul(p, z), number(26));
  const small = f64x2.add(f64x2.mul(f64x2.mul(z, p), s), s);
  return f64x2.add(f64x2.mul(n, number(1)), f64x2.add(f64x2.add(small, small), f64x2.mul(n, number(2))));
}

/** The values whose size is above `floor`, 0 for the others: denormal numbers are slow. */
// @ts-ignore: decorator
@inline
export function flushed(values: v128, floor: v128): v128 {
  return v128.and(values, f64x2.gt(f64x2.abs(values), floor));
}
