import { both, exponential, flushed } from "./lanes";
import { keepFirst, track } from "./follow";

/** Moments up to here are multiplied out for particles that are ever so near to the centre. */
const NEAR: i32 = 4;
/** Moments that have died away are set to 0 every so many steps of the clock. */
const EVERY: i32 = 64;
/** Bytes of three pairs of simulations: a block. */
const ROW: usize = 48;
/** Blocks that take turns at every step, so that one is computed while the other waits for its numbers. */
const BLOCKS: usize = 8;

/** Rows of a block's working memory: what stays, … */
const CENTRE: usize = 0, INVERSE: usize = 48, AMPLITUDE: usize = 96;
const DRIVE: usize = 144, FORCE: usize = 192, PUSH: usize = 240, LIMIT: usize = 288, REST: usize = 336;
/** … what is followed, and the moments. */
const LOW: usize = 384, HIGH: usize = 432, DIRECTION: usize = 480, TURNS: usize = 528, Y: usize = 576;
const G: usize = 624, DEPARTED: usize = 672, MOMENTS: usize = 720;

let order: i32;
let factors: usize;
let region: usize;
let reach: v128, scale: v128, shrink: v128, near: v128, small: v128;

/** Bytes of working memory that a step needs. */
export function taylorSingleScratch(P: i32, s: f64, reach2: f64, floor: f64, tail: f64): usize {
  return BLOCKS * (MOMENTS + (<usize>P + 1) * ROW);
}

/**
 * The step of the Taylor form with alternating moves for one particle, one true point and one Gaussian in one
 * dimension, where the moments of the true point are (π, 0, 0, …). A few blocks of six simulations stay in the
 * first-level cache for all steps. `tail` is the ζ below which powers beyond ζ^4 would be denormal.
 */
export function taylorSingle(
  steps: i32, lanes: i32, scratch: usize,
  position: usize, gradient: usize, low: usize, high: usize, direction: usize, turns: usize,
  push: usize, rates: usize, pull: usize, moments: usize, clock: usize, departed: usize,
  centres: usize, widths: usize, amplitudes: usize, region2: usize, projection: usize, factorTable: usize,
  P: i32, s: f64, reach2: f64, floor: f64, tail: f64,
): void {
  const W = <usize>lanes << 3;
  order = P;
  factors = factorTable;
  region = MOMENTS + (<usize>P + 1) * ROW;
  reach = both(reach2);
  scale = both(s);
  shrink = both(1 / s);
  near = both(1e-35);
  small = both(tail);
  for (let first: usize = 0; first < W; first += BLOCKS * ROW) {
    const end = min(W, first + BLOCKS * ROW);
    const last = scratch + ((end - first) / ROW) * region;
    for (let lane = first, to = scratch; lane < end; lane += ROW, to += region) {
      for (let k: usize = 0; k < ROW; k += 16) {
        const at = lane + k;
        const b = to + k;
        const width = v128.load(widths + at);
        const eta = v128.load(rates + W + at);
        const h = f64x2.mul(eta, v128.load(pull + at));
        v128.store(b + CENTRE, v128.load(centres + at));
        v128.store(b + INVERSE, f64x2.div(both(1), width));
        v128.store(b + AMPLITUDE, f64x2.mul(h, v128.load(amplitudes + at)));
        v128.store(b + DRIVE, f64x2.mul(eta, v128.load(projection + at)));
        // What the sums over h e ζ^m, which the particle leaves in the moments, have to be divided by.
        v128.store(b + FORCE, f64x2.div(both(1), f64x2.mul(h, width)));
        v128.store(b + PUSH, v128.load(push + at));
        v128.store(b + LIMIT, v128.load(region2 + at));
        v128.store(b + REST, v128.load(rates + at));
        v128.store(b + LOW, v128.load(low + at));
        v128.store(b + HIGH, v128.load(high + at));
        v128.store(b + DIRECTION, v128.load(direction + at));
        v128.store(b + TURNS, v128.load(turns + at));
        v128.store(b + Y, v128.load(position + at));
        v128.store(b + G, v128.load(gradient + at));
        v128.store(b + DEPARTED, v128.load(departed + at));
        for (let m = 0; m <= P; m++) {
          v128.store(b + MOMENTS + (<usize>m) * ROW, v128.load(moments + (<usize>m) * W + at));
        }
      }
    }
    const began = <i32>f64.load(clock + first);
    for (let step = began + 1; step <= began + steps; step++) {
      for (let at = scratch; at < last; at += region) advance(at, step);
      if (step % EVERY != 0) continue;
      for (let at = scratch; at < last; at += region) {
        for (let b = at + MOMENTS; b < at + region; b += 16) v128.store(b, flushed(v128.load(b), both(floor)));
      }
    }
    for (let lane = first, from = scratch; lane < end; lane += ROW, from += region) {
      for (let k: usize = 0; k < ROW; k += 16) {
        const at = lane + k;
        const b = from + k;
        v128.store(low + at, v128.load(b + LOW));
        v128.store(high + at, v128.load(b + HIGH));
        v128.store(direction + at, v128.load(b + DIRECTION));
        v128.store(turns + at, v128.load(b + TURNS));
        v128.store(position + at, v128.load(b + Y));
        v128.store(gradient + at, v128.load(b + G));
        v128.store(departed + at, v128.load(b + DEPARTED));
        v128.store(clock + at, both(began + steps));
        for (let m = 0; m <= P; m++) {
          v128.store(moments + (<usize>m) * W + at, v128.load(b + MOMENTS + (<usize>m) * ROW));
        }
      }
    }
  }
}

/** One step of a block. */
function advance(at: usize, step: i32): void {
  const y0 = v128.load(at + Y), y1 = v128.load(at + Y, 16), y2 = v128.load(at + Y, 32);
  const u0 = f64x2.sub(y0, v128.load(at)), u1 = f64x2.sub(y1, v128.load(at, 16)), u2 = f64x2.sub(y2, v128.load(at, 32));
  const z0 = f64x2.mul(u0, v128.load(at + INVERSE)), z1 = f64x2.mul(u1, v128.load(at + INVERSE, 16)), z2 = f64x2.mul(u2, v128.load(at + INVERSE, 32));
  let l0 = envelope(z0, v128.load(at + AMPLITUDE));
  let l1 = envelope(z1, v128.load(at + AMPLITUDE, 16));
  let l2 = envelope(z2, v128.load(at + AMPLITUDE, 32));
  const r0 = v128.load(at + REST), r1 = v128.load(at + REST, 16), r2 = v128.load(at + REST, 32);
  let b = at + MOMENTS;
  let b0 = learn(r0, b, 0, f64x2.add(v128.load(at + DRIVE), l0));
  let b1 = learn(r1, b, 16, f64x2.add(v128.load(at + DRIVE, 16), l1));
  let b2 = learn(r2, b, 32, f64x2.add(v128.load(at + DRIVE, 32), l2));
  // V = Σ B_m c_m ζ^m and D = Σ B_{m+1} c_m ζ^m, both times h e.
  let v0 = f64x2.mul(b0, l0), v1 = f64x2.mul(b1, l1), v2 = f64x2.mul(b2, l2);
  let d0 = both(0), d1 = d0, d2 = d0;
  let t0 = l0, t1 = l1, t2 = l2;
  let x0 = flushed(f64x2.mul(z0, shrink), near), x1 = flushed(f64x2.mul(z1, shrink), near), x2 = flushed(f64x2.mul(z2, shrink), near);
  let c = factors;
  let end = factors + (<usize>min(order, NEAR) << 3);
  for (let part = 0; part < 2; part++) {
    while (c < end) {
      b += ROW;
      c += 8;
      const factor = v128.load64_splat(c);
      l0 = f64x2.mul(l0, x0);
      l1 = f64x2.mul(l1, x1);
      l2 = f64x2.mul(l2, x2);
      b0 = learn(r0, b, 0, l0);
      b1 = learn(r1, b, 16, l1);
      b2 = learn(r2, b, 32, l2);
      d0 = f64x2.add(d0, f64x2.mul(b0, t0));
      d1 = f64x2.add(d1, f64x2.mul(b1, t1));
      d2 = f64x2.add(d2, f64x2.mul(b2, t2));
      t0 = f64x2.mul(l0, factor);
      t1 = f64x2.mul(l1, factor);
      t2 = f64x2.mul(l2, factor);
      v0 = f64x2.add(v0, f64x2.mul(b0, t0));
      v1 = f64x2.add(v1, f64x2.mul(b1, t1));
      v2 = f64x2.add(v2, f64x2.mul(b2, t2));
    }
    end = factors + (<usize>order << 3);
    x0 = flushed(x0, small);
    x1 = flushed(x1, small);
    x2 = flushed(x2, small);
  }
  const g0 = f64x2.mul(f64x2.sub(f64x2.mul(scale, d0), f64x2.mul(z0, v0)), v128.load(at + FORCE));
  const g1 = f64x2.mul(f64x2.sub(f64x2.mul(scale, d1), f64x2.mul(z1, v1)), v128.load(at + FORCE, 16));
  const g2 = f64x2.mul(f64x2.sub(f64x2.mul(scale, d2), f64x2.mul(z2, v2)), v128.load(at + FORCE, 32));
  const in0 = f64x2.le(f64x2.mul(u0, u0), v128.load(at + LIMIT));
  const in1 = f64x2.le(f64x2.mul(u1, u1), v128.load(at + LIMIT, 16));
  const in2 = f64x2.le(f64x2.mul(u2, u2), v128.load(at + LIMIT, 32));
  if (!i64x2.all_true(v128.and(in0, v128.and(in1, in2)))) {
    keepFirst(at + DEPARTED, in0, both(step));
    keepFirst(at + DEPARTED + 16, in1, both(step));
    keepFirst(at + DEPARTED + 32, in2, both(step));
  }
  move(at, y0, g0);
  move(at + 16, y1, g1);
  move(at + 32, y2, g2);
}

// @ts-ignore: decorator
@inline
function envelope(z: v128, amplitude: v128): v128 {
  const r2 = f64x2.mul(z, z);
  const e = f64x2.mul(amplitude, exponential(f64x2.mul(both(-0.5), r2)));
  return v128.and(e, f64x2.lt(r2, reach));
}

/** B⁺ = (1 − η_dλ) B + what is added, at an address and an offset from it. */
// @ts-ignore: decorator
@inline
function learn(retention: v128, at: usize, offset: usize, added: v128): v128 {
  const next = f64x2.add(f64x2.mul(retention, v128.load(at + offset)), added);
  v128.store(at + offset, next);
  return next;
}

// @ts-ignore: decorator
@inline
function move(at: usize, before: v128, g: v128): void {
  const y = f64x2.add(before, f64x2.mul(v128.load(at + PUSH), g));
  v128.store(at + Y, y);
  v128.store(at + G, g);
  track(at + LOW, at + HIGH, at + DIRECTION, at + TURNS, y, g);
}
