import { type BootstrapOptions, type Interval, stratifiedInterval } from "../../../numerics/intervals.ts";
import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import { mean } from "../../../numerics/statistics.ts";
import { short } from "../../comparisons/comparison.ts";

/** A number with its 95 % interval. */
export interface Estimate extends Interval {
  readonly value: number;
}

type Samples = readonly (readonly number[])[];

/** A statistic of several independent samples with its bootstrap interval. */
export function estimate(
  samples: Samples,
  statistic: (samples: Samples) => number,
  options: BootstrapOptions,
): Estimate {
  return { value: statistic(samples), ...stratifiedInterval(samples, statistic, options) };
}

/** The exponent of a power law in x through a statistic of samples. */
export function exponent(
  x: readonly number[],
  samples: Samples,
  statistic: (sample: readonly number[]) => number,
  options: BootstrapOptions,
): Estimate {
  return estimate(
    samples,
    (drawn) => {
      const sizes = drawn.map(statistic);
      return sizes.every((size) => size > 0) ? fitPowerLaw(x, sizes).exponent : Number.NaN;
    },
    options,
  );
}

/** A change from the sample of this index to a later one. */
export interface Step extends Estimate {
  readonly at: number;
}

/** Differences of the means of samples that follow each other. */
export function stepsOf(samples: Samples, options: BootstrapOptions): Step[] {
  return samples.slice(1).map((sample, k) => ({
    at: k,
    ...estimate([samples[k]!, sample], ([one, next]) => mean(next!) - mean(one!), options),
  }));
}

/** Of these differences the one least sure to be above 0. */
export function leastStep(samples: Samples, options: BootstrapOptions): Step {
  return stepsOf(samples, options).reduce((least, step) => (step.low < least.low ? step : least));
}

export function holds({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high;
}

export function within({ value, low, high }: Estimate): string {
  return `${short(value)} [${short(low)}, ${short(high)}]`;
}
