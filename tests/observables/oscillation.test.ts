import { describe, expect, test } from "vitest";
import { oscillationOf, type SavedValue } from "../../src/observables/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

function saved(count: number, spacing: number, value: (step: number) => number): SavedValue[] {
  return Array.from({ length: count }, (_, k) => ({ step: k * spacing, value: value(k * spacing) }));
}

// A noise-free series gives its numbers back to this.
const EXACT = 1e-6;

describe("oscillationOf", () => {
  const swing = (step: number) => 2 + Math.exp(-0.01 * step) * Math.cos(0.05 * step);

  test("gives rates a step, whatever the spacing of the saved steps", () => {
    for (const spacing of [1, 5, 20]) {
      const fit = oscillationOf(saved(200, spacing, swing))!;
      expect(Math.abs(fit.decayRate / 0.01 - 1)).toBeLessThan(EXACT);
      expect(Math.abs(fit.angularFrequency / 0.05 - 1)).toBeLessThan(EXACT);
      expect(Math.abs(fit.offset - 2)).toBeLessThan(EXACT);
    }
  });

  test("gives both overdamped rates a step", () => {
    const fit = oscillationOf(
      saved(200, 4, (step) => Math.exp(-0.01 * step) + Math.exp(-0.04 * step)),
      { rest: 0 },
    )!;
    expect(Math.abs(fit.rates[0]! / 0.01 - 1)).toBeLessThan(EXACT);
    expect(Math.abs(fit.rates[1]! / 0.04 - 1)).toBeLessThan(EXACT);
  });

  test("leaves out a last value off the grid", () => {
    const grid = saved(100, 5, swing);
    expect(oscillationOf([...grid, { step: 498, value: swing(498) }])).toEqual(oscillationOf(grid));
  });

  test("has nothing to say of short and of diverged series", () => {
    expect(oscillationOf(saved(7, 1, swing))).toBeUndefined();
    expect(oscillationOf([])).toBeUndefined();
    expect(oscillationOf([...saved(20, 1, swing), { step: 20, value: Number.NaN }])).toBeUndefined();
  });

  test("refuses steps that are not equally spaced", () => {
    const uneven = saved(20, 1, swing).map(({ step, value }) => ({ step: step * step, value }));
    expectInputError(() => oscillationOf(uneven), "series", /equally spaced/);
    expectInputError(() => oscillationOf(saved(20, 1, swing).toReversed()), "series", /equally spaced/);
  });
});
