import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { transport } from "../../src/numerics/transport.ts";
import { lineWasserstein2, squaredDistances, squaredWasserstein2 } from "../../src/numerics/wasserstein.ts";

// Coordinates of order 1 and 1e-13 of the largest cost from the simplex.
const TOLERANCE = 1e-12;

interface Measure {
  readonly points: Float64Array;
  readonly masses: Float64Array;
}

function randomMeasure(count: number, dimension: number, ...key: number[]): Measure {
  const stream = randomStream(20, ...key);
  const raw = Float64Array.from({ length: count }, () => 0.1 + stream.uniform());
  const sum = raw.reduce((total, mass) => total + mass, 0);
  return {
    points: Float64Array.from({ length: count * dimension }, () => stream.normal()),
    masses: raw.map((mass) => mass / sum),
  };
}

function distance(a: Measure, b: Measure, dimension: number): number {
  return squaredWasserstein2(a.points, a.masses, b.points, b.masses, dimension);
}

const sizes = fc.tuple(
  fc.integer({ min: 1, max: 8 }),
  fc.integer({ min: 1, max: 8 }),
  fc.constantFrom(1, 2, 3),
);

function forAll(law: (a: Measure, b: Measure, dimension: number, seed: number) => void): void {
  fc.assert(
    fc.property(sizes, fc.nat(1000), ([n, m, dimension], seed) => {
      law(randomMeasure(n, dimension, seed, 1), randomMeasure(m, dimension, seed, 2), dimension, seed);
    }),
    { seed: 3, numRuns: 60 },
  );
}

describe("squaredWasserstein2", () => {
  test("is symmetric", () => {
    forAll((a, b, d) => {
      expect(Math.abs(distance(a, b, d) - distance(b, a, d))).toBeLessThan(TOLERANCE);
    });
  });

  test("is exactly zero between a measure and itself in another order", () => {
    forAll((a, _, d) => {
      const n = a.masses.length;
      const turned = {
        points: Float64Array.from(a.points, (__, k) => a.points[(n - 1 - Math.floor(k / d)) * d + (k % d)]!),
        masses: a.masses.toReversed(),
      };
      expect(distance(a, turned, d)).toBe(0);
    });
  });

  test("is positive as soon as a point or a mass differs", () => {
    forAll((a, _, d) => {
      const moved = { ...a, points: a.points.map((x, k) => (k === 0 ? x + 0.1 : x)) };
      expect(distance(a, moved, d)).toBeGreaterThan(1e-3 * a.masses[0]!);
      if (a.masses.length === 1) return;
      const shift = a.masses[0]! / 2;
      const heavier = {
        ...a,
        masses: a.masses.map((q, k) => (k === 0 ? q - shift : k === 1 ? q + shift : q)),
      };
      expect(distance(a, heavier, d)).toBeGreaterThan(0);
    });
  });

  test("does not depend on the order of the points", () => {
    forAll((a, b, d) => {
      const order = Array.from(b.masses.keys()).sort((i, j) => b.masses[i]! - b.masses[j]!);
      const sorted = {
        points: Float64Array.from(order.flatMap((i) => Array.from(b.points.slice(i * d, (i + 1) * d)))),
        masses: Float64Array.from(order, (i) => b.masses[i]!),
      };
      expect(Math.abs(distance(a, b, d) - distance(a, sorted, d))).toBeLessThan(TOLERANCE);
    });
  });

  test("is unmoved when both measures move together", () => {
    forAll((a, b, d) => {
      const shift = (one: Measure) => ({ ...one, points: one.points.map((x, k) => x + 3 - (k % d)) });
      expect(Math.abs(distance(shift(a), shift(b), d) - distance(a, b, d))).toBeLessThan(10 * TOLERANCE);
    });
  });

  test("of a translated measure is the squared translation", () => {
    forAll((a, _, d) => {
      const shifted = { ...a, points: a.points.map((x, k) => x + 1 + (k % d)) };
      const expected = Array.from({ length: d }, (__, axis) => (1 + axis) ** 2).reduce((s, v) => s + v, 0);
      expect(Math.abs(distance(a, shifted, d) - expected)).toBeLessThan(10 * TOLERANCE);
    });
  });

  test("its root obeys the triangle inequality", () => {
    forAll((a, b, d, seed) => {
      const c = randomMeasure(5, d, seed, 3);
      const root = (x: Measure, y: Measure) => Math.sqrt(distance(x, y, d));
      expect(root(a, b)).toBeLessThanOrEqual(root(a, c) + root(c, b) + TOLERANCE);
    });
  });

  test("by sorting on a line equals the general transport", () => {
    forAll((a, b) => {
      const line = (one: Measure) => ({ ...one, points: one.points.slice(0, one.masses.length) });
      const [x, y] = [line(a), line(b)];
      const general = transport(x.masses, y.masses, squaredDistances(x.points, y.points, 1)).cost;
      expect(Math.abs(lineWasserstein2(x.points, x.masses, y.points, y.masses) - general)).toBeLessThan(
        TOLERANCE,
      );
    });
  });

  test("to a single point is the second moment about it", () => {
    const a = randomMeasure(6, 2, 9);
    const one = { points: Float64Array.of(0.5, -1), masses: Float64Array.of(1) };
    const moment = a.masses.reduce(
      (sum, q, j) => sum + q * ((a.points[2 * j]! - 0.5) ** 2 + (a.points[2 * j + 1]! + 1) ** 2),
      0,
    );
    expect(distance(a, one, 2)).toBeCloseTo(moment, 13);
    expect(distance(one, a, 2)).toBeCloseTo(moment, 13);
  });

  test("of two modes with unequal masses moves only the surplus", () => {
    const x = { points: Float64Array.of(0, 0, 3, 4), masses: Float64Array.of(0.5, 0.5) };
    const y = { points: Float64Array.of(0, 0, 3, 4), masses: Float64Array.of(0.7, 0.3) };
    expect(distance(x, y, 2)).toBeCloseTo(0.2 * 25, 13);
  });

  test("resolves distances far below the spacing of the modes", () => {
    // 100 particles a tiny step off 100 points that lie 1 apart.
    const points = Float64Array.from({ length: 200 }, (_, k) =>
      k % 2 === 0 ? Math.floor(k / 20) : (k >> 1) % 10,
    );
    const masses = new Float64Array(100).fill(0.01);
    const moved = points.map((x) => x + 2 ** -30);
    const expected = 2 * 2 ** -60;
    expect(distance({ points, masses }, { points: moved, masses }, 2) / expected).toBeCloseTo(1, 6);
  });

  test("is NaN for coordinates that are not finite, and Infinity where squares overflow", () => {
    const a = randomMeasure(2, 2, 1);
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(distance(a, { ...a, points: Float64Array.of(0, wrong, 1, 1) }, 2)).toBeNaN();
    }
    expect(distance(a, { ...a, points: Float64Array.of(0, 1e200, 1, 1) }, 2)).toBe(Number.POSITIVE_INFINITY);
  });
});
