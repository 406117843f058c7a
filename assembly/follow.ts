import { both, PAIR } from "./lanes";

/** The arrays in which the dynamics follow the particles, [n*d, S] each, and the bytes of one row. */
let low: usize, high: usize, direction: usize, turns: usize, stride: usize;
/** What a particle's own force and the sum of all forces count, [2, S]. */
let coupling: usize;

export function setFollowed(l: usize, h: usize, d: usize, t: usize, rowBytes: usize): void {
  low = l;
  high = h;
  direction = d;
  turns = t;
  stride = rowBytes;
}

/**
 * The particles of one pair of simulations follow ∇f: y_j + η_g q_j ∇f(y_j) for `rows` coordinates, D a particle, from
 * working memory `y` and `g`; `push` is η_g q_j of the pair.
 */
export function followAll(rows: i32, D: i32, lane: usize, y: usize, g: usize, push: usize): void {
  for (let row = 0; row < rows; row++) {
    const slope = v128.load(g);
    const q = v128.load(push + (<usize>(row / D)) * stride);
    const next = f64x2.add(v128.load(y), f64x2.mul(q, slope));
    v128.store(y, next);
    const at = (<usize>row) * stride + lane;
    track(low + at, high + at, direction + at, turns + at, next, slope);
    y += PAIR;
    g += PAIR;
  }
}

/** The coupling of the particles, for `followCoupled`. */
export function setCoupling(array: usize): void {
  coupling = array;
}

/**
 * The same where a kernel Γ = a I + b 11ᵀ couples the particles: y_j + a push_j ∇f(y_j) + b Σ_i push_i ∇f(y_i). There is
 * room for D pairs at `sum`.
 */
export function followCoupled(rows: i32, D: i32, lane: usize, y: usize, g: usize, push: usize, sum: usize): void {
  const size = (<usize>D) * PAIR;
  const end = g + (<usize>rows) * PAIR;
  memory.fill(sum, 0, size);
  for (let at = g, q = push; at < end; at += size, q += stride) {
    const weight = v128.load(q);
    for (let k: usize = 0; k < size; k += PAIR) {
      v128.store(sum + k, f64x2.add(v128.load(sum + k), f64x2.mul(weight, v128.load(at + k))));
    }
  }
  const shared = v128.load(coupling + stride + lane);
  for (let k: usize = 0; k < size; k += PAIR) v128.store(sum + k, f64x2.mul(shared, v128.load(sum + k)));
  const own = v128.load(coupling + lane);
  let to = lane;
  for (let at = g, q = push; at < end; at += size, q += stride) {
    const weight = f64x2.mul(own, v128.load(q));
    for (let k: usize = 0; k < size; k += PAIR, y += PAIR, to += stride) {
      const velocity = f64x2.add(f64x2.mul(weight, v128.load(at + k)), v128.load(sum + k));
      const next = f64x2.add(v128.load(y), velocity);
      v128.store(y, next);
      track(low + to, high + to, direction + to, turns + to, next, velocity);
    }
  }
}

/** Keeps the step in which a particle is first outside of the region. */
export function keepFirst(departed: usize, inside: v128, now: v128): void {
  const before = v128.load(departed);
  const first = v128.andnot(f64x2.lt(before, both(0)), inside);
  v128.store(departed, v128.bitselect(now, before, first));
}

/**
 * What a window and the outcome rules need to know of a coordinate that moved along g to y: addresses of its range,
 * its direction and its number of turns.
 */
// @ts-ignore: decorator
@inline
export function track(l: usize, h: usize, d: usize, t: usize, y: v128, g: v128): void {
  // pmin(a, b) is b < a ? b : a, so that a position that is no number is what the range becomes.
  v128.store(l, f64x2.pmin(y, v128.load(l)));
  v128.store(h, f64x2.pmax(y, v128.load(h)));
  const before = v128.load(d);
  const turned = v128.and(f64x2.lt(f64x2.mul(g, before), both(0)), both(1));
  v128.store(t, f64x2.add(v128.load(t), turned));
  // The sign of g where it has one.
  const one = v128.or(v128.and(g, both(-0.0)), both(1));
  const moving = f64x2.gt(f64x2.abs(g), both(0));
  v128.store(d, v128.bitselect(one, before, moving));
}
