import type { RandomStream } from "./random.ts";
import { mean } from "./statistics.ts";
import { normalBelow, studentQuantile } from "./studentT.ts";

/** A confidence interval. A bound may be infinite, where the data hold it on one side only. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How an interval is drawn. */
export interface BootstrapOptions {
  /** Where the resamples come from: the same stream gives the same interval. */
  readonly stream: RandomStream;
  /** Number of resamples; 1000 when left out. */
  readonly resamples?: number;
  /** 0.95 when left out. */
  readonly confidence?: number;
}

const RESAMPLES = 1000;
const CONFIDENCE = 0.95;

/**
 * Draws samples with replacement, as many values as a sample has.
 *
 * Millions of indices are needed, of no matter but their independence: they come from C. Doty-Humphrey's
 * sfc32, small and fast, that the stream seeds.
 */
export function resampler(stream: RandomStream): <T>(sample: readonly T[]) => T[] {
  const word = () => stream.integer(2 ** 32) | 0;
  let [a, b, c, counter] = [word(), word(), word(), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first outputs still show the seeds.
  for (let k = 0; k < 15; k++) next();
  return (sample) => sample.map(() => sample[Math.floor(next() * sample.length)]!);
}

/**
 * The share of resamples left out at each end. The plain percentile interval is too narrow in small samples:
 * a resample's variance is (n − 1)/n of the unbiased one, and the normal stands where Student's t belongs.
 * Both are mended by widening the percentiles to Φ(−t √(n/(n−1))): T. Hesterberg, Am. Stat. 69, 371 (2015),
 * "expanded percentile".
 * @param size n, values in a sample
 * @param degrees of freedom behind the variance, n − 1 for one sample
 */
function expandedTail(confidence: number, size: number, degrees: number): number {
  const t = studentQuantile(confidence, Math.max(1, Math.round(degrees)));
  return normalBelow(-t * Math.sqrt(size / Math.max(1, size - 1)));
}

/** Samples whose replicas are drawn independently of each other, such as the cells of a scan. */
export type Strata = readonly (readonly number[])[];

/**
 * The (expanded) percentile interval of a statistic of several samples, each resampled by itself.
 *
 * A statistic may be infinite, for "beyond the data": the bound is then infinite too. Resamples without a
 * statistic (NaN) are left out; when they are more than half, the bounds are NaN, as they are when no sample
 * has two values.
 */
export function stratifiedInterval(
  samples: Strata,
  statistic: (resamples: number[][]) => number,
  { stream, resamples = RESAMPLES, confidence = CONFIDENCE }: BootstrapOptions,
): Interval {
  const several = samples.filter((one) => one.length > 1);
  if (several.length === 0) return { low: Number.NaN, high: Number.NaN };
  const size = Math.min(...several.map((one) => one.length));
  const degrees = several.reduce((sum, one) => sum + one.length - 1, 0);
  const draw = resampler(stream);
  const drawn: number[] = [];
  for (let k = 0; k < resamples; k++) {
    const value = statistic(samples.map((one) => draw(one)));
    if (!Number.isNaN(value)) drawn.push(value);
  }
  if (drawn.length < resamples / 2) return { low: Number.NaN, high: Number.NaN };
  return percentiles(drawn, expandedTail(confidence, size, degrees));
}

/** The order statistics at `tail` from either end, rounded outwards. */
function percentiles(values: readonly number[], tail: number): Interval {
  const sorted = Float64Array.from(values).sort();
  const place = tail * (sorted.length - 1);
  return { low: sorted[Math.floor(place)]!, high: sorted[sorted.length - 1 - Math.floor(place)]! };
}

/**
 * The bootstrap interval of any statistic of independent values (see `stratifiedInterval`); NaN of fewer
 * than two values.
 */
export function bootstrapInterval(
  sample: readonly number[],
  statistic: (resample: number[]) => number,
  options: BootstrapOptions,
): Interval {
  return stratifiedInterval([sample], ([one]) => statistic(one!), options);
}

/** The mean and its bootstrap interval. */
export function bootstrapMean(
  sample: readonly number[],
  options: BootstrapOptions,
): Interval & { readonly mean: number } {
  return { mean: mean(sample), ...bootstrapInterval(sample, mean, options) };
}
