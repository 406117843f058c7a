import { expect } from "vitest";
import type { Interval } from "../../src/numerics/intervals.ts";

/** The share of seeds whose interval holds the truth. */
export function coverage(seeds: number, truth: number, intervalOf: (seed: number) => Interval): number {
  let held = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const { low, high } = intervalOf(seed);
    if (low <= truth && truth <= high) held += 1;
  }
  return held / seeds;
}

/** A 95 % interval of an approximate method holds the truth in 90 to 99 of 100 seeds. */
export function expectCovers(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0.9);
  expect(share).toBeLessThanOrEqual(0.99);
}
