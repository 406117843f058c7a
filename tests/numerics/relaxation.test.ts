import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { fitRelaxation } from "../../src/numerics/relaxation.ts";

const times = Array.from({ length: 100 }, (_, k) => 10 + 3 * k);
const of = (curve: (t: number) => number) => times.map((t) => curve(t - 10));

describe("the relaxation time", () => {
  test.each([2, 30, 250])("is that of a bare exponential of τ = %d", (time) => {
    const fit = fitRelaxation(
      times,
      of((t) => 0.5 + 4 * Math.exp(-t / time)),
    )!;
    expect(fit.time / time).toBeCloseTo(1, 8);
    expect(fit.amplitude).toBeCloseTo(4, 7);
    expect(fit.rest).toBeCloseTo(0.5, 7);
    expect(fit.explained).toBeCloseTo(1, 12);
  });

  test("takes a known rest, unequal spacing and any scale", () => {
    const uneven = [0, 1, 2, 5, 9, 10, 30, 60];
    const values = uneven.map((t) => 1e-200 * Math.exp(-t / 7));
    expect(fitRelaxation(uneven, values, { rest: 0 })!.time).toBeCloseTo(7, 8);
    expect(fitRelaxation(uneven, values)!.time).toBeCloseTo(7, 8);
  });

  test("survives noise", () => {
    const stream = randomStream(1, 70);
    const fit = fitRelaxation(
      times,
      of((t) => 1 + 4 * Math.exp(-t / 40) + 0.1 * stream.normal()),
    )!;
    // Standard error about 0.1/4·√(2/(40/3)) of τ, 1 %.
    expect(Math.abs(fit.time / 40 - 1)).toBeLessThan(0.05);
  });

  test("is not there for what grows, stays, swings, goes straight, or is not finite", () => {
    const stream = randomStream(2, 70);
    for (const curve of [
      (t: number) => Math.exp(t / 50),
      (t: number) => -Math.exp(-t / 50),
      () => 3,
      (t: number) => Math.cos(t),
      (t: number) => 5 - 0.01 * t,
      () => stream.normal(),
      (t: number) => (t > 100 ? Number.NaN : Math.exp(-t / 50)),
    ]) {
      expect(fitRelaxation(times, of(curve))).toBeUndefined();
    }
    expect(fitRelaxation([1, 2, 3], [3, 2, 1])).toBeUndefined();
    expect(fitRelaxation([], [])).toBeUndefined();
  });
});
