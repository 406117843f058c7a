import {
  type BootstrapOptions,
  bootstrapInterval,
  type Interval,
  type Strata,
  stratifiedInterval,
} from "./intervals.ts";
import { mean } from "./statistics.ts";

/** Where a curve passes a level. Infinite where all that is known is a side. */
export interface Crossing extends Interval {
  /** The x of the crossing; undefined when the curve stays on one side of the level within the data. */
  readonly at: number | undefined;
  /** Where the crossing must lie when `at` is undefined: before the first x, or behind the last. */
  readonly side?: "before" | "behind";
}

/** Which way the curve goes with growing x. */
export type Direction = "rising" | "falling";

/**
 * The nondecreasing list nearest to `values` in weighted least squares, by pooling adjacent violators
 * (Ayer et al., Ann. Math. Stat. 26, 641, 1955).
 */
export function isotonic(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const blocks: { value: number; weight: number; count: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    let block = { value: values[i]!, weight: weights[i]!, count: 1 };
    while (blocks.length > 0 && blocks.at(-1)!.value >= block.value) {
      const before = blocks.pop()!;
      const weight = before.weight + block.weight;
      block = {
        value: (before.value * before.weight + block.value * block.weight) / weight,
        weight,
        count: before.count + block.count,
      };
    }
    blocks.push(block);
  }
  return Float64Array.from(blocks.flatMap(({ value, count }) => new Array<number>(count).fill(value)));
}

/** Where the rising list passes the level, ∓∞ where it lies above or below it throughout. */
function passes(x: ArrayLike<number>, rising: Float64Array, level: number): number {
  const above = rising.findIndex((value) => value > level);
  if (above === 0) return Number.NEGATIVE_INFINITY;
  // A last stretch exactly at the level has reached it.
  const last = above < 0 ? rising.length : above;
  let first = last - 1;
  if (rising[first]! < level) {
    if (above < 0) return Number.POSITIVE_INFINITY;
    const share = (level - rising[first]!) / (rising[above]! - rising[first]!);
    return x[first]! + share * (x[above]! - x[first]!);
  }
  while (first > 0 && rising[first - 1]! === level) first -= 1;
  return (x[first]! + x[last - 1]!) / 2;
}

/** Which way the replicas' means go: the sign of their covariance with the place in the list. */
function directionOf(means: readonly number[]): Direction {
  const middle = (means.length - 1) / 2;
  const trend = means.reduce((sum, value, i) => sum + (i - middle) * value, 0);
  return trend < 0 ? "falling" : "rising";
}

/**
 * The x at which a noisy curve passes a level, with a bootstrap interval over replicas.
 *
 * The curve through the means is first made monotone (isotonic regression) and then interpolated linearly
 * between the two points about the level. No shape is assumed: a logistic fit would put the transition of
 * a lopsided curve, such as an entropy that rises slowly and then jumps, at a wrong place, and its interval
 * would not tell so. The price is a monotone curve as the only assumption; noise that breaks it is pooled.
 * @param x growing
 * @param replicas the measured values at each x, one or more; NaN are left out
 * @param options `direction` when known; else the sign of the curve's trend. `paired`: replica r has the same draws at
 *   every x, so that replicas are drawn again for all x together. Without two replicas anywhere
 *   the bounds are NaN, since nothing tells the noise
 * @throws RangeError unless x grows, has as many entries as `replicas`, two or more, and each has a value
 */
export function levelCrossing(
  x: ArrayLike<number>,
  replicas: Strata,
  level: number,
  options: BootstrapOptions & { readonly direction?: Direction; readonly paired?: boolean },
): Crossing {
  const kept = checkedReplicas(x, replicas);
  const direction = options.direction ?? directionOf(kept.map(mean));
  const sign = direction === "rising" ? 1 : -1;
  const place = (samples: Strata) => {
    const means = samples.map((one) => sign * mean(one));
    const counts = samples.map((one) => one.length);
    return passes(x, isotonic(means, counts), sign * level);
  };
  const at = place(kept);
  const interval =
    options.paired === true
      ? pairedInterval(replicas, place, options)
      : stratifiedInterval(kept, place, options);
  if (Number.isFinite(at)) return { at, ...interval };
  return { at: undefined, side: at < 0 ? "before" : "behind", ...oneSided(x, at, interval) };
}

/** The interval when whole replicas are drawn again, each for all x together. */
function pairedInterval(
  replicas: Strata,
  place: (samples: Strata) => number,
  options: BootstrapOptions,
): Interval {
  const count = Math.max(...replicas.map((one) => one.length));
  const numbers = Array.from({ length: count }, (_, r) => r);
  const all = replicas.map((one) => one.filter((value) => !Number.isNaN(value)));
  return bootstrapInterval(
    numbers,
    (drawn) => {
      const samples = replicas.map((one, i) => {
        const own = drawn.flatMap((r) => (one[r] === undefined || Number.isNaN(one[r]) ? [] : [one[r]]));
        return own.length > 0 ? own : all[i]!;
      });
      return place(samples);
    },
    options,
  );
}

/** Off the data, the far bound is infinite and the near one no farther in than the data allow. */
function oneSided(x: ArrayLike<number>, at: number, { low, high }: Interval): Interval {
  if (at < 0) return { low: at, high: high > x[0]! ? high : x[0]! };
  const last = x[x.length - 1]!;
  return { low: low < last ? low : last, high: at };
}

/** The replicas without NaN. @throws RangeError as `levelCrossing` */
export function checkedReplicas(x: ArrayLike<number>, replicas: Strata): number[][] {
  if (x.length !== replicas.length || x.length < 2) {
    throw new RangeError(
      `a crossing needs two or more x, each with values; ${x.length} x, ${replicas.length}`,
    );
  }
  for (let i = 1; i < x.length; i++) {
    if (!(x[i]! > x[i - 1]!)) throw new RangeError(`x must grow, but entry ${i} does not`);
  }
  return replicas.map((values, i) => {
    const kept = values.filter((value) => !Number.isNaN(value));
    if (kept.length === 0) throw new RangeError(`entry ${i} has no value`);
    return kept;
  });
}
