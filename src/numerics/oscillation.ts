import { leastSquares } from "./leastSquares.ts";
import { eigenvaluePair, modulus } from "./linearAlgebra.ts";
import { recurrenceStarts } from "./recurrence.ts";

/** What a damped oscillation u_k = offset + Re(Σ c z^k) fitted to a series says. */
export interface OscillationFit {
  /** How fast the slowest part decays: −ln|z| per step; negative when it grows. */
  readonly decayRate: number;
  /** |arg z| in radians per step, at most π; 0 when the series does not oscillate. */
  readonly angularFrequency: number;
  /** γ/√(γ² + ω²) below 1; 1 at critical damping; (r₁ + r₂)/2√(r₁r₂) above. NaN for one rate or a growing one. */
  readonly dampingRatio: number;
  /** The one or two real rates −ln|z|, slowest first, when the series does not oscillate; else empty. */
  readonly rates: readonly number[];
  /** The value at rest. */
  readonly offset: number;
  /** Root mean square of what the fit leaves, divided by that of the series about its rest. */
  readonly residual: number;
}

/** Options of the fit. */
export interface OscillationOptions {
  /** The known value at rest; left out, it is fitted as a constant offset. */
  readonly rest?: number;
  /** The tail in which the series stays below this share of its largest value is left out (1e-8). */
  readonly floor?: number;
}

const LEAST_SAMPLES = 8;
const ROUNDS = 60;
/** Two roots nearer than this share of their rate are one: their damping ratio is 1 to 1e-10. */
const CRITICAL = 1e-5;

/** The model of order p: w_k = Σ_i a_i w_(k−1−i), with its best amplitudes and offset for given a. */
interface Projection {
  readonly recurrence: readonly number[];
  readonly columns: readonly Float64Array[];
  readonly values: Float64Array;
  readonly offset: number;
  readonly residual: number;
}

/** The last sample worth keeping and everything before it. */
function aboveFloor(series: Float64Array, moving: Float64Array, floor: number): Float64Array {
  const largest = moving.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let last = moving.length - 1;
  while (last > 0 && Math.abs(moving[last]!) <= floor * largest) last -= 1;
  const kept = last + 1 + (series.length - moving.length);
  return series.slice(0, Math.max(kept, LEAST_SAMPLES));
}

/** Runs the recurrence from `start`, pushed by `force` (none when left out). */
function unroll(
  recurrence: readonly number[],
  start: readonly number[],
  length: number,
  force?: (k: number) => number,
): Float64Array {
  const p = recurrence.length;
  const w = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    if (k < p) {
      w[k] = start[k]!;
      continue;
    }
    let sum = force === undefined ? 0 : force(k);
    for (let i = 0; i < p; i++) sum += recurrence[i]! * w[k - 1 - i]!;
    w[k] = sum;
  }
  return w;
}

function project(recurrence: readonly number[], data: Float64Array, free: boolean): Projection | undefined {
  const p = recurrence.length;
  const columns: Float64Array[] = [];
  for (let m = 0; m < p; m++) {
    const start = recurrence.map((_, k) => (k === m ? 1 : 0));
    columns.push(unroll(recurrence, start, data.length));
  }
  if (free) columns.push(new Float64Array(data.length).fill(1));
  const fit = leastSquares(columns, data);
  if (fit === undefined) return undefined;
  const values = new Float64Array(data.length);
  for (let m = 0; m < p; m++) {
    for (let k = 0; k < values.length; k++) values[k]! += fit.coefficients[m]! * columns[m]![k]!;
  }
  return { recurrence, columns, values, offset: free ? fit.coefficients[p]! : 0, residual: fit.residual };
}

/**
 * Gauss-Newton in the recurrence's coefficients, amplitudes and offset together, with step halving. The
 * coefficients (sum and product of the roots) stay smooth where two real roots meet and turn complex.
 */
function refine(first: Projection, data: Float64Array, free: boolean): Projection {
  const p = first.recurrence.length;
  let best = first;
  for (let round = 0; round < ROUNDS; round++) {
    const { recurrence, values, offset } = best;
    const still = recurrence.map(() => 0);
    const slopes = recurrence.map((_, i) =>
      unroll(recurrence, still, data.length, (k) => values[k - 1 - i]!),
    );
    const left = data.map((value, k) => value - values[k]! - offset);
    const step = leastSquares([...slopes, ...best.columns], left)?.coefficients.slice(0, p);
    if (step === undefined) return best;
    let next: Projection | undefined;
    for (let share = 1; share > 1e-3; share /= 2) {
      const tried = project(
        recurrence.map((a, i) => a + share * step[i]!),
        data,
        free,
      );
      if (tried !== undefined && tried.residual < best.residual) {
        next = tried;
        break;
      }
    }
    if (next === undefined) return best;
    const gained = best.residual - next.residual;
    const tiny = gained <= 1e-12 * best.residual;
    best = next;
    if (tiny) return best;
  }
  return best;
}

/** The best model of order p: refined from the three most promising starts. */
function bestOfOrder(p: 1 | 2, data: Float64Array, free: boolean): Projection | undefined {
  const starts = recurrenceStarts(p, data, free)
    .map((recurrence) => project(recurrence, data, free))
    .filter((one) => one !== undefined)
    .sort((a, b) => a.residual - b.residual)
    .slice(0, 3);
  let best: Projection | undefined;
  for (const start of starts) {
    const refined = refine(start, data, free);
    if (best === undefined || refined.residual < best.residual) best = refined;
    // The data are scaled to 1: nothing is left but round-off.
    if (best.residual < 1e-13 * data.length) break;
  }
  return best;
}

/** What the roots of the fitted recurrence say. */
function reading(recurrence: readonly number[]): Omit<OscillationFit, "offset" | "residual"> {
  const none = { dampingRatio: Number.NaN, angularFrequency: 0 };
  if (recurrence.length === 1) {
    const rate = -Math.log(Math.abs(recurrence[0]!));
    if (recurrence[0]! < 0) return flipping(rate);
    return { ...none, decayRate: rate, rates: [rate] };
  }
  const [large, small] = eigenvaluePair(recurrence[0]!, -recurrence[1]!);
  const slow = -Math.log(modulus(large));
  const fast = -Math.log(modulus(small));
  const gap = Math.hypot(large.re - small.re, large.im - small.im) / 2;
  const middle = (large.re + small.re) / 2;
  if (middle > 0 && gap < CRITICAL * middle * Math.abs(Math.log(middle))) {
    const rate = -Math.log(middle);
    return { decayRate: rate, angularFrequency: 0, dampingRatio: 1, rates: [rate, rate] };
  }
  if (large.im !== 0) {
    const angularFrequency = Math.atan2(large.im, large.re);
    const dampingRatio = slow / Math.hypot(slow, angularFrequency);
    return { decayRate: slow, angularFrequency, dampingRatio, rates: [] };
  }
  if (large.re < 0) return flipping(slow);
  const dampingRatio = slow > 0 && small.re > 0 ? (slow + fast) / (2 * Math.sqrt(slow * fast)) : Number.NaN;
  return { decayRate: slow, angularFrequency: 0, dampingRatio, rates: [slow, fast] };
}

/** A series that changes sign from step to step: an oscillation at the highest frequency that steps can show. */
function flipping(decayRate: number): Omit<OscillationFit, "offset" | "residual"> {
  const dampingRatio = decayRate / Math.hypot(decayRate, Math.PI);
  return { decayRate, angularFrequency: Math.PI, dampingRatio, rates: [] };
}

/**
 * Fits a damped oscillation u_k = offset + Re(c₁z₁^k + c₂z₂^k) with one or two real roots or a complex
 * pair to an equally spaced series: linear prediction (Prony) over several lags for a start, then least
 * squares by Gauss-Newton. One root is taken where a second one does not earn its two parameters
 * (Bayesian information criterion).
 * @param series at least 8 finite values; steps are counted in samples
 * @returns undefined when the series is shorter, not finite, or constant
 */
export function fitOscillation(
  series: ArrayLike<number>,
  options: OscillationOptions = {},
): OscillationFit | undefined {
  const { rest, floor = 1e-8 } = options;
  const all = Float64Array.from(series, (value) => value - (rest ?? 0));
  if (all.length < LEAST_SAMPLES || !all.every(Number.isFinite)) return undefined;
  const free = rest === undefined;
  const steps = all.slice(1).map((value, k) => value - all[k]!);
  const moving = free ? steps : all;
  const largest = steps.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const size = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Below a few roundings of its values a series does not move.
  if (!(largest > 1e-14 * size)) return undefined;
  const data = aboveFloor(all, moving, floor).map((value) => value / size);

  const candidates = ([1, 2] as const)
    .map((p) => bestOfOrder(p, data, free))
    .filter((one) => one !== undefined);
  const scores = candidates.map((one) => {
    // Residuals below round-off are equally good.
    const square = Math.max(one.residual ** 2, data.length * 1e-28);
    return data.length * Math.log(square) + 2 * one.recurrence.length * Math.log(data.length);
  });
  const best = candidates[scores[1]! < scores[0]! ? 1 : 0];
  if (best === undefined) return undefined;
  const norm = Math.sqrt(data.reduce((sum, value) => sum + (value - best.offset) ** 2, 0));
  return {
    ...reading(best.recurrence),
    offset: free ? best.offset * size : rest,
    residual: norm > 0 ? best.residual / norm : 0,
  };
}
