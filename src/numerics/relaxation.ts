import { leastSquares } from "./leastSquares.ts";

/** An exponential approach y = rest + amplitude·exp(−t/time). */
export interface Relaxation {
  /** τ, in the units of the times. */
  readonly time: number;
  /** At the first time. */
  readonly amplitude: number;
  readonly rest: number;
  /** Share of the variance that the fit explains, at most 1. */
  readonly explained: number;
}

/** Options of the fit. */
export interface RelaxationOptions {
  /** The known value at the end of time; left out, it is fitted. */
  readonly rest?: number;
  /** Less explained variance than this is no relaxation; 0.8 when left out. */
  readonly explained?: number;
}

const LEAST_SAMPLES = 5;
const GRID = 60;
/** A step of this share of the rate is a last one. */
const SETTLED = 1e-5;

interface Fit {
  readonly rate: number;
  readonly coefficients: Float64Array;
  readonly residual: number;
}

/** The best amplitude and rest for a rate. */
function atRate(rate: number, times: Float64Array, values: Float64Array, free: boolean): Fit | undefined {
  const decay = times.map((t) => Math.exp(-rate * t));
  const columns = free ? [decay, new Float64Array(times.length).fill(1)] : [decay];
  const fit = leastSquares(columns, values);
  return fit && { rate, ...fit };
}

/** Gauss-Newton in the rate, amplitude and rest together, with step halving. */
function refined(start: Fit, times: Float64Array, values: Float64Array, free: boolean): Fit {
  let best = start;
  for (let round = 0; round < 50; round++) {
    const { rate, coefficients } = best;
    const decay = times.map((t) => Math.exp(-rate * t));
    const slope = decay.map((e, k) => -coefficients[0]! * times[k]! * e);
    const left = values.map((y, k) => y - coefficients[0]! * decay[k]! - (coefficients[1] ?? 0));
    const columns = free ? [slope, decay, new Float64Array(times.length).fill(1)] : [slope, decay];
    const step = leastSquares(columns, left)?.coefficients[0];
    if (step === undefined || Math.abs(step) <= 1e-15 * rate) return best;
    // Near the end the residual no longer tells better from worse, while the step still does.
    const slack = Math.abs(step) < SETTLED * rate ? 1 + 1e-9 : 1;
    let next: Fit | undefined;
    for (let share = 1; share > 1e-3 && next === undefined; share /= 2) {
      const tried = atRate(rate + share * step, times, values, free);
      const better = tried !== undefined && tried.residual < slack * best.residual;
      if (better && tried.rate > 0) next = tried;
    }
    if (next === undefined) return best;
    best = next;
  }
  return best;
}

/**
 * Fits an exponential approach to a series by least squares: τ on a logarithmic grid, from a quarter of the
 * least spacing to three times the whole duration, then Gauss-Newton. The series may be unequally spaced.
 * @returns undefined for fewer than five finite values, a constant series, a value that does not come down to
 *   its rest (amplitude ≤ 0), one too slow to be told from a straight line (τ beyond three durations), one too
 *   fast for its spacing, or one that an exponential does not explain
 */
export function fitRelaxation(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  { rest, explained: least = 0.8 }: RelaxationOptions = {},
): Relaxation | undefined {
  const t = Float64Array.from(times, (one) => one - times[0]!);
  const y = Float64Array.from(values, (one) => one - (rest ?? 0));
  const duration = t.at(-1) ?? 0;
  if (t.length < LEAST_SAMPLES || t.length !== y.length) return undefined;
  if (!y.every(Number.isFinite) || !(duration > 0) || !Number.isFinite(duration)) return undefined;
  const free = rest === undefined;
  const middle = free ? y.reduce((sum, one) => sum + one, 0) / y.length : 0;
  const size = Math.max(...y.map((one) => Math.abs(one)));
  const spread = Math.sqrt(y.reduce((sum, one) => sum + ((one - middle) / size) ** 2, 0));
  if (!(spread > 1e-12)) return undefined;
  const unit = y.map((one) => one / size);
  const spacing = t.reduce(
    (smallest, one, k) => (k === 0 ? smallest : Math.min(smallest, one - t[k - 1]!)),
    duration,
  );
  const [slow, fast] = [1 / (3 * duration), 4 / spacing];
  let start: Fit | undefined;
  for (let k = 0; k < GRID; k++) {
    const tried = atRate(slow * (fast / slow) ** (k / (GRID - 1)), t, unit, free);
    if (tried !== undefined && !(tried.residual >= (start?.residual ?? Number.POSITIVE_INFINITY)))
      start = tried;
  }
  if (start === undefined) return undefined;
  const fit = refined(start, t, unit, free);
  const explained = 1 - (fit.residual / spread) ** 2;
  const amplitude = fit.coefficients[0]! * size;
  if (!(fit.rate > slow && fit.rate < fast) || !(amplitude > 0) || !(explained >= least)) return undefined;
  const fitted = free ? fit.coefficients[1]! * size : rest;
  return { time: 1 / fit.rate, amplitude, rest: fitted, explained };
}
