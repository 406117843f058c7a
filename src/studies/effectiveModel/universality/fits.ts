import { bootstrapInterval, type Interval, stratifiedInterval } from "../../../numerics/intervals.ts";
import { fitPowerLaw } from "../../../numerics/powerLaw.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import { mean, variance } from "../../../numerics/statistics.ts";
import { studentQuantile } from "../../../numerics/studentT.ts";

/** How intervals are drawn. */
export interface Drawing {
  readonly stream: RandomStream;
  readonly confidence: number;
}

/** A power law through root mean squares. */
export interface Scaling extends Interval {
  readonly exponent: number;
  readonly prefactor: number;
}

export function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}

/**
 * The power law through the root mean squares of samples at several x, and the bootstrap interval of its exponent.
 * @param paired whether the k-th values of all samples belong together, and are drawn together
 */
export function scalingOf(
  x: readonly number[],
  samples: readonly (readonly number[])[],
  { stream, confidence, paired = false }: Drawing & { readonly paired?: boolean },
): Scaling {
  const through = (drawn: readonly (readonly number[])[]) => fitPowerLaw(x, drawn.map(rootMeanSquare));
  const { exponent, prefactor } = through(samples);
  const statistic = (drawn: readonly (readonly number[])[]) => through(drawn).exponent;
  const options = { stream, confidence };
  const together = () =>
    bootstrapInterval(
      samples[0]!.map((_, k) => k),
      (drawn) => statistic(samples.map((sample) => drawn.map((k) => sample[k]!))),
      options,
    );
  return { exponent, prefactor, ...(paired ? together() : stratifiedInterval(samples, statistic, options)) };
}

/** A root mean square and its interval. */
export function sizeOf(values: readonly number[], drawing: Drawing): Interval & { readonly value: number } {
  return { value: rootMeanSquare(values), ...bootstrapInterval(values, rootMeanSquare, drawing) };
}

/** By how many standard errors the mean of values is off. */
export function standardScore(values: readonly number[], expected: number): number {
  return (mean(values) - expected) / Math.sqrt(variance(values) / values.length);
}

/**
 * The |z| that none of so many standard scores exceeds by chance, at this confidence (Bonferroni, so that it holds for
 * dependent ones too), of means over `values` numbers each.
 */
export function largestScore(scores: number, values: number, confidence: number): number {
  return studentQuantile(1 - (1 - confidence) / scores, values - 1);
}
