import { both, exponential, logarithm } from "./lanes";
import { cosine, sine } from "./turns";

/**
 * Functions of Math for pairs of doubles, which the modules made from step programs import. All follow Math at
 * infinities and numbers that are none; errors are a few units in the last place.
 */

/** e^x. */
export function exp(x: v128): v128 {
  const inside = f64x2.max(f64x2.min(x, both(700)), both(-700));
  let e = exponential(inside);
  const beyond = f64x2.sub(x, inside);
  if (v128.any_true(f64x2.ne(beyond, both(0)))) {
    // Twice more the same way reaches infinity or 0.
    const more = f64x2.max(f64x2.min(beyond, both(700)), both(-700));
    e = f64x2.mul(e, exponential(more));
    e = v128.bitselect(x, e, f64x2.ne(x, x));
  }
  return e;
}

/** log x. */
export function log(given: v128): v128 {
  // Denormal numbers are brought up by 2^54.
  const tiny = f64x2.lt(given, both(2.2250738585072014e-308));
  const x = v128.bitselect(f64x2.mul(given, both(18014398509481984)), given, tiny);
  let y = f64x2.sub(logarithm(x), v128.and(both(37.429947750237046), tiny));
  y = v128.bitselect(both(-Infinity), y, f64x2.eq(given, both(0)));
  y = v128.bitselect(both(NaN), y, v128.not(f64x2.ge(given, both(0))));
  return v128.bitselect(both(Infinity), y, f64x2.eq(given, both(Infinity)));
}

/** tanh x. */
export function tanh(x: v128): v128 {
  const size = f64x2.abs(x);
  const e = exp(f64x2.mul(size, both(-2)));
  let t = f64x2.div(f64x2.sub(both(1), e), f64x2.add(both(1), e));
  // Nearer to 0 the difference would lose digits that x + x³ times a ratio of polynomials keeps (as in Cephes).
  const z = f64x2.mul(x, x);
  let p = both(-9.64399179425052238628e-1);
  p = f64x2.add(f64x2.mul(p, z), both(-9.92877231001918586564e1));
  p = f64x2.add(f64x2.mul(p, z), both(-1.61468768441708447952e3));
  let q = f64x2.add(z, both(1.12811678491632931402e2));
  q = f64x2.add(f64x2.mul(q, z), both(2.23548839060100448583e3));
  q = f64x2.add(f64x2.mul(q, z), both(4.84406305325125486048e3));
  const near = f64x2.add(size, f64x2.mul(f64x2.mul(f64x2.div(p, q), z), size));
  t = v128.bitselect(near, t, f64x2.lt(size, both(0.625)));
  return v128.or(t, v128.and(x, both(-0.0)));
}

/** asin x over x less 1, a ratio of polynomials in z = x² ≤ 1/4 (as in FreeBSD's msun). */
// @ts-ignore: decorator
@inline
function ratio(z: v128): v128 {
  let p = both(3.47933107596021167570e-5);
  p = f64x2.add(f64x2.mul(p, z), both(7.91534994289814532176e-4));
  p = f64x2.add(f64x2.mul(p, z), both(-4.00555345006794114027e-2));
  p = f64x2.add(f64x2.mul(p, z), both(2.01212532134862925881e-1));
  p = f64x2.add(f64x2.mul(p, z), both(-3.25565818622400915405e-1));
  p = f64x2.add(f64x2.mul(p, z), both(1.66666666666666657415e-1));
  let q = both(7.70381505559019352791e-2);
  q = f64x2.add(f64x2.mul(q, z), both(-6.88283971605453293030e-1));
  q = f64x2.add(f64x2.mul(q, z), both(2.02094576023350569471));
  q = f64x2.add(f64x2.mul(q, z), both(-2.40339491173441421878));
  q = f64x2.add(f64x2.mul(q, z), both(1));
  return f64x2.div(f64x2.mul(p, z), q);
}

/** asin x. */
export function asin(x: v128): v128 {
  const size = f64x2.abs(x);
  const outer = f64x2.gt(size, both(0.5));
  const half = f64x2.mul(f64x2.sub(both(1), size), both(0.5));
  const z = v128.bitselect(half, f64x2.mul(x, x), outer);
  const root = v128.bitselect(f64x2.sqrt(half), size, outer);
  const part = f64x2.add(root, f64x2.mul(root, ratio(z)));
  const far = f64x2.sub(both(1.5707963267948966), f64x2.add(part, part));
  const y = v128.bitselect(far, part, outer);
  return v128.or(y, v128.and(x, both(-0.0)));
}

/** acos x. */
export function acos(x: v128): v128 {
  const size = f64x2.abs(x);
  const outer = f64x2.gt(size, both(0.5));
  const half = f64x2.mul(f64x2.sub(both(1), size), both(0.5));
  const z = v128.bitselect(half, f64x2.mul(x, x), outer);
  const root = v128.bitselect(f64x2.sqrt(half), x, outer);
  const part = f64x2.add(root, f64x2.mul(root, ratio(z)));
  const twice = f64x2.add(part, part);
  const far = v128.bitselect(f64x2.sub(both(3.141592653589793), twice), twice, f64x2.lt(x, both(0)));
  return v128.bitselect(far, f64x2.sub(both(1.5707963267948966), part), outer);
}

/** sin of x + turns quarters of a turn, |x| up to about 1e6 with full accuracy. */
// @ts-ignore: decorator
@inline
function sineOf(x: v128, quarters: v128): v128 {
  const k = f64x2.nearest(f64x2.mul(x, both(0.6366197723675814)));
  let r = f64x2.sub(x, f64x2.mul(k, both(1.57079632673412561417)));
  r = f64x2.sub(r, f64x2.mul(k, both(6.07710050630396597660e-11)));
  r = f64x2.sub(r, f64x2.mul(k, both(2.02226624879595063154e-21)));
  const z = f64x2.mul(r, r);
  const s = sine(r, z);
  const c = cosine(z);
  // The quarter 0 to 3 that the angle is in.
  const all = f64x2.add(k, quarters);
  const quarter = f64x2.sub(all, f64x2.mul(f64x2.floor(f64x2.mul(all, both(0.25))), both(4)));
  const odd = v128.or(f64x2.eq(quarter, both(1)), f64x2.eq(quarter, both(3)));
  const value = v128.bitselect(c, s, odd);
  return v128.bitselect(f64x2.neg(value), value, f64x2.ge(quarter, both(2)));
}

/** sin x. */
export function sin(x: v128): v128 {
  return sineOf(x, both(0));
}

/** cos x. */
export function cos(x: v128): v128 {
  return sineOf(x, both(1));
}
