import { describe, expect, test } from "vitest";
import { type RandomStream, randomStream } from "../../src/numerics/random.ts";
import { entropicCost, sinkhornDivergence } from "../../src/numerics/sinkhorn.ts";
import { squaredDistances, squaredWasserstein2 } from "../../src/numerics/wasserstein.ts";

function cloud(count: number, stream: RandomStream, shift = 0) {
  const points = Float64Array.from({ length: 2 * count }, () => shift + stream.normal());
  const raw = Float64Array.from({ length: count }, () => 0.2 + stream.uniform());
  const total = raw.reduce((a, b) => a + b);
  return { points, masses: raw.map((mass) => mass / total) };
}

const stream = randomStream(1, 90);
const [x, y] = [cloud(12, stream), cloud(9, stream, 1)];
const exact = squaredWasserstein2(x.points, x.masses, y.points, y.masses, 2);

describe("the Sinkhorn divergence", () => {
  test("comes to the exact squared Wasserstein distance as the blur goes to zero", () => {
    const errors = [0.3, 0.1, 0.03].map((blur) => {
      const { value, missing } = sinkhornDivergence([x, y], 2, blur, { rounds: 20000 });
      expect(missing).toBeLessThan(1e-8);
      return Math.abs(value - exact) / exact;
    });
    expect(errors[1]!).toBeLessThan(errors[0]!);
    expect(errors[2]!).toBeLessThan(errors[1]!);
    expect(errors[2]!).toBeLessThan(1e-3);
  });

  test("comes to the squared distance of the means as the blur grows", () => {
    const mean = ({ points, masses }: typeof x, axis: number) =>
      masses.reduce((sum, mass, i) => sum + mass * points[2 * i + axis]!, 0);
    const apart = (mean(x, 0) - mean(y, 0)) ** 2 + (mean(x, 1) - mean(y, 1)) ** 2;
    // Corrections go as the fourth cumulants over blur².
    expect(sinkhornDivergence([x, y], 2, 300).value / apart).toBeCloseTo(1, 3);
  });

  test("is zero of a cloud and itself, positive else, and symmetric", () => {
    expect(Math.abs(sinkhornDivergence([x, { ...x }], 2, 0.5).value)).toBeLessThan(1e-9);
    const there = sinkhornDivergence([x, y], 2, 0.5).value;
    expect(there).toBeGreaterThan(0);
    expect(Math.abs(there - sinkhornDivergence([y, x], 2, 0.5).value)).toBeLessThan(1e-9);
  });

  test("of two single points is their squared distance, whatever the blur", () => {
    const at = (place: number) => ({ points: Float64Array.of(place), masses: Float64Array.of(1) });
    for (const blur of [1e-3, 1, 50]) {
      expect(sinkhornDivergence([at(1), at(4)], 1, blur).value).toBeCloseTo(9, 9);
    }
  });

  test("does not see points without mass", () => {
    const more = { points: Float64Array.of(...x.points, 50, 50), masses: Float64Array.of(...x.masses, 0) };
    expect(sinkhornDivergence([more, y], 2, 0.5).value).toBe(sinkhornDivergence([x, y], 2, 0.5).value);
  });

  test("tells what is missing when it is stopped early, and NaN of what overflows", () => {
    expect(sinkhornDivergence([x, y], 2, 0.01, { rounds: 2 }).missing).toBeGreaterThan(1e-3);
    const far = { ...y, points: y.points.map((value) => value * 1e200) };
    expect(sinkhornDivergence([x, far], 2, 0.5).value).toBeNaN();
    expect(() => sinkhornDivergence([x, y], 2, 0)).toThrow(RangeError);
  });
});

describe("the entropic cost", () => {
  test("is the least of the 2×2 plans", () => {
    // One number s tells the plan ((s, a − s), (b − s, 1 − a − b + s)).
    const [a, b, epsilon] = [0.3, 0.6, 0.7];
    const cost = squaredDistances(Float64Array.of(0, 1), Float64Array.of(0.2, 1.5), 1);
    const product = [a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)];
    let least = Number.POSITIVE_INFINITY;
    for (let k = 1; k < 30000; k++) {
      const s = 1e-5 * k;
      const plan = [s, a - s, b - s, 1 - a - b + s];
      if (plan.some((mass) => mass <= 0)) continue;
      const value = plan.reduce(
        (sum, mass, i) => sum + mass * cost[i]! + epsilon * mass * Math.log(mass / product[i]!),
        0,
      );
      least = Math.min(least, value);
    }
    const { value } = entropicCost(cost, [Float64Array.of(a, 1 - a), Float64Array.of(b, 1 - b)], epsilon);
    expect(value).toBeCloseTo(least, 8);
  });
});
