import { both, flushed, PAIR } from "./lanes";
import { followAll, followCoupled, setCoupling, setFollowed } from "./follow";
import { gather, scatter } from "./rows";
import { codeOf, layTerm, parametersOf, slopes, TERM } from "./radial";

/*
 * The step of the history form for any kernel and any number of particles and dimensions, two simulations at a time.
 * What a pair of simulations remembers is packed into the working memory for the steps of a call.
 */

/** Weights below this are forgotten: next to it every other weight is infinite. */
const FAINT: f64 = 1e-280;

let D: i32, n: i32, N: i32, SLOTS: i32;
let codes: i64, terms: i32;
/** Bytes of one row of an array. */
let W: usize;
/** Working memory: past, ages, positions, gradients, true points and their weights, pulls, terms. */
let PAST: usize, AGE: usize, Y: usize, G: usize, X: usize, TRUE: usize, PULL: usize, TERMS: usize;
let end: usize;
/** How many slots have ever been filled. */
let filled: i32;
let trueAge: v128;

function layOut(scratch: usize): void {
  const particles = (<usize>n) * PAIR;
  PAST = scratch;
  AGE = PAST + (<usize>SLOTS) * particles * D;
  Y = AGE + (<usize>SLOTS) * PAIR;
  G = Y + particles * D;
  X = G + particles * D;
  TRUE = X + (<usize>(N * D)) * PAIR;
  PULL = TRUE + (<usize>N) * PAIR;
  TERMS = PULL + particles;
  end = TERMS + (<usize>terms) * TERM;
}

function set(d: i32, particles: i32, points: i32, slots: i32, count: i32, shapes: f64): void {
  D = d;
  n = particles;
  N = points;
  SLOTS = slots;
  terms = count;
  codes = <i64>shapes;
}

/** Bytes of working memory that a step needs. */
export function historyScratch(
  d: i32, particles: i32, points: i32, slots: i32, count: i32, shapes: f64, learnFirst: i32, coupled: i32, alone: i32,
): usize {
  set(d, particles, points, slots, count, shapes);
  layOut(0);
  // Behind all that, position and gradient of a pair of particles, or the sum of all forces.
  return end + (<usize>(2 * D)) * PAIR;
}

/**
 * `shapes` lists the codes of the `count` terms of the kernel, three bits each. `learnFirst`: the discriminator moves
 * before ∇f is taken (alternating) or after (simultaneous). `coupled`: the particles follow all forces, as the array
 * `coupling` says. `alone`: both halves of all pairs are one simulation, so that they can take two particles at a time.
 */
export function history(
  steps: i32, lanes: i32, scratch: usize,
  position: usize, gradient: usize, low: usize, high: usize, direction: usize, turns: usize,
  push: usize, coupling: usize, rates: usize, truePull: usize, generatedPull: usize,
  past: usize, age: usize, trust: usize, slot: usize, points: usize, shape: usize,
  d: i32, particles: i32, truth: i32, slots: i32, count: i32, shapes: f64, learnFirst: i32, coupled: i32, alone: i32,
): void {
  set(d, particles, truth, slots, count, shapes);
  W = <usize>lanes << 3;
  layOut(scratch);
  setFollowed(low, high, direction, turns, W);
  setCoupling(coupling);
  const rows = n * D;
  for (let lane: usize = 0; lane < W; lane += PAIR) {
    const rest = v128.load(rates + lane);
    const eta = v128.load(rates + W + lane);
    let now = v128.load(slot + lane);
    trueAge = v128.load(trust + lane);
    countFilled(age + lane, now);
    gather(past + lane, PAST, filled * rows, W);
    gather(age + lane, AGE, filled, W);
    gather(position + lane, Y, rows, W);
    gather(points + lane, X, N * D, W);
    gather(truePull + lane, TRUE, N, W);
    gather(generatedPull + lane, PULL, n, W);
    layTerms(shape + lane);
    for (let step = 0; step < steps; step++) {
      if (learnFirst) now = learn(rest, eta, now);
      if (alone) feelTwice();
      else feelOnce();
      if (!learnFirst) now = learn(rest, eta, now);
      if (coupled) followCoupled(rows, D, lane, Y, G, push + lane, end);
      else followAll(rows, D, lane, Y, G, push + lane);
    }
    scatter(PAST, past + lane, filled * rows, W);
    scatter(AGE, age + lane, filled, W);
    scatter(Y, position + lane, rows, W);
    scatter(G, gradient + lane, rows, W);
    v128.store(slot + lane, now);
    v128.store(trust + lane, trueAge);
  }
}

/** Slots fill one after the other, and the last one is the latest of those that a second round fills again. */
function countFilled(age: usize, now: v128): void {
  const last = v128.load(age + (<usize>(SLOTS - 1)) * W);
  const some = v128.any_true(f64x2.ne(last, both(0)));
  const next = <i32>max(f64x2.extract_lane(now, 0), f64x2.extract_lane(now, 1));
  // Where the last slot has lost all its weight, so have the older ones that stand behind the latest.
  filled = some ? SLOTS : next;
}

function layTerms(shape: usize): void {
  for (let m = 0; m < terms; m++) {
    const code = codeOf(codes, m);
    const parameters = parametersOf(code);
    const second = shape + (parameters > 1 ? 2 * W : W);
    layTerm(TERMS + (<usize>m) * TERM, code, v128.load(shape), v128.load(shape + W), v128.load(second));
    shape += (<usize>(parameters + 1)) * W;
  }
}

/** Everything remembered fades, and the positions of now take the slot whose turn it is, which is returned moved on. */
function learn(rest: v128, eta: v128, now: v128): v128 {
  for (let at = AGE, last = AGE + (<usize>filled) * PAIR; at < last; at += PAIR) {
    v128.store(at, flushed(f64x2.mul(rest, v128.load(at)), both(FAINT)));
  }
  const a = <i32>f64x2.extract_lane(now, 0), b = <i32>f64x2.extract_lane(now, 1);
  const rows = n * D;
  for (const next = max(a, b) + 1; filled < next; filled++) {
    v128.store(AGE + (<usize>filled) * PAIR, both(0));
    memory.fill(PAST + (<usize>(filled * rows)) * PAIR, 0, (<usize>rows) * PAIR);
  }
  v128.store64_lane(AGE + (<usize>a) * PAIR, eta, 0);
  v128.store64_lane(AGE + (<usize>b) * PAIR, eta, 1, 8);
  for (let row = 0; row < rows; row++) {
    const y = v128.load(Y + (<usize>row) * PAIR);
    v128.store64_lane(PAST + (<usize>(a * rows + row)) * PAIR, y, 0);
    v128.store64_lane(PAST + (<usize>(b * rows + row)) * PAIR, y, 1, 8);
  }
  trueAge = f64x2.add(f64x2.mul(rest, trueAge), eta);
  const next = f64x2.add(now, both(1));
  return v128.and(next, f64x2.lt(next, both(SLOTS)));
}

/** ∇f at every particle. */
function feelOnce(): void {
  const size = (<usize>D) * PAIR;
  for (let j: usize = 0; j < <usize>n; j++) feel(Y + j * size, G + j * size);
}

/** The same for one simulation that fills both halves: two particles at a time. */
function feelTwice(): void {
  const size = (<usize>D) * PAIR;
  for (let j: usize = 0; j < <usize>n; j += 2) {
    const second = j + 1 < <usize>n ? size : 0;
    const y = Y + j * size, g = G + j * size;
    for (let at: usize = 0; at < size; at += PAIR) {
      v128.store(end + at, i64x2.shuffle(v128.load(y + at), v128.load(y + second + at), 0, 3));
    }
    feel(end, end + size);
    for (let at: usize = 0; at < size; at += PAIR) {
      const pair = v128.load(end + size + at);
      v128.store(g + second + at, i64x2.shuffle(pair, pair, 1, 1));
      v128.store(g + at, i64x2.shuffle(pair, pair, 0, 0));
    }
  }
}

function feel(y: usize, g: usize): void {
  if (D == 1) return near<i8>(y, g);
  if (D == 2) return near<i16>(y, g);
  if (D == 3) return near<i32>(y, g);
  memory.fill(g, 0, (<usize>D) * PAIR);
  for (let i = 0; i < N; i++) {
    const weight = f64x2.mul(trueAge, v128.load(TRUE + (<usize>i) * PAIR));
    pullFar(y, g, X + (<usize>(i * D)) * PAIR, weight);
  }
  let x = PAST;
  const size = (<usize>D) * PAIR;
  for (let m = 0; m < filled; m++) {
    const age = v128.load(AGE + (<usize>m) * PAIR);
    if (!v128.any_true(age)) {
      x += size * n;
      continue;
    }
    for (let i = 0; i < n; i++, x += size) {
      pullFar(y, g, x, f64x2.mul(age, v128.load(PULL + (<usize>i) * PAIR)));
    }
  }
}

/** g += weight · slope(‖y − x‖²) (y − x) in many dimensions. */
function pullFar(y: usize, g: usize, x: usize, weight: v128): void {
  let r2 = both(0);
  const size = (<usize>D) * PAIR;
  for (let at: usize = 0; at < size; at += PAIR) {
    const u = f64x2.sub(v128.load(y + at), v128.load(x + at));
    r2 = f64x2.add(r2, f64x2.mul(u, u));
  }
  const pull = f64x2.mul(weight, slopes(TERMS, codes, terms, r2));
  for (let at: usize = 0; at < size; at += PAIR) {
    const u = f64x2.sub(v128.load(y + at), v128.load(x + at));
    v128.store(g + at, f64x2.add(v128.load(g + at), f64x2.mul(pull, u)));
  }
}


/** ∇f at y in sizeof<Width>: i8, i16, i32 stand for one, two, three dimensions. */
function near<Width>(y: usize, g: usize): void {
  const d = dimensionOf<Width>();
  const y0 = v128.load(y);
  const y1 = d > 1 ? v128.load(y, 16) : y0;
  const y2 = d > 2 ? v128.load(y, 32) : y0;
  let a = both(0), b = both(0), c = both(0);
  let x = X;
  const size = (<usize>d) * PAIR;
  const pulls = PULL;
  const pullsEnd = PULL + (<usize>n) * PAIR;
  // The true points first, then what is remembered: the order of summation of the text of the form.
  let weight = trueAge;
  let from = TRUE, to = TRUE + (<usize>N) * PAIR;
  for (let m = -1; ; ) {
    if (v128.any_true(weight)) {
      for (let at = from; at < to; at += PAIR, x += size) {
        const u0 = f64x2.sub(y0, v128.load(x));
        const u1 = d > 1 ? f64x2.sub(y1, v128.load(x, 16)) : u0;
        const u2 = d > 2 ? f64x2.sub(y2, v128.load(x, 32)) : u0;
        let r2 = f64x2.mul(u0, u0);
        if (d > 1) r2 = f64x2.add(r2, f64x2.mul(u1, u1));
        if (d > 2) r2 = f64x2.add(r2, f64x2.mul(u2, u2));
        const pull = f64x2.mul(f64x2.mul(weight, v128.load(at)), slopes(TERMS, codes, terms, r2));
        a = f64x2.add(a, f64x2.mul(pull, u0));
        if (d > 1) b = f64x2.add(b, f64x2.mul(pull, u1));
        if (d > 2) c = f64x2.add(c, f64x2.mul(pull, u2));
      }
    } else x += size * (to - from) / PAIR;
    if (m < 0) {
      x = PAST;
      from = pulls;
      to = pullsEnd;
    }
    if (++m >= filled) break;
    weight = v128.load(AGE + (<usize>m) * PAIR);
  }
  v128.store(g, a);
  if (d > 1) v128.store(g, b, 16);
  if (d > 2) v128.store(g, c, 32);
}

// @ts-ignore: decorator
@inline
function dimensionOf<Width>(): i32 {
  return sizeof<Width>() == 4 ? 3 : <i32>sizeof<Width>();
}
