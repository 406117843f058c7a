import { describe, expect, test } from "vitest";
import { fitLine, mean, median, quantile, variance, wilsonInterval } from "../../src/numerics/statistics.ts";

// Closed forms of a few operations each: a few roundings.
const DIGITS = 14;

describe("statistics", () => {
  test("mean and variance of 1 … 5 are 3 and 2.5", () => {
    expect(mean([1, 2, 3, 4, 5])).toBe(3);
    expect(variance([1, 2, 3, 4, 5])).toBe(2.5);
  });

  test("variance is unmoved by a shift", () => {
    expect(variance([1e6 + 1, 1e6 + 2, 1e6 + 4])).toBeCloseTo(variance([1, 2, 4]), 9);
  });

  test("nothing has no mean, one value no variance", () => {
    expect(mean([])).toBeNaN();
    expect(variance([3])).toBeNaN();
    expect(median([])).toBeNaN();
  });

  test("quantiles are linear between order statistics", () => {
    const values = [7, 1, 3];
    expect(quantile(values, 0)).toBe(1);
    expect(quantile(values, 1)).toBe(7);
    expect(quantile(values, 0.25)).toBe(2);
    expect(median(values)).toBe(3);
    expect(median([1, 2, 3, 10])).toBe(2.5);
    expect(values).toEqual([7, 1, 3]);
  });

  test("a NaN among the values is not sorted away", () => {
    expect(median([1, Number.NaN, 3])).toBeNaN();
  });

  test("quantiles outside of [0, 1] are refused", () => {
    expect(() => quantile([1], 1.5)).toThrow(RangeError);
  });

  test("Wilson's bounds solve (share − p)² = z² p(1 − p)/trials", () => {
    for (const [successes, trials] of [
      [3, 10],
      [1, 50],
      [49, 50],
    ] as const) {
      const { low, high } = wilsonInterval(successes, trials, 1.5);
      for (const p of [low, high]) {
        expect((successes / trials - p) ** 2).toBeCloseTo((1.5 ** 2 * p * (1 - p)) / trials, DIGITS);
      }
      expect(low).toBeLessThan(successes / trials);
      expect(high).toBeGreaterThan(successes / trials);
    }
  });

  test("Wilson's interval touches 0 and 1 only at the ends", () => {
    expect(wilsonInterval(0, 8).low).toBe(0);
    expect(wilsonInterval(0, 8).high).toBeCloseTo(
      1.959963984540054 ** 2 / (8 + 1.959963984540054 ** 2),
      DIGITS,
    );
    expect(wilsonInterval(8, 8).high).toBe(1);
    expect(wilsonInterval(8, 8).low).toBeLessThan(1);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test("a line through points on a line is that line, without error", () => {
    const line = fitLine([0, 1, 2, 5], [1, 3, 5, 11]);
    expect(line.slope).toBeCloseTo(2, DIGITS);
    expect(line.intercept).toBeCloseTo(1, DIGITS);
    expect(line.slopeError).toBeCloseTo(0, DIGITS);
  });

  test("slope and its error follow the normal equations", () => {
    // Σ(x − x̄)² = 2, Σ(x − x̄)(y − ȳ) = 1; residuals −1/6, 1/3, −1/6 leave 1/6 with one degree of freedom.
    const line = fitLine([0, 1, 2], [0, 1, 1]);
    expect(line.slope).toBeCloseTo(0.5, DIGITS);
    expect(line.intercept).toBeCloseTo(1 / 6, DIGITS);
    expect(line.slopeError).toBeCloseTo(Math.sqrt(1 / 6 / 2), DIGITS);
  });

  test("a line needs two different x and as many y", () => {
    expect(() => fitLine([1, 1], [0, 2])).toThrow(RangeError);
    expect(() => fitLine([1, 2], [0])).toThrow(RangeError);
    expect(fitLine([0, 1], [0, 1]).slopeError).toBeNaN();
  });
});
