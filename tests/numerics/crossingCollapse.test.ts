import { describe, expect, test } from "vitest";
import { binderCumulant } from "../../src/numerics/binder.ts";
import { collapseQuality, fitCollapse, type SizedCurve } from "../../src/numerics/crossingCollapse.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { simplexSearch } from "../../src/numerics/simplexSearch.ts";

/** y = N^(−κ) F((x − 0.5) N^(1/ν)) with noise, at three sizes. */
function curves(
  { nu, kappa }: { nu: number; kappa: number },
  shape: (z: number) => number,
  { noise, seed }: { noise: number; seed: number },
): SizedCurve[] {
  const stream = randomStream(seed, 60);
  return [8, 16, 32, 64].map((size) => {
    const x = Array.from({ length: 21 }, (_, k) => 0.3 + 0.02 * k);
    const replicas = x.map((one) => {
      const y = size ** -kappa * shape((one - 0.5) * size ** (1 / nu));
      return Array.from({ length: 10 }, () => y + noise * size ** -kappa * stream.normal());
    });
    return { size, x, replicas };
  });
}

describe("the search", () => {
  test("finds the bottom of a bent valley and stays outside of walls", () => {
    const valley = ([a, b]: readonly number[]) => (1 - a!) ** 2 + 100 * (b! - a! * a!) ** 2;
    const found = simplexSearch(valley, [-1.2, 1], { steps: [0.5, 0.5], tolerance: 1e-9, rounds: 1000 });
    expect(found.at[0]).toBeCloseTo(1, 6);
    expect(found.at[1]).toBeCloseTo(1, 6);
    const walled = simplexSearch(([a]) => (a! < 2 ? Number.NaN : a!), [5], { steps: [1] });
    expect(walled.at[0]).toBeCloseTo(2, 4);
  });
});

describe("the data collapse", () => {
  const at = { critical: 0.5, nu: 1.4, kappa: 0 };

  test("has a quality near 1 at the truth, and a far worse one beside it", () => {
    const drawn = curves(at, Math.tanh, { noise: 0.05, seed: 1 });
    const right = collapseQuality(drawn, at);
    expect(right).toBeGreaterThan(0.6);
    expect(right).toBeLessThan(1.4);
    expect(collapseQuality(drawn, { ...at, critical: 0.54 })).toBeGreaterThan(2 * right);
    expect(collapseQuality(drawn, { ...at, nu: 2.5 })).toBeGreaterThan(2 * right);
    expect(collapseQuality(drawn, { ...at, kappa: 0.2 })).toBeGreaterThan(2 * right);
    expect(collapseQuality(drawn, { ...at, nu: -1 })).toBe(Number.POSITIVE_INFINITY);
    // So large a shift that no curve reaches another.
    expect(collapseQuality(drawn, { ...at, critical: 50 })).toBe(Number.POSITIVE_INFINITY);
  });

  test("its intervals hold the truth in most seeds", { timeout: 60_000 }, () => {
    const seeds = 20;
    const held = { critical: 0, nu: 0 };
    for (let seed = 0; seed < seeds; seed++) {
      const drawn = curves(at, Math.tanh, { noise: 0.05, seed });
      const fit = fitCollapse(drawn, { critical: 0.45 }, { stream: randomStream(seed, 61), resamples: 50 });
      for (const name of ["critical", "nu"] as const) {
        const { low, high } = fit.intervals[name];
        if (low <= at[name] && at[name] <= high) held[name] += 1;
      }
      expect(fit.intervals.kappa).toEqual({ low: 0, high: 0 });
    }
    // 20 seeds of a 95 % interval: fewer than 16 would be three chances in a thousand.
    expect(held.critical).toBeGreaterThanOrEqual(16);
    expect(held.nu).toBeGreaterThanOrEqual(16);
  });

  test("finds κ too when asked", () => {
    const drawn = curves({ nu: 1.6, kappa: 0.3 }, (z) => Math.exp(-z * z), { noise: 0.02, seed: 3 });
    const start = { critical: 0.48, nu: 1, kappa: 0 };
    const fit = fitCollapse(drawn, start, { stream: randomStream(1), resamples: 40 });
    expect(fit.critical).toBeCloseTo(0.5, 2);
    expect(Math.abs(fit.nu - 1.6)).toBeLessThan(0.1);
    expect(Math.abs(fit.kappa - 0.3)).toBeLessThan(0.03);
  });

  test("takes Binder's cumulant of the replicas", () => {
    // An order parameter ±m or normal noise, mixed so that the cumulant goes through a scaled sigmoid.
    const stream = randomStream(5, 62);
    const drawn = [8, 16, 32].map((size) => {
      const x = Array.from({ length: 13 }, (_, k) => 0.2 + 0.05 * k);
      const replicas = x.map((one) =>
        Array.from({ length: 200 }, () => 1 + Math.exp(-(one - 0.5) * size ** 0.5) * stream.normal()),
      );
      return { size, x, replicas };
    });
    const start = { critical: 0.4, nu: 1 };
    const options = { stream: randomStream(2), resamples: 20, statistic: binderCumulant };
    const fit = fitCollapse(drawn, start, options);
    expect(Math.abs(fit.critical - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(fit.nu - 2)).toBeLessThan(0.5);
    expect(fit.quality).toBeLessThan(2);
  });

  test("a single curve or single replicas are refused", () => {
    const options = { stream: randomStream(1) };
    const [one] = curves(at, Math.tanh, { noise: 0.05, seed: 1 });
    expect(() => fitCollapse([one!], { critical: 0 }, options)).toThrow(RangeError);
    const bare = { size: 4, x: [0, 1], replicas: [[1], [2]] };
    expect(() => fitCollapse([bare, bare], { critical: 0 }, options)).toThrow(RangeError);
  });
});
