import { describe, expect, test } from "vitest";
import { fitPowerLaw } from "../../src/numerics/powerLaw.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { coverage, expectCovers } from "./covers.ts";

const x = [1, 2, 4, 8, 16, 32];

describe("the power law", () => {
  test("through points on one is that one, without error, whatever the weights", () => {
    const y = x.map((one) => 3 * one ** -0.5);
    for (const weights of [undefined, [1, 2, 3, 4, 5, 6]]) {
      const fit = fitPowerLaw(x, y, weights === undefined ? {} : { weights });
      expect(fit.prefactor).toBeCloseTo(3, 13);
      expect(fit.exponent).toBeCloseTo(-0.5, 14);
      expect(fit.exponentError).toBeLessThan(1e-14);
    }
  });

  test("a heavy weight decides, and a common factor of the weights does not", () => {
    const y = [1, 2, 4, 8, 16, 1];
    const weights = [1e9, 1e9, 1e9, 1e9, 1e9, 1e-9];
    const fit = fitPowerLaw(x, y, { weights });
    expect(fit.exponent).toBeCloseTo(1, 9);
    const scaled = fitPowerLaw(x, y, { weights: weights.map((w) => 7 * w) });
    expect(scaled.exponentError).toBeCloseTo(fit.exponentError, 14);
  });

  test.each([false, true])("its interval covers the exponent (weights: %s)", (weighted) => {
    const noise = x.map((_, i) => (weighted ? 0.05 * (i + 1) : 0.1));
    const share = coverage(400, 0.7, (seed) => {
      const stream = randomStream(seed, 30);
      const y = x.map((one, i) => 2 * one ** 0.7 * Math.exp(noise[i]! * stream.normal()));
      return fitPowerLaw(x, y, weighted ? { weights: noise.map((s) => s ** -2) } : {}).interval;
    });
    expectCovers(share);
  });

  test("two points tell the exponent and not its error", () => {
    const fit = fitPowerLaw([1, 10], [1, 100]);
    expect(fit.exponent).toBeCloseTo(2, 14);
    expect(fit.interval).toEqual({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  });

  test("what is not positive, or not several x, is refused", () => {
    expect(() => fitPowerLaw([1, 0], [1, 1])).toThrow(RangeError);
    expect(() => fitPowerLaw([1, 2], [1, -1])).toThrow(RangeError);
    expect(() => fitPowerLaw([2, 2], [1, 1])).toThrow(RangeError);
    expect(() => fitPowerLaw([1, 2], [1])).toThrow(RangeError);
  });
});
