/**
 * The Wasserstein game on a line with a two-layer ReLU discriminator: f(x) = Σ_j v_j (u_j x + b_j)₊ that pays
 * (β/2) Σ (v_j² + u_j²) = β Σ |v_j u_j| at the best scaling, its biases free, against a generator that pays r E y².
 *
 * Every unit is a kink: v u (x − t)₊ or v u (t − x)₊ at any t. So the discriminator's maximum is 0 where
 *
 *   |h(t)| ≤ β and |h(t) − h(−∞)| ≤ β for all t,  h(t) = E (x − t)₊ − E (y − t)₊,
 *
 * and infinite elsewhere (E (t − x)₊ − E (t − y)₊ = h(t) − h(−∞), and h(−∞) = E x − E y). h is linear between samples:
 * it is enough to ask at these. This is the one-dimensional case of Sahiner et al., arXiv 2107.05680, section 2, in means.
 */
export interface LineGame {
  /** x_i, ascending [n]; all of mass 1/n. */
  readonly points: readonly number[];
  /** β > 0: the weight decay λ of a network whose biases do not decay. */
  readonly threshold: number;
  /** r > 0. */
  readonly ridge: number;
}

/** What the discriminator sees at t: h, and h − h(−∞). */
export interface TailGap {
  readonly above: number;
  readonly below: number;
}

/** E (x − t)₊ − E (y − t)₊ and E (t − x)₊ − E (t − y)₊ of points of equal masses. */
export function tailGap(points: ArrayLike<number>, outputs: ArrayLike<number>, t: number): TailGap {
  const [upper, lower] = [tails(points, t), tails(outputs, t)];
  return { above: upper.above - lower.above, below: upper.below - lower.below };
}

function tails(points: ArrayLike<number>, t: number): TailGap {
  let above = 0;
  let below = 0;
  for (let i = 0; i < points.length; i++) {
    const distance = points[i]! - t;
    if (distance > 0) above += distance;
    else below -= distance;
  }
  return { above: above / points.length, below: below / points.length };
}

/** The largest of |h| and |h − h(−∞)|: the outputs are feasible where it is at most β. */
export function largestGap(points: ArrayLike<number>, outputs: ArrayLike<number>): number {
  let most = 0;
  for (const t of [...Array.from(points), ...Array.from(outputs)]) {
    const { above, below } = tailGap(points, outputs, t);
    most = Math.max(most, Math.abs(above), Math.abs(below));
  }
  return most;
}

/** r Σ y²/n. */
export function outputCost(outputs: ArrayLike<number>, ridge: number): number {
  let sum = 0;
  for (let j = 0; j < outputs.length; j++) sum += outputs[j]! * outputs[j]!;
  return (ridge * sum) / outputs.length;
}

/** The saddle point of a game on a line. */
export interface LineOptimum {
  /** y_i = x_i brought into [low, high], [n]. */
  readonly outputs: Float64Array;
  /** Where E (low − x)₊ = β, but not above 0. */
  readonly low: number;
  /** Where E (x − high)₊ = β, but not below 0. */
  readonly high: number;
  /** r E y². */
  readonly value: number;
}

/**
 * The optimum over all distributions of y, in closed form: both tails are cut off where what is cut off amounts to β.
 *
 * E y² = 2 ∫₀^∞ U(t) dt + 2 ∫_{−∞}^0 L(t) dt with U = E (y − t)₊ and L = E (t − y)₊, and the constraints give
 * U ≥ (U_x − β)₊, L ≥ (L_x − β)₊. The clipped points have exactly these, and keep the other constraints; so no order of
 * the samples is any better. `lineDual` proves it for given numbers.
 */
export function lineOptimum({ points, threshold, ridge }: LineGame): LineOptimum {
  const high = Math.max(0, tailPoint(points, threshold));
  const low = Math.min(
    0,
    -tailPoint(
      [...points].reverse().map((x) => -x),
      threshold,
    ),
  );
  const outputs = Float64Array.from(points, (x) => Math.min(high, Math.max(low, x)));
  return { outputs, low, high, value: outputCost(outputs, ridge) };
}

/** t with E (x − t)₊ = β for ascending x; −∞ where there is no end, which a positive β never needs. */
function tailPoint(points: readonly number[], threshold: number): number {
  const n = points.length;
  let sum = 0;
  for (let k = 1; k <= n; k++) {
    sum += points[n - k]!;
    // With the k largest points above t: (sum − k t)/n = β.
    const t = (sum - n * threshold) / k;
    if (k === n || t >= points[n - k - 1]!) return t;
  }
  return Number.NEGATIVE_INFINITY;
}

/** The optimal discriminator f: r x² from `low` to `high`, straight on both sides; all its kinks are upward. */
export function lineDiscriminator({ low, high }: LineOptimum, ridge: number, x: number): number {
  const y = Math.min(high, Math.max(low, x));
  return ridge * (y * y + 2 * y * (x - y));
}

/**
 * What the optimal discriminator is sure of against any generator: E f(x) − β ∫|f''| + min_y (r y² − f(y)), the last
 * being 0. It equals the value of `lineOptimum`: both are optimal.
 */
export function lineDual(game: LineGame, optimum: LineOptimum): number {
  const { points, ridge, threshold } = game;
  const mean = points.reduce((sum, x) => sum + lineDiscriminator(optimum, ridge, x), 0) / points.length;
  return mean - 2 * ridge * threshold * (optimum.high - optimum.low);
}
