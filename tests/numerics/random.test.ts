import { erf } from "mathjs";
import { describe, expect, test } from "vitest";
import { type Block, philox4x32 } from "../../src/numerics/philox.ts";
import { type RandomStream, randomStream } from "../../src/numerics/random.ts";
import { mean, variance } from "../../src/numerics/statistics.ts";

function hexWords(text: string): number[] {
  return text.split(" ").map((word) => Number.parseInt(word, 16));
}

function take(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw);
}

/** The largest distance between the empirical and the given distribution function. */
function kolmogorov(values: number[], distribution: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return Math.max(...sorted.map((x, i) => Math.max(distribution(x) - i / n, (i + 1) / n - distribution(x))));
}

// 1% point of the Kolmogorov statistic, 1.628/√n for large n.
const KOLMOGOROV_1_PERCENT = 1.628;

describe("philox4x32", () => {
  // Random123, tests/kat_vectors, the lines "philox4x32 10": counter, key, result.
  test.each([
    ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
    ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
    ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
  ])("gives the known answer for counter %s", (counter, key, result) => {
    const block = philox4x32(hexWords(counter) as unknown as Block, hexWords(key) as [number, number]);
    expect([...block]).toEqual(hexWords(result));
  });
});

describe("randomStream", () => {
  test("draws the words of Philox in order, 53 bits a number", () => {
    const stream = randomStream(0);
    const [a, b, c, d] = hexWords("6627e8d5 e169c58d bc57ac4c 9b00dbd8") as [number, number, number, number];
    const number = (high: number, low: number) => ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
    expect(take(2, stream.uniform)).toEqual([number(a, b), number(c, d)]);
    const [e, f] = philox4x32([1, 0, 0, 0], [0, 0]);
    expect(stream.uniform()).toBe(number(e, f));
  });

  test("uses both halves of a seed above 2^32", () => {
    const [a, b] = philox4x32([0, 0, 0, 0], [7, 3]);
    expect(randomStream(3 * 2 ** 32 + 7).uniform()).toBe(((a >>> 5) * 2 ** 26 + (b >>> 6)) / 2 ** 53);
  });

  test("does not depend on how many other streams are made or how far they are drawn", () => {
    const lone = take(20, randomStream(5, 1, 2).normal);
    const other = randomStream(5, 1, 3);
    take(7, other.uniform);
    expect(take(20, randomStream(5, 1, 2).normal)).toEqual(lone);
  });

  test("is a different stream for every seed and list of keys", () => {
    const streams: RandomStream[] = [
      randomStream(1),
      randomStream(2),
      randomStream(1, 0),
      randomStream(1, 0, 0),
      randomStream(1, 1, 0),
      randomStream(1, 0, 1),
      randomStream(1, 2 ** 32),
      randomStream(1, 1),
      randomStream(2, 1),
    ];
    const drawn = streams.flatMap((stream) => take(4, stream.uniform));
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test("gives uncorrelated numbers for neighbouring keys", () => {
    const n = 20_000;
    const a = take(n, randomStream(9, 4).normal);
    const b = take(n, randomStream(9, 5).normal);
    const correlation = mean(a.map((value, k) => value * b[k]!));
    // Standard deviation 1/√n; four of them.
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(n));
  });

  test("is uniform on [0, 1)", () => {
    const n = 20_000;
    const values = take(n, randomStream(11).uniform);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(kolmogorov(values, (x) => x)).toBeLessThan(KOLMOGOROV_1_PERCENT / Math.sqrt(n));
  });

  test("draws standard normal numbers", () => {
    const n = 20_000;
    const values = take(n, randomStream(12).normal);
    const distribution = (x: number) => (1 + erf(x / Math.SQRT2)) / 2;
    expect(kolmogorov(values, distribution)).toBeLessThan(KOLMOGOROV_1_PERCENT / Math.sqrt(n));
    // Four standard deviations of the sample variance, √(2/n), and fourth moment, √(96/n).
    expect(Math.abs(variance(values) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(mean(values.map((x) => x ** 4)) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  test("makes normals by the polar method from its uniforms", () => {
    const normal = randomStream(13).normal;
    const uniform = randomStream(13).uniform;
    for (let pair = 0; pair < 2000; ) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const r2 = x * x + y * y;
      if (r2 >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
      // Two logarithms that differ by a few roundings; near r² = 1 the logarithm is a small difference.
      const tolerance = 1e-15 * (1 + Math.abs(factor)) + 1e-15 / Math.max(factor, 1e-6);
      expect(Math.abs(normal() - x * factor)).toBeLessThan(tolerance);
      expect(Math.abs(normal() - y * factor)).toBeLessThan(tolerance);
      pair += 1;
    }
  });

  test("draws whole numbers evenly", () => {
    const n = 21_000;
    const stream = randomStream(14);
    const counts = new Array<number>(7).fill(0);
    for (let k = 0; k < n; k++) counts[stream.integer(7)]! += 1;
    const expected = n / 7;
    const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 1% point of χ² with 6 degrees of freedom.
    expect(chi2).toBeLessThan(16.81);
  });

  test("refuses seeds, keys and ranges that are not whole numbers in range", () => {
    for (const wrong of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => randomStream(wrong)).toThrow(RangeError);
      expect(() => randomStream(0, wrong)).toThrow(RangeError);
      expect(() => randomStream(0).integer(wrong)).toThrow(RangeError);
    }
    expect(() => randomStream(0).integer(0)).toThrow(RangeError);
  });
});
