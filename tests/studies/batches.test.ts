import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScanSpec } from "../../src/sim/index.ts";
import { batchesOf, batchSize, unitsOf, unitsOfBatch } from "../../src/studies/index.ts";
import { scanOf } from "./fixtures.ts";

const template = scanOf();

/** A scan of so many cells; only axes and replicas matter to the partition. */
function sized(lengths: readonly number[], replicas: number): ScanSpec {
  const axes = lengths.map((count, k) => ({ path: `x${k}`, name: `x${k}`, from: 0, to: 1, count }));
  return { ...template, axes, replicas };
}

describe("batches", () => {
  it("hold every cell and replica exactly once, in order", () => {
    const lengths = fc.array(fc.integer({ min: 2, max: 12 }), { maxLength: 3 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 7 }), (axes, replicas) => {
        const scan = sized(axes, replicas);
        const all = Array.from({ length: batchesOf(scan) }, (_, batch) => unitsOfBatch(scan, batch)).flat();
        const numbers = all.map(({ cell, replica }) => cell * replicas + replica);
        expect(numbers).toEqual(Array.from({ length: unitsOf(scan) }, (_, k) => k));
      }),
      { seed: 20220829, numRuns: 60 },
    );
  });

  it("are neither so small that compiling dominates nor so large that much is lost", () => {
    for (const length of [2, 10, 33, 64, 200, 1000]) {
      const scan = sized([length, length], 1);
      const size = batchSize(scan);
      expect(size).toBeGreaterThanOrEqual(16);
      expect(size).toBeLessThanOrEqual(256);
      expect(size % 4).toBe(0);
    }
  });

  it("are cut by the scan's size alone", () => {
    const scan = scanOf();
    const other = scanOf({ backend: "webasm", seed: 9, name: "another" });
    expect(batchSize(other)).toBe(batchSize(scan));
    expect(unitsOfBatch(other, 1)).toEqual(unitsOfBatch(scan, 1));
  });

  it("beyond the last are empty", () => {
    expect(unitsOfBatch(scanOf(), 2)).toEqual([]);
  });
});
