import { both, PAIR } from "./lanes";
import { GRADIENTS, LEADING, tile, tileFar, VALUES } from "./pairsSingle";
import { layTerm, slopeOf, TERM, valueOf } from "./radial";

/** Sources whose sums are added in single precision before they join a sum in double precision. */
const TILE: usize = 256;
/** A weight that is this much smaller than the largest one counts as 0: denormal numbers are slow. */
const FAINT: f64 = 1e-12;

let D: i32;
/** Packed sources, targets of a vector, sums over a tile, sums over all tiles. */
let PACKED: usize, AT: usize, PART: usize, TOTAL: usize, end: usize;

function layOut(d: i32, most: i32, scratch: usize): void {
  D = d;
  const size = (<usize>d) << 4;
  AT = scratch;
  PART = AT + size;
  // Behind a part there is room for the differences of a pair.
  TOTAL = PART + 16 + 2 * size;
  PACKED = TOTAL + 2 * (size + 16);
  end = PACKED + (((<usize>most) * (d + 1)) << 2);
}

/** Bytes of working memory for `most` sources. */
export function pairsScratch(d: i32, most: i32): usize {
  layOut(d, most, 0);
  return end + TERM;
}

/**
 * Adds one term of a kernel, Σ_i w_i κ(‖y − x_i‖²) and its gradient, to `out` at the targets numbered `from` to `to`.
 *
 * Everything is double precision, row by row: sources (x_1 … x_d, w), targets (y_1 … y_d), `out` (value, gradient);
 * `runs` are pairs of 32-bit numbers, first source and the one behind the last. Single precision is right near
 * `origin` ([d]), and `unit` is the largest |w|. `shape`, `weight`, `width` and `mixture` are those of the term,
 * `mode` says what is summed.
 */
export function pairs(
  d: i32, most: i32, scratch: usize, sources: usize, runs: usize, count: i32,
  targets: usize, from: i32, to: i32, origin: usize, out: usize,
  unit: f64, shape: i32, weight: f64, width: f64, mixture: f64, mode: i32, double: i32,
): void {
  layOut(d, most, scratch);
  if (double) {
    layTerm(AT, shape, both(weight), both(width), both(mixture));
    for (let i = from; i < to; i += 2) exactly(sources, runs, count, targets, i, min(i + 1, to - 1), out, shape, mode);
    return;
  }
  const scale = scaleOf(shape, width, mixture);
  const last = pack(sources, runs, count, origin, scale, 1 / unit);
  const before = weight * unit * LEADING;
  const slope = before * slopeBefore(shape, width, scale);
  const exponent = <f32>(mixture + 1);
  for (let i = from; i < to; i += 4) {
    gather(targets, i, to, origin, scale);
    memory.fill(TOTAL, 0, (<usize>(D + 1)) << 5);
    const step = (TILE * (D + 1)) << 2;
    for (let at = PACKED; at < last; at += step) {
      const next = min(at + step, last);
      if (D == 1) tile<i8>(shape, mode, at, next, AT, PART, exponent);
      else if (D == 2) tile<i16>(shape, mode, at, next, AT, PART, exponent);
      else if (D == 3) tile<i32>(shape, mode, at, next, AT, PART, exponent);
      else tileFar(D, shape, mode, at, next, AT, PART, exponent);
      addPart();
    }
    scatter(out, i, to, before, slope, mode);
  }
}

/** Lengths times this make the kernel a power of two. */
function scaleOf(shape: i32, width: f64, mixture: f64): f64 {
  const log2e = 1.4426950408889634;
  if (shape == 1) return Math.sqrt(0.5 * log2e) / width;
  if (shape == 3) return 1 / (Math.sqrt(2 * mixture) * width);
  const t = shape == 2 ? 1.0 : shape == 4 ? 3.0 : shape == 5 ? 5.0 : 7.0;
  return (log2e * Math.sqrt(t)) / width;
}

/** The constant in the gradient, for scaled differences. */
function slopeBefore(shape: i32, width: f64, scale: f64): f64 {
  // Of the Laplacian the unit vector is left, which is the same in all units.
  if (shape == 2) return -1 / width;
  const constant = shape == 4 ? 3.0 : shape == 5 ? 5.0 / 3 : shape == 6 ? 1.4 : 1.0;
  return -constant / (width * width * scale);
}

function pack(sources: usize, runs: usize, count: i32, origin: usize, scale: f64, per: f64): usize {
  let to = PACKED;
  const row = (<usize>(D + 1)) << 3;
  for (let m = 0; m < count; m++, runs += 8) {
    const last = sources + (<usize>load<i32>(runs, 4)) * row;
    for (let at = sources + (<usize>load<i32>(runs)) * row; at < last; at += row) {
      const size = (<usize>D) << 3;
      for (let k: usize = 0; k < size; k += 8, to += 4) {
        store<f32>(to, <f32>((load<f64>(at + k) - load<f64>(origin + k)) * scale));
      }
      const weight = load<f64>(at + size) * per;
      store<f32>(to, abs(weight) < FAINT ? 0 : <f32>weight);
      to += 4;
    }
  }
  return to;
}

/** Targets i to i + 3 as vectors, the last one repeated. */
function gather(targets: usize, i: i32, to: i32, origin: usize, scale: f64): void {
  const row = (<usize>D) << 3;
  for (let lane = 0; lane < 4; lane++) {
    const y = targets + (<usize>min(i + lane, to - 1)) * row;
    for (let k: usize = 0; k < <usize>D; k++) {
      const place = load<f64>(y + (k << 3)) - load<f64>(origin + (k << 3));
      store<f32>(AT + (k << 4) + ((<usize>lane) << 2), <f32>(place * scale));
    }
  }
}

function addPart(): void {
  let total = TOTAL;
  for (let k = 0, part = PART; k <= D; k++, part += 16, total += 32) {
    const four = v128.load(part);
    const two = i32x4.shuffle(four, four, 2, 3, 2, 3);
    v128.store(total, f64x2.add(v128.load(total), f64x2.promote_low_f32x4(four)));
    v128.store(total, f64x2.add(v128.load(total, 16), f64x2.promote_low_f32x4(two)), 16);
  }
}

function scatter(out: usize, i: i32, to: i32, value: f64, slope: f64, mode: i32): void {
  const row = (<usize>(D + 1)) << 3;
  const components = mode == VALUES ? 0 : D;
  for (let lane = 0; lane < 4 && i + lane < to; lane++) {
    let at = out + (<usize>(i + lane)) * row;
    let from = TOTAL + ((<usize>lane) << 3);
    store<f64>(at, load<f64>(at) + value * load<f64>(from));
    for (let k = 0; k < components; k++) {
      at += 8;
      from += 32;
      store<f64>(at, load<f64>(at) + slope * load<f64>(from));
    }
  }
}

/** In double precision, at two targets. */
function exactly(
  sources: usize, runs: usize, count: i32, targets: usize, i: i32, j: i32, out: usize, shape: i32, mode: i32,
): void {
  const size = (<usize>D) << 3;
  const one = targets + (<usize>i) * size, other = targets + (<usize>j) * size;
  memory.fill(TOTAL, 0, ((<usize>(D + 1)) << 4));
  for (let m = 0; m < count; m++, runs += 8) {
    const last = sources + (<usize>load<i32>(runs, 4)) * (size + 8);
    for (let x = sources + (<usize>load<i32>(runs)) * (size + 8); x < last; x += size + 8) {
      let r2 = both(0);
      for (let k: usize = 0; k < size; k += 8) {
        const u = apart(one + k, other + k, x + k);
        r2 = f64x2.add(r2, f64x2.mul(u, u));
      }
      const weight = v128.load64_splat(x + size);
      if (mode != GRADIENTS) {
        v128.store(TOTAL, f64x2.add(v128.load(TOTAL), f64x2.mul(weight, valueOf(AT, shape, r2))));
      }
      if (mode == VALUES) continue;
      const pull = f64x2.mul(weight, slopeOf(AT, shape, r2));
      let total = TOTAL;
      for (let k: usize = 0; k < size; k += 8) {
        total += PAIR;
        v128.store(total, f64x2.add(v128.load(total), f64x2.mul(pull, apart(one + k, other + k, x + k))));
      }
    }
  }
  const first = out + (<usize>i) * (size + 8), second = out + (<usize>j) * (size + 8);
  for (let k: usize = 0; k <= size; k += 8) {
    store<f64>(first + k, load<f64>(first + k) + load<f64>(TOTAL + 2 * k));
    if (i != j) store<f64>(second + k, load<f64>(second + k) + load<f64>(TOTAL + 2 * k, 8));
  }
}

// @ts-ignore: decorator
@inline
function apart(one: usize, other: usize, x: usize): v128 {
  return f64x2.sub(v128.load64_lane(other, v128.load64_splat(one), 1), v128.load64_splat(x));
}
