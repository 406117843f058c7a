/*
 * Sums over sources at four targets at once, in single precision. Lengths are in units in which e^{−…} of the kernel is
 * 2^{−…}: positions come scaled, and what is a constant factor of all terms is left out.
 */

/** Which of value and gradient are summed. */
export const GRADIENTS: i32 = 0;
export const VALUES: i32 = 1;
export const BOTH: i32 = 2;

/** What 2^{−x} below is to be multiplied by: the leading number of its polynomial. */
export const LEADING: f64 = -0.0013276471959620209;

const NUMBERS: usize = memory.data<f32>([
  // 1.5·2^23: adding it rounds to whole numbers, which are then in the low bits.
  12582912.0,
  // 2^{−x} counts as 0 from here on: what is left is far below rounding, and denormal numbers are slow.
  80.0,
  -7.287735462188721, 41.80864715576172, -180.93753051757812, 522.0867309570312, -753.2122192382812,
  // log 2 and its powers in the polynomials of the Matérn kernels: t, t²/3, 2t²/5, t³/15.
  0.6931471805599453, 0.16015100463940047, 0.1921812055672806, 0.022201643112660556,
  // log2 m = s (a + b s² + c s⁴ + d s⁶), s = (m − 1)/(m + 1); log2 e.
  2.8853900797759047, 0.9617988561427425, 0.5767135611378148, 0.43175572213341584, 1.4426950408889634, 1.0,
]);

// @ts-ignore: decorator
@inline
function number(k: usize): v128 {
  return v128.load32_splat(NUMBERS + (k << 2));
}

/**
 * Adds the sources from `from` to `to`, (x_1 … x_D, w) each, at the targets in `at` ([D] vectors), into `out`: the
 * value, then the gradient. The code of the shape and `mode` are constants where this is used.
 */
// @ts-ignore: decorator
@inline
function sum<Width>(shape: i32, mode: i32, from: usize, to: usize, at: usize, out: usize, exponent: f32): void {
  const d: i32 = sizeof<Width>() == 4 ? 3 : <i32>sizeof<Width>();
  // In locals, since compilers would put a constant together anew in every turn of the loop.
  const magic = number(0), limit = number(1);
  const k4 = number(2), k3 = number(3), k2 = number(4), k1 = number(5), k0 = number(6);
  const power = f32x4.splat(exponent);
  const x = v128.load(at);
  const y = d > 1 ? v128.load(at, 16) : x;
  const z = d > 2 ? v128.load(at, 32) : x;
  let value = f32x4.splat(0), gx = value, gy = value, gz = value;
  for (; from < to; from += (<usize>(d + 1)) << 2) {
    const u = f32x4.sub(x, v128.load32_splat(from));
    const v = d > 1 ? f32x4.sub(y, v128.load32_splat(from, 4)) : u;
    const w = d > 2 ? f32x4.sub(z, v128.load32_splat(from, 8)) : u;
    let r2 = f32x4.mul(u, u);
    if (d > 1) r2 = f32x4.add(r2, f32x4.mul(v, v));
    if (d > 2) r2 = f32x4.add(r2, f32x4.mul(w, w));
    const q = argument(shape, r2, power);
    const t = f32x4.sub(magic, q);
    const f = f32x4.add(f32x4.sub(t, magic), q);
    let p = f32x4.add(f, k4);
    p = f32x4.add(f32x4.mul(p, f), k3);
    p = f32x4.add(f32x4.mul(p, f), k2);
    p = f32x4.add(f32x4.mul(p, f), k1);
    p = f32x4.add(f32x4.mul(p, f), k0);
    p = v128.and(i32x4.add(p, i32x4.shl(t, 23)), f32x4.lt(q, limit));
    p = f32x4.mul(p, v128.load32_splat(from + ((<usize>d) << 2)));
    if (mode != GRADIENTS) value = f32x4.add(value, f32x4.mul(p, valueFactor(shape, q, r2)));
    if (mode != VALUES) {
      p = f32x4.mul(p, slopeFactor(shape, q));
      gx = f32x4.add(gx, f32x4.mul(p, u));
      if (d > 1) gy = f32x4.add(gy, f32x4.mul(p, v));
      if (d > 2) gz = f32x4.add(gz, f32x4.mul(p, w));
    }
  }
  v128.store(out, value);
  v128.store(out, gx, 16);
  if (d > 1) v128.store(out, gy, 32);
  if (d > 2) v128.store(out, gz, 48);
}

/** The power of ½ in a kernel: r², r, or (α + 1) log2(1 + r²). */
// @ts-ignore: decorator
@inline
function argument(shape: i32, r2: v128, power: v128): v128 {
  if (shape == 1) return r2;
  if (shape != 3) return f32x4.sqrt(r2);
  const one = number(16);
  const base = f32x4.add(one, r2);
  const lost = f32x4.sub(r2, f32x4.sub(base, one));
  const k = i32x4.shr_u(i32x4.sub(base, i32x4.splat(0x3f3504f3)), 23);
  const m = i32x4.sub(base, i32x4.shl(k, 23));
  const s = f32x4.div(f32x4.sub(m, one), f32x4.add(m, one));
  const z = f32x4.mul(s, s);
  let p = number(14);
  p = f32x4.add(f32x4.mul(p, z), number(13));
  p = f32x4.add(f32x4.mul(p, z), number(12));
  p = f32x4.add(f32x4.mul(p, z), number(11));
  const rest = f32x4.mul(number(15), f32x4.div(lost, base));
  return f32x4.mul(power, f32x4.add(f32x4.convert_i32x4_s(k), f32x4.add(f32x4.mul(p, s), rest)));
}

/** What stands beside 2^{−q} in the gradient. */
// @ts-ignore: decorator
@inline
function slopeFactor(shape: i32, q: v128): v128 {
  if (shape == 2) return v128.and(f32x4.div(number(16), q), f32x4.gt(q, f32x4.splat(0)));
  if (shape < 5) return number(16);
  const linear = f32x4.add(number(16), f32x4.mul(number(7), q));
  if (shape == 5) return linear;
  return f32x4.add(linear, f32x4.mul(number(8), f32x4.mul(q, q)));
}

/** What stands beside 2^{−q} in the value. */
// @ts-ignore: decorator
@inline
function valueFactor(shape: i32, q: v128, r2: v128): v128 {
  if (shape == 3) return f32x4.add(number(16), r2);
  if (shape < 3) return number(16);
  const linear = f32x4.add(number(16), f32x4.mul(number(7), q));
  if (shape == 4) return linear;
  const q2 = f32x4.mul(q, q);
  if (shape == 5) return f32x4.add(linear, f32x4.mul(number(8), q2));
  return f32x4.add(f32x4.add(linear, f32x4.mul(number(9), q2)), f32x4.mul(number(10), f32x4.mul(q2, q)));
}

/** One tile of sources in one, two or three dimensions (i8, i16, i32). */
export function tile<Width>(shape: i32, mode: i32, from: usize, to: usize, at: usize, out: usize, exponent: f32): void {
  if (shape == 1) {
    if (mode == GRADIENTS) sum<Width>(1, 0, from, to, at, out, exponent);
    else if (mode == VALUES) sum<Width>(1, 1, from, to, at, out, exponent);
    else sum<Width>(1, 2, from, to, at, out, exponent);
  } else if (shape == 2) sum<Width>(2, 2, from, to, at, out, exponent);
  else if (shape == 3) sum<Width>(3, 2, from, to, at, out, exponent);
  else if (shape == 4) sum<Width>(4, 2, from, to, at, out, exponent);
  else if (shape == 5) sum<Width>(5, 2, from, to, at, out, exponent);
  else sum<Width>(6, 2, from, to, at, out, exponent);
}

/** One tile in any number of dimensions; there is room for the differences behind `out`. */
export function tileFar(
  d: i32, shape: i32, mode: i32, from: usize, to: usize, at: usize, out: usize, exponent: f32,
): void {
  const size = (<usize>d) << 4;
  const apart = out + 16 + size;
  const power = f32x4.splat(exponent);
  memory.fill(out, 0, 16 + size);
  while (from < to) {
    let r2 = f32x4.splat(0);
    for (let k: usize = 0; k < size; k += 16, from += 4) {
      const u = f32x4.sub(v128.load(at + k), v128.load32_splat(from));
      v128.store(apart + k, u);
      r2 = f32x4.add(r2, f32x4.mul(u, u));
    }
    const q = anyArgument(shape, r2, power);
    const t = f32x4.sub(number(0), q);
    const f = f32x4.add(f32x4.sub(t, number(0)), q);
    let p = f32x4.add(f, number(2));
    p = f32x4.add(f32x4.mul(p, f), number(3));
    p = f32x4.add(f32x4.mul(p, f), number(4));
    p = f32x4.add(f32x4.mul(p, f), number(5));
    p = f32x4.add(f32x4.mul(p, f), number(6));
    p = v128.and(i32x4.add(p, i32x4.shl(t, 23)), f32x4.lt(q, number(1)));
    p = f32x4.mul(p, v128.load32_splat(from));
    from += 4;
    v128.store(out, f32x4.add(v128.load(out), f32x4.mul(p, valueFactor(shape, q, r2))));
    if (mode == VALUES) continue;
    p = f32x4.mul(p, slopeFactor(shape, q));
    for (let k: usize = 0; k < size; k += 16) {
      v128.store(out + 16 + k, f32x4.add(v128.load(out + 16 + k), f32x4.mul(p, v128.load(apart + k))));
    }
  }
}

function anyArgument(shape: i32, r2: v128, power: v128): v128 {
  return argument(shape, r2, power);
}
