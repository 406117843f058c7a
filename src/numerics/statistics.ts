/** The arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The unbiased sample variance Σ(v − v̄)²/(n − 1); NaN of fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return values.length < 2 ? Number.NaN : sum / (values.length - 1);
}

/**
 * The quantile at `fraction` in [0, 1], linear between order statistics (Hyndman and Fan's type 7, as in
 * numpy and R); NaN of nothing or when a value is NaN.
 * @throws RangeError for a fraction outside of [0, 1].
 */
export function quantile(values: ArrayLike<number>, fraction: number): number {
  if (!(fraction >= 0 && fraction <= 1)) throw new RangeError(`a quantile lies in [0, 1], not ${fraction}`);
  const sorted = Float64Array.from(values).sort();
  // A typed array sorts NaN to its end.
  if (sorted.length === 0 || Number.isNaN(sorted.at(-1))) return Number.NaN;
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const weight = place - below;
  return weight === 0 ? low : low + weight * (sorted[below + 1]! - low);
}

/** The middle value, the mean of the two middle ones of an even number; NaN of nothing. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/**
 * Wilson's score interval for the probability behind `successes` of `trials`; z = 1.96 gives 95%.
 * Without trials it is [0, 1]. E. B. Wilson, J. Am. Stat. Assoc. 22, 209 (1927).
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  z = 1.959963984540054,
): { low: number; high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const z2 = (z * z) / trials;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = (z / (1 + z2)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials));
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}

/** A straight line through points, with the standard error of its slope (NaN for two points). */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
}

/**
 * The least-squares line y = intercept + slope·x.
 * @throws RangeError unless x and y are equally long with at least two different x.
 */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>): Line {
  if (x.length !== y.length) throw new RangeError(`${x.length} values of x, but ${y.length} of y`);
  const xMean = mean(x);
  const yMean = mean(y);
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    xx += (x[i]! - xMean) ** 2;
    xy += (x[i]! - xMean) * (y[i]! - yMean);
  }
  if (x.length < 2 || xx === 0) throw new RangeError("a line needs at least two different x");
  const slope = xy / xx;
  const intercept = yMean - slope * xMean;
  let left = 0;
  for (let i = 0; i < x.length; i++) left += (y[i]! - intercept - slope * x[i]!) ** 2;
  const slopeError = x.length > 2 ? Math.sqrt(left / (x.length - 2) / xx) : Number.NaN;
  return { slope, intercept, slopeError };
}
