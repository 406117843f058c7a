import { describe, expect, it } from "vitest";
import { webasm as gpuJs } from "../../src/engine/webasm.ts";
import { tolerances } from "../tolerances.ts";
import { mathError, mathValues, type SweepName, sweeps } from "./mathErrors.ts";

/** The polynomials run in single precision, as gpu.js compiles them to WebAssembly. */
const webasm = (name: string, xs: readonly number[]) => mathValues(gpuJs, name, xs);

describe("the functions of Math in single precision", () => {
  for (const which of Object.keys(sweeps) as SweepName[]) {
    const { name, from, to, error } = sweeps[which];
    it(`${name} from ${from} to ${to} is right to the stated ${error} error`, async () => {
      const worst = await mathError(gpuJs, which);
      expect(worst).toBeLessThan(tolerances.single.math[which]);
      // Single precision it was, and the tolerance is not idle.
      expect(worst).toBeGreaterThan(2 ** -26);
    });
  }
});

describe("exp in single precision", () => {
  it("is exactly 1 at 0, and has the limits 0 and ∞", async () => {
    expect(await webasm("exp", [0, -0, -110, -1e30, 110, 1e30])).toEqual([
      1,
      1,
      0,
      0,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("rises with its argument up to its own rounding, and is never negative or not a number", async () => {
    const xs = Array.from({ length: 8001 }, (_, k) => Math.fround(-100 + k / 40));
    const values = await webasm("exp", xs);
    for (let k = 1; k < xs.length; k++) {
      expect(values[k]!).toBeGreaterThanOrEqual(values[k - 1]! * (1 - 2 * tolerances.single.math.exp));
      expect(values[k]!).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("sin and cos in single precision", () => {
  it("are exact at 0, and odd and even", async () => {
    expect(await webasm("sin", [0])).toEqual([0]);
    const xs = Array.from({ length: 500 }, (_, k) => Math.fround(0.37 * k));
    const back = xs.map((x) => -x);
    const [sin, minusSin] = [await webasm("sin", xs), await webasm("sin", back)];
    const [cos, sameCos] = [await webasm("cos", xs), await webasm("cos", back)];
    xs.forEach((_, k) => {
      expect(Math.abs(sin[k]! + minusSin[k]!)).toBeLessThan(tolerances.single.math.sin);
      expect(Math.abs(cos[k]! - sameCos[k]!)).toBeLessThan(tolerances.single.math.cos);
    });
  });

  it("stay between −1 and 1, but for rounding", async () => {
    const xs = Array.from({ length: 4000 }, (_, k) => Math.fround(0.5 * k - 1000));
    for (const name of ["sin", "cos"]) {
      for (const value of await webasm(name, xs)) {
        expect(Math.abs(value)).toBeLessThanOrEqual(1 + 4 * 2 ** -24);
      }
    }
  });
});

/** From where to where the functions without a sweep of their own are right, and to how much of the value. */
const inverses = {
  asin: { from: -1, to: 1, scale: (value: number) => Math.abs(value) },
  // What vanishes at 1 is right to its own size there.
  acos: { from: -1, to: 1, scale: (value: number) => value },
  atan: { from: -300, to: 300, scale: (value: number) => Math.abs(value) },
  tanh: { from: -20, to: 20, scale: (value: number) => Math.abs(value) },
} as const;

describe("asin, acos, atan and tanh in single precision", () => {
  for (const [name, { from, to, scale }] of Object.entries(inverses)) {
    it(`${name} is right to 1e-6 of its value from ${from} to ${to}`, async () => {
      const xs = Array.from({ length: 8001 }, (_, k) => Math.fround(from + ((to - from) * k) / 8000));
      const values = await webasm(name, xs);
      const exact = xs.map(Math[name as keyof typeof inverses]);
      const worst = exact.reduce(
        (most, value, k) =>
          Math.max(most, value === values[k] ? 0 : Math.abs(values[k]! - value) / scale(value)),
        0,
      );
      expect(worst).toBeLessThan(1e-6);
      expect(worst).toBeGreaterThan(2 ** -26);
    });
  }

  it("are exact at 0 and odd, and acos is exact at 1", async () => {
    const xs = Array.from({ length: 501 }, (_, k) => Math.fround(k / 500));
    const back = xs.map((x) => -x);
    for (const name of ["asin", "atan", "tanh"]) {
      const [values, opposite] = [await webasm(name, xs), await webasm(name, back)];
      expect(values[0]).toBe(0);
      expect(opposite.map((value) => 0 - value)).toEqual(values);
    }
    expect(await webasm("acos", [1])).toEqual([0]);
  });

  it("stay at their limits far out", async () => {
    const [low, high] = await webasm("tanh", [-1e30, 1e30]);
    expect([low, high].map((value) => Math.abs(Math.abs(value!) - 1) < 3e-7)).toEqual([true, true]);
    const angles = await webasm("atan", [-1e30, 1e30]);
    expect(angles.map((value) => Math.abs(Math.abs(value) - Math.PI / 2) < 3e-7)).toEqual([true, true]);
  });
});
