import { both, PAIR } from "./lanes";
import { followAll, followCoupled, keepFirst, setCoupling, setFollowed } from "./follow";
import { gather, gatherTimes, scatter } from "./rows";
import { turn } from "./turns";

/*
 * The step of the Fourier form, two simulations at a time. The modes come in runs: all numbers but the last are
 * fixed, the last counts from `first` to `last` (either 1 … e, or −e … e). With P = Π e^{iκ_k y_k} over the leading
 * dimensions and c, s of the last one, the modes m and −m of a run share all products: with A', B' those of −m
 *
 *   Σ wave   = Re P · Σ [(B + B')c − (A − A')s] − Im P · Σ [(B − B')s + (A + A')c],
 *   Σ m wave = Re P · Σ m[(B − B')c − (A + A')s] − Im P · Σ m[(B + B')s + (A − A')c],   wave = B cos κy − A sin κy,
 *
 * so that a particle costs two multiplications a coefficient to feel and one to learn.
 */

let D: i32, n: i32, MODES: i32, RUNS: i32, LADDER: i32;
/** Bytes of one row of an array, and of the ladder of one particle and dimension. */
let W: usize, axis: usize;
/** Working memory: coefficients A and B, projections times η_d, strengths times η_d, positions, gradients, … */
let A: usize, PI: usize, ST: usize, Y: usize, G: usize, L: usize;
/** … leading phases of the particles, times their pulls or not, and what a run's modes come to. */
let LEAD: usize, PULLED: usize, PULL: usize, COMB: usize, OMEGA: usize;

function layOut(scratch: usize): void {
  axis = (<usize>LADDER) * 2 * PAIR;
  const modes = (<usize>MODES) * PAIR;
  const particles = (<usize>n) * PAIR;
  A = scratch;
  PI = A + 2 * modes;
  ST = PI + 2 * modes;
  Y = ST + modes;
  G = Y + particles * D;
  L = G + particles * D;
  LEAD = L + particles * D * LADDER * 2;
  PULLED = LEAD + 2 * particles;
  PULL = PULLED + 2 * particles;
  OMEGA = PULL + particles;
  COMB = OMEGA + 3 * PAIR;
}

function set(d: i32, particles: i32, modes: i32, runs: i32, ladder: i32): void {
  D = d;
  n = particles;
  MODES = modes;
  RUNS = runs;
  LADDER = ladder;
}

/** Bytes of working memory that a step needs. */
export function fourierScratch(
  d: i32, particles: i32, modes: i32, runs: i32, ladder: i32, learnFirst: i32, coupled: i32,
): usize {
  set(d, particles, modes, runs, ladder);
  layOut(0);
  return COMB + (<usize>LADDER + 1) * 8 * PAIR;
}

/**
 * `runs`: five numbers a run, the leading mode numbers (0 where there are fewer than two), first and last value of
 * the last one, and the number of modes before it. `learnFirst` and `coupled` as in `taylor`.
 */
export function fourier(
  steps: i32, lanes: i32, scratch: usize,
  position: usize, gradient: usize, low: usize, high: usize, direction: usize, turns: usize,
  push: usize, coupling: usize, rates: usize, pull: usize, coefficients: usize, clock: usize, departed: usize,
  centre: usize, half: usize, period: usize, strength: usize, projection: usize, runs: usize,
  d: i32, particles: i32, modes: i32, count: i32, ladder: i32, learnFirst: i32, coupled: i32,
): void {
  set(d, particles, modes, count, ladder);
  W = <usize>lanes << 3;
  layOut(scratch);
  setFollowed(low, high, direction, turns, W);
  setCoupling(coupling);
  const rows = n * D;
  for (let lane: usize = 0; lane < W; lane += PAIR) {
    const rest = v128.load(rates + lane);
    const eta = v128.load(rates + W + lane);
    gather(coefficients + lane, A, 2 * MODES, W);
    gatherTimes(eta, projection + lane, PI, 2 * MODES, W);
    gatherTimes(eta, strength + lane, ST, MODES, W);
    gather(position + lane, Y, rows, W);
    gather(pull + lane, PULL, n, W);
    for (let k = 0; k < D; k++) {
      const length = v128.load(period + (<usize>k) * W + lane);
      v128.store(OMEGA + (<usize>k) * PAIR, f64x2.div(both(6.283185307179586), length));
    }
    for (let step = 0; step < steps; step++) {
      const now = f64x2.add(v128.load(clock + lane), both(1));
      v128.store(clock + lane, now);
      prepare(centre + lane, half + lane, period + lane, departed + lane, now);
      memory.fill(G, 0, (<usize>rows) * PAIR);
      for (let run = 0; run < RUNS; run++) {
        const at = runs + (<usize>run) * 40;
        const first = <i32>f64.load(at, 16), last = <i32>f64.load(at, 24);
        const offset = (<usize>f64.load(at, 32)) * PAIR;
        lead(<i32>f64.load(at), <i32>f64.load(at, 8));
        if (learnFirst) learn(offset, first, last, rest);
        combine(offset, first, last);
        feel(<i32>f64.load(at), <i32>f64.load(at, 8), last);
        if (!learnFirst) learn(offset, first, last, rest);
      }
      for (let row = 0; row < rows; row++) {
        const at = (<usize>row) * PAIR;
        const k = row - (row / D) * D;
        v128.store(G + at, f64x2.mul(v128.load(G + at), v128.load(OMEGA + (<usize>k) * PAIR)));
      }
      if (coupled) followCoupled(rows, D, lane, Y, G, push + lane, COMB);
      else followAll(rows, D, lane, Y, G, push + lane);
    }
    scatter(A, coefficients + lane, 2 * MODES, W);
    scatter(Y, position + lane, rows, W);
    scatter(G, gradient + lane, rows, W);
  }
}

/** Ladders e^{2πi m y/L} of all particles, and the first step in which one is outside of the region. */
function prepare(centre: usize, half: usize, period: usize, departed: usize, now: v128): void {
  const limit = v128.load(half);
  let inside = f64x2.eq(limit, limit);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < D; k++) {
      const column = (<usize>k) * W;
      const u = f64x2.sub(v128.load(Y + (<usize>(j * D + k)) * PAIR), v128.load(centre + column));
      inside = v128.and(inside, f64x2.le(f64x2.abs(u), v128.load(half + column)));
      climb(L + (<usize>(j * D + k)) * axis, f64x2.div(u, v128.load(period + column)));
    }
  }
  keepFirst(departed, inside, now);
}

/** cos and sin of m turns for m = 0, 1, …, by products of the first ones. */
function climb(at: usize, turns: v128): void {
  v128.store(at, both(1));
  v128.store(at, both(0), 16);
  turn(turns, at + 32);
  const c1 = v128.load(at, 32), s1 = v128.load(at, 48);
  let c = c1, s = s1;
  for (let to = at + 64, end = at + axis; to < end; to += 32) {
    const next = f64x2.sub(f64x2.mul(c, c1), f64x2.mul(s, s1));
    s = f64x2.add(f64x2.mul(s, c1), f64x2.mul(c, s1));
    c = next;
    v128.store(to, c);
    v128.store(to, s, 16);
  }
}

/** The leading phases of a run, and those times the pulls. */
function lead(m1: i32, m2: i32): void {
  const negative = m2 < 0;
  const x = (<usize>m1) * 32;
  const y = (<usize>(negative ? -m2 : m2)) * 32;
  for (let j = 0; j < n; j++) {
    const at = L + (<usize>(j * D)) * axis;
    let re = both(1), im = both(0);
    if (D > 1) {
      re = v128.load(at + x);
      im = v128.load(at + x, 16);
    }
    if (D > 2) {
      const c = v128.load(at + axis + y);
      let s = v128.load(at + axis + y, 16);
      if (negative) s = f64x2.neg(s);
      const next = f64x2.sub(f64x2.mul(re, c), f64x2.mul(im, s));
      im = f64x2.add(f64x2.mul(im, c), f64x2.mul(re, s));
      re = next;
    }
    const q = v128.load(PULL + (<usize>j) * PAIR);
    const to = (<usize>j) * 32;
    v128.store(LEAD + to, re);
    v128.store(LEAD + to, im, 16);
    v128.store(PULLED + to, f64x2.mul(q, re));
    v128.store(PULLED + to, f64x2.mul(q, im), 16);
  }
}

/** A⁺ = (1 − η_dλ) A + η_d [π + c_κ Σ_j pull_j cos κ·y_j] for a run, and B⁺ with sin. */
function learn(offset: usize, first: i32, last: i32, rest: v128): void {
  const inner = L + (<usize>(D - 1)) * axis;
  const stride = axis * D;
  const end = PULLED + (<usize>n) * 32;
  const negatives = first < 0;
  const start = negatives ? 0 : first;
  // Where m = 0 would stand.
  const zero = offset - first * <i32>PAIR;
  for (let m = start; m <= last; m += 2) {
    let a0 = both(0), b0 = both(0), c0 = both(0), d0 = both(0);
    let a1 = both(0), b1 = both(0), c1 = both(0), d1 = both(0);
    let e = inner + (<usize>m) * 32;
    for (let p = PULLED; p < end; p += 32) {
      const re = v128.load(p), im = v128.load(p, 16);
      let c = v128.load(e), s = v128.load(e, 16);
      a0 = f64x2.add(a0, f64x2.mul(re, c));
      b0 = f64x2.add(b0, f64x2.mul(im, s));
      c0 = f64x2.add(c0, f64x2.mul(re, s));
      d0 = f64x2.add(d0, f64x2.mul(im, c));
      c = v128.load(e, 32);
      s = v128.load(e, 48);
      a1 = f64x2.add(a1, f64x2.mul(re, c));
      b1 = f64x2.add(b1, f64x2.mul(im, s));
      c1 = f64x2.add(c1, f64x2.mul(re, s));
      d1 = f64x2.add(d1, f64x2.mul(im, c));
      e += stride;
    }
    const at = zero + m * <i32>PAIR;
    add(at, f64x2.sub(a0, b0), f64x2.add(c0, d0), rest);
    if (negatives && m > 0) add(zero - m * <i32>PAIR, f64x2.add(a0, b0), f64x2.sub(d0, c0), rest);
    if (m == last) break;
    add(at + PAIR, f64x2.sub(a1, b1), f64x2.add(c1, d1), rest);
    if (negatives) add(zero - (m + 1) * <i32>PAIR, f64x2.add(a1, b1), f64x2.sub(d1, c1), rest);
  }
}

// @ts-ignore: decorator
@inline
function add(mode: usize, re: v128, im: v128, rest: v128): void {
  const sines = (<usize>MODES) * PAIR;
  const strength = v128.load(ST + mode);
  const a = A + mode;
  const p = PI + mode;
  const forA = f64x2.add(v128.load(p), f64x2.mul(strength, re));
  const forB = f64x2.add(v128.load(p + sines), f64x2.mul(strength, im));
  v128.store(a, f64x2.add(f64x2.mul(rest, v128.load(a)), forA));
  v128.store(a + sines, f64x2.add(f64x2.mul(rest, v128.load(a + sines)), forB));
}

/** B + B', A − A', B − B', A + A' of a run, and the same times m, for m = 0 … last. */
function combine(offset: usize, first: i32, last: i32): void {
  const sines = (<usize>MODES) * PAIR;
  const zero = A + offset - first * <i32>PAIR;
  let to = COMB;
  for (let m = 0; m <= last; m++) {
    let a = both(0), b = both(0), a2 = both(0), b2 = both(0);
    if (m >= first) {
      const at = zero + m * <i32>PAIR;
      a = v128.load(at);
      b = v128.load(at + sines);
    }
    if (m > 0 && first < 0) {
      const at = zero - m * <i32>PAIR;
      a2 = v128.load(at);
      b2 = v128.load(at + sines);
    }
    const factor = both(m);
    const p = f64x2.add(b, b2), q = f64x2.sub(a, a2), r = f64x2.sub(b, b2), t = f64x2.add(a, a2);
    v128.store(to, p);
    v128.store(to, q, 16);
    v128.store(to, r, 32);
    v128.store(to, t, 48);
    v128.store(to, f64x2.mul(factor, p), 64);
    v128.store(to, f64x2.mul(factor, q), 80);
    v128.store(to, f64x2.mul(factor, r), 96);
    v128.store(to, f64x2.mul(factor, t), 112);
    to += 128;
  }
}

/** Adds what a run gives to Σ m_k wave at every particle. */
function feel(m1: i32, m2: i32, last: i32): void {
  const end = COMB + (<usize>(last + 1)) * 128;
  for (let j = 0; j < n; j++) {
    let e = L + (<usize>(j * D + D - 1)) * axis;
    let u = both(0), v = both(0), u1 = both(0), v1 = both(0);
    for (let at = COMB; at < end; at += 128) {
      const c = v128.load(e), s = v128.load(e, 16);
      u = f64x2.add(u, f64x2.sub(f64x2.mul(c, v128.load(at)), f64x2.mul(s, v128.load(at, 16))));
      v = f64x2.add(v, f64x2.add(f64x2.mul(s, v128.load(at, 32)), f64x2.mul(c, v128.load(at, 48))));
      u1 = f64x2.add(u1, f64x2.sub(f64x2.mul(c, v128.load(at, 96)), f64x2.mul(s, v128.load(at, 112))));
      v1 = f64x2.add(v1, f64x2.add(f64x2.mul(s, v128.load(at, 64)), f64x2.mul(c, v128.load(at, 80))));
      e += 32;
    }
    const re = v128.load(LEAD + (<usize>j) * 32), im = v128.load(LEAD + (<usize>j) * 32, 16);
    const g = G + (<usize>(j * D)) * PAIR;
    const inner = g + (<usize>(D - 1)) * PAIR;
    v128.store(inner, f64x2.add(v128.load(inner), f64x2.sub(f64x2.mul(re, u1), f64x2.mul(im, v1))));
    if (D == 1) continue;
    const wave = f64x2.sub(f64x2.mul(re, u), f64x2.mul(im, v));
    v128.store(g, f64x2.add(v128.load(g), f64x2.mul(both(m1), wave)));
    if (D > 2) v128.store(g, f64x2.add(v128.load(g, 16), f64x2.mul(both(m2), wave)), 16);
  }
}
