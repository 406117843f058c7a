import { both, exponential, flushed, PAIR } from "./lanes";
import { followAll, followCoupled, keepFirst, setCoupling, setFollowed } from "./follow";
import { gather, scatter } from "./rows";

/*
 * The step of the Taylor form for any number of particles, centres, Gaussians and up to three dimensions, two
 * simulations at a time. In the working memory of a pair every row of moments (all powers of the last
 * coordinate) is padded with zeros to a multiple of four, at least one.
 */

const EVERY: i32 = 64;

let D: i32, n: i32, N: i32, SCALES: i32, P: i32;
let scale: f64, reach2: f64, floor: f64;
/** Bytes of one row of an array, of the padded powers of one coordinate, and of all coordinates of a particle. */
let W: usize, axis: usize, ladder: usize;
/** Working memory: moments, projections times η_d, positions, gradients, homes; then that of one centre. */
let M: usize, PI: usize, Y: usize, G: usize, H: usize;
let near: usize, Z: usize, E: usize, L: usize, HL: usize, WT: usize, F: usize, OUT: usize;
/** Bytes of the padded moments of one Gaussian of one centre. */
let block: usize;
let count: i32;

// @ts-ignore: decorator
@inline
function padded(length: i32): i32 {
  return (length + 4) & ~3;
}

/** Padded number of moments of one Gaussian of one centre. */
function blockLength(): i32 {
  if (D == 1) return padded(P + 1);
  let sum = 0;
  for (let a = 0; a <= P; a++) {
    if (D == 2) sum += padded(P - a + 1);
    else for (let b = 0; b <= P - a; b++) sum += padded(P - a - b + 1);
  }
  return sum;
}

function layOut(scratch: usize): void {
  axis = (<usize>padded(P + 1)) * PAIR;
  ladder = axis * D;
  block = (<usize>blockLength()) * PAIR;
  const blocks = block * N * SCALES;
  const particles = (<usize>n) * PAIR;
  M = scratch;
  // One more pair behind, since a row looks one moment ahead.
  PI = M + blocks + PAIR;
  Y = PI + blocks + PAIR;
  G = Y + particles * D;
  H = G + particles * D;
  near = H + particles;
  Z = near + particles;
  E = Z + particles * D;
  HL = E + particles;
  WT = HL + particles;
  L = WT + particles;
  F = L + ladder * n;
  OUT = F + ladder;
}

function set(d: i32, particles: i32, points: i32, scales: i32, order: i32): void {
  D = d;
  n = particles;
  N = points;
  SCALES = scales;
  P = order;
}

/** Bytes of working memory that a step needs. */
export function taylorScratch(
  d: i32, particles: i32, centres: i32, scales: i32, order: i32,
  s: f64, r2: f64, least: f64, learnFirst: i32, coupled: i32,
): usize {
  set(d, particles, centres, scales, order);
  layOut(0);
  return OUT + 6 * PAIR;
}

/**
 * `learnFirst`: the discriminator moves before ∇f is taken (alternating) or after (simultaneous). `coupled`: the particles
 * follow all forces, as the array `coupling` says, which is not looked at otherwise.
 */
export function taylor(
  steps: i32, lanes: i32, scratch: usize,
  position: usize, gradient: usize, low: usize, high: usize, direction: usize, turns: usize,
  push: usize, coupling: usize, rates: usize, pull: usize, moments: usize, clock: usize, departed: usize,
  centres: usize, widths: usize, amplitudes: usize, region2: usize, projection: usize, factors: usize,
  d: i32, particles: i32, points: i32, scales: i32, order: i32,
  s: f64, r2: f64, least: f64, learnFirst: i32, coupled: i32,
): void {
  set(d, particles, points, scales, order);
  scale = s;
  reach2 = r2;
  floor = least;
  W = <usize>lanes << 3;
  layOut(scratch);
  setFollowed(low, high, direction, turns, W);
  setCoupling(coupling);
  const rows = n * D;
  for (let lane: usize = 0; lane < W; lane += PAIR) {
    const rest = v128.load(rates + lane);
    const eta = v128.load(rates + W + lane);
    pack(moments + lane, M, both(1));
    pack(projection + lane, PI, eta);
    gather(position + lane, Y, rows, W);
    for (let step = 0; step < steps; step++) {
      const now = f64x2.add(v128.load(clock + lane), both(1));
      v128.store(clock + lane, now);
      findHomes(centres + lane, departed + lane, region2 + lane, now);
      memory.fill(G, 0, (<usize>rows) * PAIR);
      for (let i = 0; i < N; i++) {
        for (let a = 0; a < SCALES; a++) {
          const width = v128.load(widths + (<usize>a) * W + lane);
          const c = i * SCALES + a;
          prepare(centres + (<usize>(i * D)) * W + lane, width, v128.load(amplitudes + (<usize>a) * W + lane));
          if (!learnFirst) feel(c, i, width, factors);
          learn(c, rest, eta, pull + lane);
          if (learnFirst) feel(c, i, width, factors);
        }
      }
      if (coupled) followCoupled(rows, D, lane, Y, G, push + lane, OUT);
      else followAll(rows, D, lane, Y, G, push + lane);
      if (<i32>f64x2.extract_lane(now, 0) % EVERY == 0) {
        for (let at = M; at < PI; at += PAIR) v128.store(at, flushed(v128.load(at), both(floor)));
      }
    }
    unpack(moments + lane);
    scatter(Y, position + lane, rows, W);
    scatter(G, gradient + lane, rows, W);
  }
}

/** Copies moments of all centres into padded rows, times a factor. */
function pack(from: usize, to: usize, factor: v128): void {
  for (let c = 0; c < N * SCALES; c++) {
    for (let a = D > 1 ? P : 0; a >= 0; a--) {
      const outer = D > 1 ? a : P;
      for (let b = D > 2 ? outer : 0; b >= 0; b--) {
        const length = (D > 2 ? b : outer) + 1;
        const end = padded(length);
        for (let m = 0; m < end; m++) {
          v128.store(to, m < length ? f64x2.mul(factor, v128.load(from)) : both(0));
          to += PAIR;
          if (m < length) from += W;
        }
      }
    }
  }
  v128.store(to, both(0));
}

/** Copies the moments back. */
function unpack(to: usize): void {
  let from = M;
  for (let c = 0; c < N * SCALES; c++) {
    for (let a = D > 1 ? P : 0; a >= 0; a--) {
      const outer = D > 1 ? a : P;
      for (let b = D > 2 ? outer : 0; b >= 0; b--) {
        const length = (D > 2 ? b : outer) + 1;
        for (let m = 0; m < length; m++) {
          v128.store(to, v128.load(from + (<usize>m) * PAIR));
          to += W;
        }
        from += (<usize>padded(length)) * PAIR;
      }
    }
  }
}

/** The nearest centre of every particle, and the first step in which one is outside of the region. */
function findHomes(centres: usize, departed: usize, region2: usize, now: v128): void {
  const limit = v128.load(region2);
  let inside = f64x2.eq(limit, limit);
  for (let j = 0; j < n; j++) {
    let least = both(1e30);
    let home = both(0);
    for (let i = 0; i < N; i++) {
      let r2 = both(0);
      for (let k = 0; k < D; k++) {
        const u = f64x2.sub(
          v128.load(Y + (<usize>(j * D + k)) * PAIR),
          v128.load(centres + (<usize>(i * D + k)) * W),
        );
        r2 = f64x2.add(r2, f64x2.mul(u, u));
      }
      const nearer = f64x2.lt(r2, least);
      home = v128.bitselect(both(i), home, nearer);
      least = v128.bitselect(r2, least, nearer);
    }
    v128.store(H + (<usize>j) * PAIR, home);
    inside = v128.and(inside, f64x2.le(least, limit));
  }
  keepFirst(departed, inside, now);
}

/** Envelopes and powers of the particles within reach of a centre: `count` of them, listed in `near`. */
function prepare(centre: usize, width: v128, amplitude: v128): void {
  count = 0;
  for (let j = 0; j < n; j++) {
    const z = Z + (<usize>(count * D)) * PAIR;
    let r2 = both(0);
    for (let k = 0; k < D; k++) {
      const u = f64x2.sub(v128.load(Y + (<usize>(j * D + k)) * PAIR), v128.load(centre + (<usize>k) * W));
      const zk = f64x2.div(u, width);
      v128.store(z + (<usize>k) * PAIR, zk);
      r2 = f64x2.add(r2, f64x2.mul(zk, zk));
    }
    const inReach = f64x2.lt(r2, both(reach2));
    if (!v128.any_true(inReach)) continue;
    const e = v128.and(f64x2.mul(amplitude, exponential(f64x2.mul(both(-0.5), r2))), inReach);
    store<i32>(near + ((<usize>count) << 2), j);
    v128.store(E + (<usize>count) * PAIR, e);
    for (let k = 0; k < D; k++) {
      climb(L + (<usize>count) * ladder + (<usize>k) * axis, f64x2.div(v128.load(z + (<usize>k) * PAIR), both(scale)), inReach);
    }
    count++;
  }
}

/** 1, ζ, ζ², … ζ^P, and zeros behind. */
function climb(at: usize, zeta: v128, inReach: v128): void {
  const x = v128.and(zeta, inReach);
  const least = both(floor);
  let power = both(1);
  const end = at + (<usize>(P + 1)) * PAIR;
  const last = at + axis;
  for (; at < end; at += PAIR) {
    v128.store(at, power);
    power = flushed(f64x2.mul(power, x), least);
  }
  for (; at < last; at += PAIR) v128.store(at, both(0));
}

// @ts-ignore: decorator
@inline
function rung(t: i32, k: i32, m: i32): v128 {
  return v128.load(L + (<usize>t) * ladder + (<usize>k) * axis + (<usize>m) * PAIR);
}

/** B⁺ = (1 − η_dλ) B + η_d [π + Σ_j pull_j e_j Π_k ζ_jk^α_k], row by row. */
function learn(c: i32, rest: v128, eta: v128, pull: usize): void {
  for (let t = 0; t < count; t++) {
    const j = <usize>load<i32>(near + ((<usize>t) << 2));
    const h = f64x2.mul(f64x2.mul(eta, v128.load(pull + j * W)), v128.load(E + (<usize>t) * PAIR));
    v128.store(HL + (<usize>t) * PAIR, h);
  }
  let b = M + (<usize>c) * block;
  const p = PI - M;
  if (D == 1) {
    learnRow(b, p, HL, L, P + 1, rest);
    return;
  }
  for (let first = 0; first <= P; first++) {
    if (D == 2) {
      for (let t = 0; t < count; t++) {
        v128.store(WT + (<usize>t) * PAIR, f64x2.mul(v128.load(HL + (<usize>t) * PAIR), rung(t, 0, first)));
      }
      learnRow(b, p, WT, L + axis, P - first + 1, rest);
      b += (<usize>padded(P - first + 1)) * PAIR;
      continue;
    }
    for (let second = 0; second <= P - first; second++) {
      for (let t = 0; t < count; t++) {
        const outer = f64x2.mul(rung(t, 0, first), rung(t, 1, second));
        v128.store(WT + (<usize>t) * PAIR, f64x2.mul(v128.load(HL + (<usize>t) * PAIR), outer));
      }
      learnRow(b, p, WT, L + 2 * axis, P - first - second + 1, rest);
      b += (<usize>padded(P - first - second + 1)) * PAIR;
    }
  }
}

/**
 * One row of `length` moments, four at a time, and what is left with its padding, which stays 0; `p` is the way
 * from a moment to its projection.
 */
function learnRow(b: usize, p: usize, weights: usize, powers: usize, length: i32, rest: v128): void {
  const end = weights + (<usize>count) * PAIR;
  const whole = length & ~3;
  for (let m = 0; m < whole; m += 4) {
    let a0 = v128.load(b + p), a1 = v128.load(b + p, 16), a2 = v128.load(b + p, 32), a3 = v128.load(b + p, 48);
    let at = powers + (<usize>m) * PAIR;
    for (let w = weights; w < end; w += PAIR) {
      const h = v128.load(w);
      a0 = f64x2.add(a0, f64x2.mul(h, v128.load(at)));
      a1 = f64x2.add(a1, f64x2.mul(h, v128.load(at, 16)));
      a2 = f64x2.add(a2, f64x2.mul(h, v128.load(at, 32)));
      a3 = f64x2.add(a3, f64x2.mul(h, v128.load(at, 48)));
      at += ladder;
    }
    v128.store(b, f64x2.add(f64x2.mul(rest, v128.load(b)), a0));
    v128.store(b, f64x2.add(f64x2.mul(rest, v128.load(b, 16)), a1), 16);
    v128.store(b, f64x2.add(f64x2.mul(rest, v128.load(b, 32)), a2), 32);
    v128.store(b, f64x2.add(f64x2.mul(rest, v128.load(b, 48)), a3), 48);
    b += 4 * PAIR;
  }
  const left = length - whole;
  if (left == 0) return;
  let a0 = v128.load(b + p), a1 = v128.load(b + p, 16), a2 = v128.load(b + p, 32);
  let at = powers + (<usize>whole) * PAIR;
  for (let w = weights; w < end; w += PAIR) {
    const h = v128.load(w);
    a0 = f64x2.add(a0, f64x2.mul(h, v128.load(at)));
    a1 = f64x2.add(a1, f64x2.mul(h, v128.load(at, 16)));
    a2 = f64x2.add(a2, f64x2.mul(h, v128.load(at, 32)));
    at += ladder;
  }
  v128.store(b, f64x2.add(f64x2.mul(rest, v128.load(b)), a0));
  if (left > 1) v128.store(b, f64x2.add(f64x2.mul(rest, v128.load(b, 16)), a1), 16);
  if (left > 2) v128.store(b, f64x2.add(f64x2.mul(rest, v128.load(b, 32)), a2), 32);
}

/** ∇f at the particles whose home is centre i, from the moments of Gaussian c. */
function feel(c: i32, i: i32, width: v128, factors: usize): void {
  for (let t = 0; t < count; t++) {
    const j = load<i32>(near + ((<usize>t) << 2));
    const mine = f64x2.eq(v128.load(H + (<usize>j) * PAIR), both(i));
    if (!v128.any_true(mine)) continue;
    scaleLadder(L + (<usize>t) * ladder, factors);
    sums(M + (<usize>c) * block);
    const value = v128.load(OUT);
    const e = f64x2.div(v128.load(E + (<usize>t) * PAIR), width);
    for (let k = 0; k < D; k++) {
      const z = v128.load(Z + (<usize>(t * D + k)) * PAIR);
      const slope = v128.load(OUT + (<usize>(k + 1)) * PAIR);
      const part = f64x2.mul(e, f64x2.sub(f64x2.mul(both(scale), slope), f64x2.mul(z, value)));
      const at = G + (<usize>(j * D + k)) * PAIR;
      v128.store(at, f64x2.add(v128.load(at), v128.and(part, mine)));
    }
  }
}

/** c_m ζ^m of all coordinates of a particle. */
function scaleLadder(from: usize, factors: usize): void {
  for (let k = 0; k < D; k++) {
    for (let m = 0; m <= P; m++) {
      const at = (<usize>k) * axis + (<usize>m) * PAIR;
      v128.store(F + at, f64x2.mul(v128.load(from + at), v128.load64_splat(factors + ((<usize>m) << 3))));
    }
    for (let at = (<usize>k) * axis + (<usize>(P + 1)) * PAIR; at < (<usize>(k + 1)) * axis; at += PAIR) {
      v128.store(F + at, both(0));
    }
  }
}

/** Σ_α B_α c_α ζ^α, and Σ_α B_{α+e_k} c_α ζ^α for each k, into OUT. */
function sums(b: usize): void {
  const last = F + (<usize>(D - 1)) * axis;
  if (D == 1) {
    rowSums(b, last, padded(P + 1), OUT);
    return;
  }
  const row = OUT + 4 * PAIR;
  let value = both(0), dx = both(0), dy = both(0), dz = both(0);
  let before = both(0);
  for (let first = 0; first <= P; first++) {
    const x = v128.load(F + (<usize>first) * PAIR);
    if (D == 2) {
      const length = padded(P - first + 1);
      rowSums(b, last, length, row);
      const v = v128.load(row);
      value = f64x2.add(value, f64x2.mul(x, v));
      dx = f64x2.add(dx, f64x2.mul(before, v));
      dy = f64x2.add(dy, f64x2.mul(x, v128.load(row, 16)));
      b += (<usize>length) * PAIR;
    } else {
      let inner = both(0);
      for (let second = 0; second <= P - first; second++) {
        const y = v128.load(F + axis + (<usize>second) * PAIR);
        const length = padded(P - first - second + 1);
        rowSums(b, last, length, row);
        const v = v128.load(row);
        const yv = f64x2.mul(y, v);
        value = f64x2.add(value, f64x2.mul(x, yv));
        dx = f64x2.add(dx, f64x2.mul(before, yv));
        dy = f64x2.add(dy, f64x2.mul(x, f64x2.mul(inner, v)));
        dz = f64x2.add(dz, f64x2.mul(f64x2.mul(x, y), v128.load(row, 16)));
        inner = y;
        b += (<usize>length) * PAIR;
      }
    }
    before = x;
  }
  v128.store(OUT, value);
  v128.store(OUT, dx, 16);
  v128.store(OUT, dy, 32);
  v128.store(OUT, dz, 48);
}

/** Σ_m B_m F_m and Σ_m B_{m+1} F_m over a padded row, whose last moment is padding. */
function rowSums(b: usize, powers: usize, length: i32, out: usize): void {
  let v0 = both(0), v1 = both(0), d0 = both(0), d1 = both(0);
  let b0 = v128.load(b);
  for (let end = b + (<usize>(length - 2)) * PAIR; b < end; b += 2 * PAIR) {
    const l0 = v128.load(powers), l1 = v128.load(powers, 16);
    const b1 = v128.load(b, 16), b2 = v128.load(b, 32);
    v0 = f64x2.add(v0, f64x2.mul(b0, l0));
    d0 = f64x2.add(d0, f64x2.mul(b1, l0));
    v1 = f64x2.add(v1, f64x2.mul(b1, l1));
    d1 = f64x2.add(d1, f64x2.mul(b2, l1));
    b0 = b2;
    powers += 2 * PAIR;
  }
  v0 = f64x2.add(v0, f64x2.mul(b0, v128.load(powers)));
  v128.store(out, f64x2.add(v0, v1));
  v128.store(out, f64x2.add(d0, d1), 16);
}
