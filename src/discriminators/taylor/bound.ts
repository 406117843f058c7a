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
  /** The largest error of ∇K that a pair can make, at most the accuracy asked for. */
  readonly bound: number;
}

/** Layouts by region and accuracy: a function of the two alone, and the search takes tens of milliseconds. */
const known = new Map<string, TaylorLayout>();

/** Chooses reach and order for a region of R widths. */
export function taylorLayout(region: number, accuracy: number): TaylorLayout {
  const key = `${region} ${accuracy}`;
  const layout = known.get(key) ?? search(region, accuracy);
  known.set(key, layout);
  return layout;
}

function search(region: number, accuracy: number): TaylorLayout {
  const gap = farGap(accuracy);
  const reach = region + gap;
  let low = 1;
  let high = 2;
  while (truncationBound(region, reach, high) > accuracy) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (truncationBound(region, reach, middle) > accuracy) low = middle;
    else high = middle;
  }
  const bound = Math.max(truncationBound(region, reach, high), gap * Math.exp((-gap * gap) / 2));
  return { region, reach, order: high, bound };
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
  for (let a = 0; a < region; a += step) {
    for (let b = 0; b < reach; b += step) {
      const r = Math.min(a + step, region);
      const s = Math.min(b + step, reach);
      const tail = exponentialTail(r * s, order);
      const first = (r * s) ** order / factorial(order);
      const cell = Math.exp(-(a * a + b * b) / 2) * (r * tail + s * (tail + first));
      if (cell > worst) worst = cell;
    }
  }
  return worst;
}

/** S_P(τ) = Σ_{k>P} τ^k/k!, summed from the largest relevant term on. */
function exponentialTail(tau: number, order: number): number {
  let term = tau ** (order + 1) / factorial(order + 1);
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

function factorial(m: number): number {
  let product = 1;
  for (let k = 2; k <= m; k++) product *= k;
  return product;
}
