import { describe, expect, it } from "vitest";
import { dualLine } from "../../../src/studies/duality/oneDimension/oneDimension.ts";
import { breaches, clumpsOf, withUnitsAt } from "../../../src/studies/duality/oneDimension/revival.ts";
import { kinksOf, networkValue } from "../../../src/studies/duality/oneDimension/training.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";

/** u, b, v of three units: 2 (2x − 1)₊, −(1 − x)₊, and one that is dead. */
const weights = Float64Array.of(2, -1, 1e-9, -1, 1, 4, 2, -1, 1e-9);

describe("a ReLU network on a line", () => {
  it("is a sum of kinks", () => {
    const kinks = kinksOf(weights, 3);
    expect(kinks[0]).toEqual({ at: 0.5, strength: 4, side: "above" });
    expect(kinks[1]).toEqual({ at: 1, strength: -1, side: "below" });
    for (const x of [-1, 0.2, 0.7, 3]) {
      expect(networkValue(weights, 3, x)).toBeCloseTo(4 * Math.max(0, x - 0.5) - Math.max(0, 1 - x), 7);
    }
  });

  it("units are put back in the place of dead ones, where the constraint is broken", () => {
    const found = breaches([-1, 0, 4], [-1, 0, 1], 0.2);
    expect(found).toEqual([
      { at: -1, side: "above", seen: 1 },
      { at: 4, side: "below", seen: -1 },
    ]);
    const put = withUnitsAt(weights, 3, found);
    const kink = kinksOf(put, 3)[2]!;
    expect(kink.at).toBeCloseTo(-1, 12);
    expect(kink.side).toBe("above");
    expect(kink.strength).toBeGreaterThan(0);
    // The two that live are left alone.
    expect(kinksOf(put, 3).slice(0, 2)).toEqual(kinksOf(weights, 3).slice(0, 2));
    expect(breaches([-1, 0, 4], [-1, 0, 3.7], 0.2)).toEqual([]);
  });

  it("outputs that lie together are one clump", () => {
    expect(clumpsOf([3, 1, 1.001, 2, 2.0005])).toBe(3);
  });
});

describe("the study", () => {
  it("solves the programs and trains, small", { timeout: 120_000 }, async () => {
    const options = { samples: 6, units: [6, 8], steps: 600, seeds: 2, revivals: 1, orders: 3 };
    const spec = resolveStudy({ study: "dualLine", backend: "cpu", options }, [dualLine]);
    const { result } = await runStudy(spec, dualLine, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0" },
      read: () => {
        throw new Error("nothing to read");
      },
    });
    const convex = result.comparisons.slice(0, 7);
    expect(convex.filter(({ passes }) => !passes)).toEqual([]);
    expect(result.tables.programs!.length).toBe(10);
    expect(result.tables.revivals!.length).toBe(4);
    expect(result.figures.map(({ name }) => name)).toEqual(["optimum", "misses", "revival"]);
  });
});
