import { type BootstrapOptions, bootstrapInterval, type Interval } from "./intervals.ts";
import { variance } from "./statistics.ts";

/** A statistic of replicas with its interval. */
export interface Estimate extends Interval {
  readonly value: number;
}

/**
 * Binder's cumulant U = 1 − ⟨m⁴⟩/(3⟨m²⟩²) of an order parameter whose symmetric value is 0
 * (K. Binder, Z. Phys. B 43, 119, 1981): 2/3 for |m| that does not fluctuate, 0 for a normal m about 0.
 * NaN of nothing, or when all m are 0. An order parameter that is not symmetric about 0 is to be centred
 * by the caller.
 */
export function binderCumulant(values: readonly number[]): number {
  // Powers of values scaled to at most 1 neither overflow nor underflow together.
  const largest = values.reduce((most, m) => Math.max(most, Math.abs(m)), 0);
  let second = 0;
  let fourth = 0;
  for (const m of values) {
    const square = (m / largest) ** 2;
    second += square;
    fourth += square * square;
  }
  return 1 - (values.length * fourth) / (3 * second * second);
}

/** Binder's cumulant of replicas with its bootstrap interval. */
export function binderEstimate(values: readonly number[], options: BootstrapOptions): Estimate {
  return { value: binderCumulant(values), ...bootstrapInterval(values, binderCumulant, options) };
}

/** The susceptibility χ = N·var(m) over replicas of a system of size N, with the unbiased variance. */
export function susceptibility(values: readonly number[], size: number): number {
  return size * variance(values);
}

/**
 * The susceptibility with its bootstrap interval. A resample's unbiased variance estimates the sample's
 * biased one, so each is brought back by n/(n − 1).
 */
export function susceptibilityEstimate(
  values: readonly number[],
  size: number,
  options: BootstrapOptions,
): Estimate {
  const back = values.length / (values.length - 1);
  const statistic = (drawn: readonly number[]) => susceptibility(drawn, size) * back;
  return { value: susceptibility(values, size), ...bootstrapInterval(values, statistic, options) };
}
