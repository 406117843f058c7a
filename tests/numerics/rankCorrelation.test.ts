import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { ranks, spearman } from "../../src/numerics/rankCorrelation.ts";
import { coverage, expectCovers } from "./covers.ts";

describe("Spearman's rank correlation", () => {
  test("ranks share ties", () => {
    expect(Array.from(ranks([10, 20, 10, 5]))).toEqual([2.5, 4, 2.5, 1]);
  });

  test("is ±1 for what only rises or falls, however curved", () => {
    expect(spearman([1, 2, 3, 4, 5, 6], [1, 8, 27, 64, 125, 216]).value).toBeCloseTo(1, 14);
    expect(spearman([1, 2, 3, 4], [-1, -10, -11, -500]).value).toBeCloseTo(-1, 14);
  });

  test("is 1 − 6Σd²/(n(n² − 1)) without ties", () => {
    // Differences 1, 1, 0, 1, 1.
    expect(spearman([1, 2, 3, 4, 5], [2, 1, 3, 5, 4]).value).toBeCloseTo(1 - (6 * 4) / (5 * 24), 14);
  });

  test("exact p-values: 2/n! for a perfect order, as tabulated for one exchange", () => {
    expect(spearman([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]).pValue).toBeCloseTo(2 / 720, 14);
    // Of 24 orders of four, ρ = 0.8 or more: the perfect one and three neighbours exchanged.
    expect(spearman([1, 2, 3, 4], [2, 1, 3, 4]).pValue).toBeCloseTo(8 / 24, 14);
  });

  test("beyond eight pairs p-values are evenly spread where there is no relation", () => {
    let below = 0;
    for (let seed = 0; seed < 400; seed++) {
      const stream = randomStream(seed, 20);
      const draw = () => Array.from({ length: 15 }, () => stream.normal());
      if (spearman(draw(), draw()).pValue < 0.1) below += 1;
    }
    // 40 ± 6 of 400.
    expect(below).toBeGreaterThan(20);
    expect(below).toBeLessThan(60);
  });

  test("its interval covers the truth of correlated normal values", () => {
    // ρ_s = (6/π) asin(r/2) for a normal pair of correlation r.
    const r = 0.6;
    const share = coverage(400, (6 / Math.PI) * Math.asin(r / 2), (seed) => {
      const stream = randomStream(seed, 21);
      const x = Array.from({ length: 30 }, () => stream.normal());
      return spearman(
        x,
        x.map((value) => r * value + Math.sqrt(1 - r * r) * stream.normal()),
      );
    });
    expectCovers(share);
  });

  test("a constant list has none, and too few, NaN or unequal lists are refused", () => {
    expect(spearman([1, 1, 1], [1, 2, 3]).value).toBeNaN();
    expect(() => spearman([1, 2], [1, 2])).toThrow(RangeError);
    expect(() => spearman([1, 2, 3], [1, 2])).toThrow(RangeError);
    expect(() => spearman([1, 2, Number.NaN], [1, 2, 3])).toThrow(RangeError);
  });
});
