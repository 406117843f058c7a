import { describe, expect, test } from "vitest";
import { type Advance, lyapunovFromPairs } from "../../src/numerics/lyapunov.ts";

/** Advances by a map of one step, several times. */
const repeated =
  (map: (state: Float64Array) => number[], steps: number): Advance =>
  (states) =>
    states.map((state) => {
      let now = state;
      for (let k = 0; k < steps; k++) now = Float64Array.from(map(now));
      return now;
    });

const logistic =
  (r: number) =>
  ([x]: Float64Array) => [r * x! * (1 - x!)];
const henon = ([x, y]: Float64Array) => [1 - 1.4 * x! * x! + y!, 0.3 * x!];

describe("the largest Lyapunov exponent", () => {
  test("of the logistic map at r = 4 is ln 2", async () => {
    const start = Float64Array.of(0.3);
    const found = (await lyapunovFromPairs(repeated(logistic(4), 5), start, {
      steps: 5,
      rounds: 4000,
      warmUp: 20,
    }))!;
    expect(Math.abs(found.exponent - Math.LN2)).toBeLessThan(5e-3);
    expect(Math.abs(found.exponent - Math.LN2)).toBeLessThan(4 * found.error);
    expect(found.error).toBeLessThan(5e-3);
  });

  test("of a periodic orbit is that of its multiplier", async () => {
    // r = 3.2: the product of slopes over the two-cycle is 4 + 2r − r² = 0.16.
    const found = (await lyapunovFromPairs(repeated(logistic(3.2), 2), Float64Array.of(0.4), {
      steps: 2,
      rounds: 200,
      warmUp: 50,
    }))!;
    expect(found.exponent).toBeCloseTo(Math.log(0.16) / 2, 5);
  });

  test("of the Hénon map is 0.4192", async () => {
    const found = (await lyapunovFromPairs(repeated(henon, 4), Float64Array.of(0.1, 0.1), {
      steps: 4,
      rounds: 10000,
      warmUp: 100,
    }))!;
    expect(Math.abs(found.exponent - 0.4192)).toBeLessThan(5e-3);
    expect(Math.abs(found.exponent - 0.4192)).toBeLessThan(4 * found.error);
  });

  test("of a linear map is the logarithm of its largest factor, for an advance that answers later", async () => {
    const map = repeated(([x, y]) => [0.9 * x!, 0.5 * y!], 3);
    const found = (await lyapunovFromPairs(async (states) => map(states), Float64Array.of(1, 1), {
      steps: 3,
      rounds: 40,
      warmUp: 20,
      direction: Float64Array.of(1, 5),
    }))!;
    expect(found.exponent).toBeCloseTo(Math.log(0.9), 6);
  });

  test("is −∞ where differences vanish at once, undefined where states do", async () => {
    const options = { steps: 1, rounds: 5 };
    const still = await lyapunovFromPairs(
      repeated(() => [1], 1),
      Float64Array.of(0),
      options,
    );
    expect(still!.exponent).toBe(Number.NEGATIVE_INFINITY);
    const lost = await lyapunovFromPairs(
      repeated(() => [Number.NaN], 1),
      Float64Array.of(0),
      options,
    );
    expect(lost).toBeUndefined();
  });
});
