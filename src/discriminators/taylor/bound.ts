/**
 * How many Taylor features of the Gaussian kernel a stated accuracy takes.
 *
 * About a centre, with lengths in widths σ, K(x, x') = e^{−(r² + r'²)/2} e^t with t = x·x'. Keeping all
 * features of total degree ≤ P keeps the terms t^k/k! with k ≤ P, so that with S_P(τ) = Σ_{k>P} τ^k/k!
 *
 *   ‖∇_x (K − K_P)‖ ≤ e^{−(r² + r'²)/2} [ r S_P(rr') + r' S_{P−1}(rr') ] =: E(r, r').
 *
 * A particle that feels f is within `region` R of the centre; a source within `reach` R' enters with its
 * features, one beyond is left out, which costs at most sup_{s ≥ R'−R} s e^{−s²/2}. Both errors are at most
 * `accuracy` for every pair, in units of weight/width: |∇f_P − ∇f| ≤ accuracy · Σ|weights| / σ.
 */
export interface TaylorLayout {
  /** R, in widths. */
  readonly region: number;
  /** R', in widths. */
  readonly reach: number;
  /** P, the largest total degree kept. */
  readonly order: number;
  /** s: coordinates are held in units of s widths, so that powers of neither feeler nor source run away. */
  readonly scale: number;
  /** Within reach of a centre there are no sources but itself and the particles of its region. */
  readonly alone: boolean;
  /** The largest error of ∇K that a pair can make, at most the accuracy asked for. */
  readonly bound: number;
}

/**
 * Chooses reach and order for a region of R widths.
 * @param alone no source ever is between R and R' from a centre: what enters a centre's features then is
 * within R of it, which takes about half as many
 */
export function taylorLayout(region: number, accuracy: number, alone = false): TaylorLayout {
  const gap = farGap(accuracy);
  const reach = region + gap;
  const sources = alone ? region : reach;
  let low = 1;
  let high = 2;
  while (truncationBound(region, sources, high) > accuracy) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (truncationBound(region, sources, middle) > accuracy) low = middle;
    else high = middle;
  }
  const bound = Math.max(truncationBound(region, sources, high), gap * Math.exp((-gap * gap) / 2));
  return { region, reach, order: high, scale: Math.sqrt(region * sources), alone, bound };
}

/** The distance s ≥ 1 beyond which s e^{−s²/2} stays below `accuracy`. */
function farGap(accuracy: number): number {
  let gap = 1;
  while (gap * Math.exp((-gap * gap) / 2) > accuracy) gap += 1 / 64;
  return gap;
}

/** Cells a width in which the supremum of E is bounded from above, each from its own corners. */
const cellsPerWidth = 16;

/** An upper bound of sup E(r, r') over r ≤ region, r' ≤ reach: rigorous, since E is bounded cell by cell. */
export function truncationBound(region: number, reach: number, order: number): number {
  let worst = 0;
  const step = 1 / cellsPerWidth;
  const logs = logFactorial(order);
  for (let a = 0; a < region; a += step) {
    for (let b = 0; b < reach; b += step) {
      const r = Math.min(a + step, region);
      const s = Math.min(b + step, reach);
      const tau = r * s;
      // τ^P/P!, by logarithms: both run out of range for themselves.
      const first = Math.exp(order * Math.log(tau) - logs);
      const tail = exponentialTail((first * tau) / (order + 1), tau, order);
      const cell = Math.exp(-(a * a + b * b) / 2) * (r * tail + s * (tail + first));
      if (cell > worst) worst = cell;
    }
  }
  return worst;
}

/** S_P(τ) = Σ_{k>P} τ^k/k! from its first term, summed from the largest relevant term on. */
function exponentialTail(first: number, tau: number, order: number): number {
  let term = first;
  let sum = 0;
  for (let k = order + 1; term > 0; k++) {
    sum += term;
    if (k > tau && term < 1e-3 * sum) {
      // From here on a geometric series bounds the rest.
      return sum + term * (tau / (k + 1 - tau));
    }
    term *= tau / (k + 1);
  }
  return sum;
}

function logFactorial(m: number): number {
  let sum = 0;
  for (let k = 2; k <= m; k++) sum += Math.log(k);
  return sum;
}
