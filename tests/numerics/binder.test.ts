import { describe, expect, test } from "vitest";
import {
  binderCumulant,
  binderEstimate,
  susceptibility,
  susceptibilityEstimate,
} from "../../src/numerics/binder.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { coverage, expectCovers } from "./covers.ts";

const normals = (count: number, seed: number) => {
  const stream = randomStream(seed, 10);
  return Array.from({ length: count }, () => stream.normal());
};

describe("Binder's cumulant", () => {
  test("is 2/3 for ±m, 1 − 1/(3p) when m is 0 but with probability p", () => {
    expect(binderCumulant([2, -2, 2, 2])).toBeCloseTo(2 / 3, 15);
    expect(binderCumulant([1, 0, 0, 0])).toBeCloseTo(1 - 4 / 3, 15);
  });

  test("does not see the scale, however large or small", () => {
    const values = normals(50, 1);
    for (const scale of [1e-200, 1e200]) {
      expect(binderCumulant(values.map((m) => m * scale))).toBeCloseTo(binderCumulant(values), 12);
    }
  });

  test("is 0 for normal values, 1 − 9/15 = 0.4 for uniform ones", () => {
    // Standard error of U over 20000 values: below 0.02.
    expect(Math.abs(binderCumulant(normals(20000, 2)))).toBeLessThan(0.05);
    const stream = randomStream(3);
    const uniform = Array.from({ length: 20000 }, () => 2 * stream.uniform() - 1);
    expect(binderCumulant(uniform)).toBeCloseTo(0.4, 1);
  });

  test("of nothing or of zeros is NaN", () => {
    expect(binderCumulant([])).toBeNaN();
    expect(binderCumulant([0, 0])).toBeNaN();
  });

  test("its interval covers the truth of uniform values", () => {
    const share = coverage(400, 0.4, (seed) => {
      const stream = randomStream(seed, 11);
      const values = Array.from({ length: 60 }, () => 2 * stream.uniform() - 1);
      return binderEstimate(values, { stream: randomStream(seed, 12), resamples: 300 });
    });
    expectCovers(share);
  });
});

describe("the susceptibility", () => {
  test("is N times the unbiased variance", () => {
    expect(susceptibility([1, 2, 3, 4, 5], 10)).toBe(25);
    const estimate = susceptibilityEstimate([1, 2, 3, 4, 5], 10, { stream: randomStream(1) });
    expect(estimate.value).toBe(25);
    expect(estimate.low).toBeLessThan(25);
    expect(estimate.high).toBeGreaterThan(25);
  });

  test("its interval covers the truth of 60 normal values", () => {
    const share = coverage(400, 8, (seed) =>
      susceptibilityEstimate(normals(60, seed), 8, { stream: randomStream(seed, 13), resamples: 300 }),
    );
    expectCovers(share);
  });
});
