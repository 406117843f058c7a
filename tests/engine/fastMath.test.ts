import { describe, expect, it } from "vitest";
import { fastHelpers } from "../../src/engine/fastMath.ts";
import { tolerances } from "../tolerances.ts";
import { inSingle } from "./inSingle.ts";
import { type SweepName, sweepError, sweeps } from "./mathErrors.ts";

/** The polynomials that stand for functions of Math on graphics cards, every operation rounded to single precision. */
const { fastCos, fastSin, fastAsin, fastAcos, fastAtan, clampedTanh, wholeRatio } = fastHelpers;
const functions: Readonly<Record<string, (x: number) => number>> = {
  cos: inSingle(fastCos, fastHelpers),
  sin: inSingle(fastSin, fastHelpers),
  asin: inSingle(fastAsin),
  acos: inSingle(fastAcos),
  atan: inSingle(fastAtan),
  tanh: inSingle(clampedTanh),
};
const { sin, cos, asin, acos, atan, tanh } = functions;

describe("functions of Math by polynomials in single precision", () => {
  const tried = (Object.keys(sweeps) as SweepName[]).filter((which) => sweeps[which].name in functions);

  it("all have a sweep", () => {
    expect(new Set(tried.map((which) => sweeps[which].name))).toEqual(new Set(Object.keys(functions)));
  });

  for (const which of tried) {
    const { name, from, to, error } = sweeps[which];
    it(`${name} from ${from} to ${to} is right to the stated ${error} error`, async () => {
      const worst = await sweepError(which, async (xs) => xs.map(functions[name]!));
      expect(worst).toBeLessThan(tolerances.single.math[which]);
      // Single precision it was, and the tolerance is not idle.
      expect(worst).toBeGreaterThan(2 ** -26);
    });
  }

  it("sin and cos are exact at 0, and odd and even", () => {
    expect(sin!(0)).toBe(0);
    for (let k = 0; k < 500; k++) {
      const x = Math.fround(0.37 * k);
      expect(Math.abs(sin!(x) + sin!(-x))).toBeLessThan(tolerances.single.math.sin);
      expect(Math.abs(cos!(x) - cos!(-x))).toBeLessThan(tolerances.single.math.cos);
    }
  });

  it("sin and cos stay between −1 and 1, but for rounding", () => {
    for (let x = -1000; x <= 1000; x += 0.5) {
      expect(Math.abs(sin!(x))).toBeLessThanOrEqual(1 + 4 * 2 ** -24);
      expect(Math.abs(cos!(x))).toBeLessThanOrEqual(1 + 4 * 2 ** -24);
    }
  });

  it("asin, atan and tanh are exact at 0 and odd, and acos is exact at 1", () => {
    for (const f of [asin!, atan!, tanh!]) {
      expect(f(0)).toBe(0);
      for (let k = 1; k <= 500; k++) expect(f(-Math.fround(k / 500))).toBe(-f(Math.fround(k / 500)));
    }
    expect(acos!(1)).toBe(0);
  });

  it("stay at their limits far out", () => {
    for (const far of [1e30, 3e38]) {
      expect(tanh!(far)).toBeCloseTo(1, 6);
      expect(tanh!(-far)).toBeCloseTo(-1, 6);
      expect(Math.abs(atan!(far) - Math.PI / 2)).toBeLessThan(3e-7);
    }
  });

  it("whole numbers are divided to the whole number below, whichever way quotients are rounded", () => {
    const ratio = inSingle(wholeRatio);
    for (let b = 1; b < 50; b++) {
      for (let a = 0; a < 400; a++) expect(ratio(a, b)).toBe(Math.floor(a / b));
    }
  });
});
