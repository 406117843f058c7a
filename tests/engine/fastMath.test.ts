import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import { tolerances } from "../tolerances.ts";
import { mathError, mathValues, type SweepName, sweeps } from "./mathErrors.ts";

const webasm = (name: string, xs: readonly number[]) =>
  openBackend("webasm").then((backend) => mathValues(backend, name, xs));

describe("the functions of Math on webasm", () => {
  for (const which of Object.keys(sweeps) as SweepName[]) {
    const { name, from, to, error } = sweeps[which];
    it(`${name} from ${from} to ${to} is right to the stated ${error} error`, async () => {
      const worst = await mathError(await openBackend("webasm"), which);
      expect(worst).toBeLessThan(tolerances.single.math[which]);
      // Single precision it was, and the tolerance is not idle.
      expect(worst).toBeGreaterThan(2 ** -26);
    });
  }
});

describe("exp on webasm", () => {
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

describe("sin and cos on webasm", () => {
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
