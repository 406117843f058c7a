import { both, exponential, flushed } from "./lanes";
import { track } from "./follow";

/** Moments up to here are multiplied out for particles that are ever so near to the centre. */
const NEAR: i32 = 4;
/** Moments that have died away are set to 0 every so many steps of the clock. */
const EVERY: i32 = 64;
/** Bytes of three pairs of simulations. */
const ROW: usize = 48;

/** Rows of working memory before the moments: what stays, then what is followed. */
const CENTRE: usize = 0, INVERSE: usize = 48, AMPLITUDE: usize = 96, H: usize = 144;
const DRIVE: usize = 192, FORCE: usize = 240, PUSH: usize = 288, LIMIT: usize = 336;
const LOW: usize = 384, HIGH: usize = 432, DIRECTION: usize = 480, TURNS: usize = 528, MOMENTS: usize = 576;

/** Bytes of working memory that a step needs. */
export function taylorSingleScratch(P: i32, scale: f64, reach2: f64, floor: f64, tail: f64): usize {
  return MOMENTS + (<usize>P + 1) * ROW;
}

/**
 * The step of the Taylor form with alternating moves for one particle, one true point and one Gaussian in one
 * dimension, where the moments of the true point are (π, 0, 0, …). Six simulations at a time stay in the
 * first-level cache for all steps. `tail` is the ζ below which powers beyond ζ^4 would be denormal.
 */
export function taylorSingle(
  steps: i32, lanes: i32, scratch: usize,
  position: usize, gradient: usize, low: usize, high: usize, direction: usize, turns: usize,
  push: usize, rates: usize, pull: usize, moments: usize, clock: usize, departed: usize,
  centres: usize, widths: usize, amplitudes: usize, region2: usize, projection: usize, factors: usize,
  P: i32, scale: f64, reach2: f64, floor: f64, tail: f64,
): void {
  const W = <usize>lanes << 3;
  const near = both(1e-35);
  const small = both(tail);
  const base = scratch + MOMENTS;
  for (let lane: usize = 0; lane < W; lane += ROW) {
    for (let k: usize = 0; k < ROW; k += 16) {
      const at = lane + k;
      const to = scratch + k;
      const width = v128.load(widths + at);
      const eta = v128.load(rates + W + at);
      const h = f64x2.mul(eta, v128.load(pull + at));
      v128.store(to + CENTRE, v128.load(centres + at));
      v128.store(to + INVERSE, f64x2.div(both(1), width));
      v128.store(to + AMPLITUDE, v128.load(amplitudes + at));
      v128.store(to + H, h);
      v128.store(to + DRIVE, f64x2.mul(eta, v128.load(projection + at)));
      // What the sums over h e ζ^m, which the particle leaves in the moments, have to be divided by.
      v128.store(to + FORCE, f64x2.div(both(1), f64x2.mul(h, width)));
      v128.store(to + PUSH, v128.load(push + at));
      v128.store(to + LIMIT, v128.load(region2 + at));
      v128.store(to + LOW, v128.load(low + at));
      v128.store(to + HIGH, v128.load(high + at));
      v128.store(to + DIRECTION, v128.load(direction + at));
      v128.store(to + TURNS, v128.load(turns + at));
      for (let m = 0; m <= P; m++) {
        v128.store(base + (<usize>m) * ROW + k, v128.load(moments + (<usize>m) * W + at));
      }
    }
    const r0 = v128.load(rates + lane), r1 = v128.load(rates + lane, 16), r2 = v128.load(rates + lane, 32);
    let y0 = v128.load(position + lane), y1 = v128.load(position + lane, 16), y2 = v128.load(position + lane, 32);
    let g0 = both(0), g1 = both(0), g2 = both(0);
    const began = <i32>f64.load(clock + lane);
    for (let step = 1; step <= steps; step++) {
      const u0 = f64x2.sub(y0, v128.load(scratch)), u1 = f64x2.sub(y1, v128.load(scratch, 16)), u2 = f64x2.sub(y2, v128.load(scratch, 32));
      const z0 = f64x2.mul(u0, v128.load(scratch + INVERSE)), z1 = f64x2.mul(u1, v128.load(scratch + INVERSE, 16)), z2 = f64x2.mul(u2, v128.load(scratch + INVERSE, 32));
      let l0 = f64x2.mul(envelope(z0, v128.load(scratch + AMPLITUDE), reach2), v128.load(scratch + H));
      let l1 = f64x2.mul(envelope(z1, v128.load(scratch + AMPLITUDE, 16), reach2), v128.load(scratch + H, 16));
      let l2 = f64x2.mul(envelope(z2, v128.load(scratch + AMPLITUDE, 32), reach2), v128.load(scratch + H, 32));
      let b = base;
      let b0 = learn(r0, b, 0, f64x2.add(v128.load(scratch + DRIVE), l0));
      let b1 = learn(r1, b, 16, f64x2.add(v128.load(scratch + DRIVE, 16), l1));
      let b2 = learn(r2, b, 32, f64x2.add(v128.load(scratch + DRIVE, 32), l2));
      // V = Σ B_m c_m ζ^m and D = Σ B_{m+1} c_m ζ^m, both times h e.
      let v0 = f64x2.mul(b0, l0), v1 = f64x2.mul(b1, l1), v2 = f64x2.mul(b2, l2);
      let d0 = both(0), d1 = both(0), d2 = both(0);
      let t0 = l0, t1 = l1, t2 = l2;
      const shrink = both(1 / scale);
      let x0 = flushed(f64x2.mul(z0, shrink), near), x1 = flushed(f64x2.mul(z1, shrink), near), x2 = flushed(f64x2.mul(z2, shrink), near);
      let c = factors;
      let end = factors + (<usize>min(P, NEAR) << 3);
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
        end = factors + (<usize>P << 3);
        x0 = flushed(x0, small);
        x1 = flushed(x1, small);
        x2 = flushed(x2, small);
      }
      const s = both(scale);
      g0 = f64x2.mul(f64x2.sub(f64x2.mul(s, d0), f64x2.mul(z0, v0)), v128.load(scratch + FORCE));
      g1 = f64x2.mul(f64x2.sub(f64x2.mul(s, d1), f64x2.mul(z1, v1)), v128.load(scratch + FORCE, 16));
      g2 = f64x2.mul(f64x2.sub(f64x2.mul(s, d2), f64x2.mul(z2, v2)), v128.load(scratch + FORCE, 32));
      const in0 = f64x2.le(f64x2.mul(u0, u0), v128.load(scratch + LIMIT));
      const in1 = f64x2.le(f64x2.mul(u1, u1), v128.load(scratch + LIMIT, 16));
      const in2 = f64x2.le(f64x2.mul(u2, u2), v128.load(scratch + LIMIT, 32));
      if (!i64x2.all_true(v128.and(in0, v128.and(in1, in2)))) {
        const now = both(began + step);
        leave(departed + lane, in0, now);
        leave(departed + lane + 16, in1, now);
        leave(departed + lane + 32, in2, now);
      }
      y0 = f64x2.add(y0, f64x2.mul(v128.load(scratch + PUSH), g0));
      y1 = f64x2.add(y1, f64x2.mul(v128.load(scratch + PUSH, 16), g1));
      y2 = f64x2.add(y2, f64x2.mul(v128.load(scratch + PUSH, 32), g2));
      const f = scratch;
      track(f + LOW, f + HIGH, f + DIRECTION, f + TURNS, y0, g0);
      track(f + LOW + 16, f + HIGH + 16, f + DIRECTION + 16, f + TURNS + 16, y1, g1);
      track(f + LOW + 32, f + HIGH + 32, f + DIRECTION + 32, f + TURNS + 32, y2, g2);
      if ((began + step) % EVERY == 0) {
        for (let at = base, last = base + (<usize>P + 1) * ROW; at < last; at += 16) {
          v128.store(at, flushed(v128.load(at), both(floor)));
        }
      }
    }
    for (let k: usize = 0; k < ROW; k += 16) {
      const at = lane + k;
      const from = scratch + k;
      v128.store(low + at, v128.load(from + LOW));
      v128.store(high + at, v128.load(from + HIGH));
      v128.store(direction + at, v128.load(from + DIRECTION));
      v128.store(turns + at, v128.load(from + TURNS));
      v128.store(clock + at, both(began + steps));
      for (let m = 0; m <= P; m++) {
        v128.store(moments + (<usize>m) * W + at, v128.load(base + (<usize>m) * ROW + k));
      }
    }
    v128.store(position + lane, y0);
    v128.store(position + lane, y1, 16);
    v128.store(position + lane, y2, 32);
    v128.store(gradient + lane, g0);
    v128.store(gradient + lane, g1, 16);
    v128.store(gradient + lane, g2, 32);
  }
}

// @ts-ignore: decorator
@inline
function envelope(z: v128, amplitude: v128, reach2: f64): v128 {
  const r2 = f64x2.mul(z, z);
  const e = f64x2.mul(amplitude, exponential(f64x2.mul(both(-0.5), r2)));
  return v128.and(e, f64x2.lt(r2, both(reach2)));
}

/** B⁺ = (1 − η_dλ) B + what is added, at an address and an offset from it. */
// @ts-ignore: decorator
@inline
function learn(retention: v128, at: usize, offset: usize, added: v128): v128 {
  const next = f64x2.add(f64x2.mul(retention, v128.load(at + offset)), added);
  v128.store(at + offset, next);
  return next;
}

/** Keeps the step in which a particle is first outside of the region. */
function leave(departed: usize, inside: v128, now: v128): void {
  const before = v128.load(departed);
  const first = v128.andnot(f64x2.lt(before, both(0)), inside);
  v128.store(departed, v128.bitselect(now, before, first));
}
