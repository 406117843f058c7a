import { describe, expect, it } from "vitest";
import {
  type NaiveKernel,
  naiveGaussian,
  naiveLaplacian,
  naiveMultiScale,
  naiveRationalQuadratic,
  naiveRun,
} from "./naive.ts";

const kernels: Record<string, NaiveKernel> = {
  gaussian: naiveGaussian(0.7),
  laplacian: naiveLaplacian(0.7),
  "rational quadratic": naiveRationalQuadratic(0.7, 0.5),
  "multi-scale": naiveMultiScale([naiveGaussian(0.3), naiveRationalQuadratic(2, 1.5)], [2, 0.25]),
};

/** Central differences with h = 1e-5: truncation about h² = 1e-10, rounding about 1e-16/h = 1e-11. */
const FINITE_DIFFERENCE = 1e-8;

function centralDifference(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  const h = 1e-5;
  return x.map((_, i) => {
    const at = (shift: number) => f(x.map((value, k) => (k === i ? value + shift : value)));
    return (at(h) - at(-h)) / (2 * h);
  });
}

function expectClose(actual: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(wanted.length);
  actual.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!)).toBeLessThan(tolerance);
  });
}

describe("the naive kernels", () => {
  for (const [name, kernel] of Object.entries(kernels)) {
    it(`${name}: the gradient is the derivative of the value`, () => {
      const other = [0.2, -0.4, 0.9];
      for (const x of [
        [0.3, 0.1, 0.5],
        [1.4, -1.1, 0.2],
        [-2, 0.5, 1],
      ]) {
        const wanted = centralDifference((at) => kernel.value(at, other), x);
        expectClose(kernel.gradient(x, other), wanted, FINITE_DIFFERENCE);
      }
      expect(kernel.gradient(other, other).every((value) => value === 0)).toBe(true);
    });
  }
});

/** A handful of roundings of numbers of order one. */
const ROUNDING = 1e-15;

const twoPoint = {
  points: [[0]],
  masses: [1],
  start: [[1]],
  particleMasses: [0.5],
  kernel: naiveGaussian(1),
  weightDecay: 0.5,
  stepDiscriminator: 0.2,
  stepGenerator: 0.4,
  steps: 2,
};
// K'(r) of the Gaussian of width 1.
const slope = (r: number) => -r * Math.exp((-r * r) / 2);

describe("the naive run", () => {
  it("takes the two alternating steps that one computes by hand", () => {
    // Step 1: f = 0.2 K(·,0) − 0.1 K(·,1), and K'(0) = 0.
    const y1 = 1 + 0.4 * 0.5 * (0.2 * slope(1));
    // Step 2: old weights times 1 − 0.2·0.5 = 0.9; the new pair stands at y1.
    const y2 = y1 + 0.2 * ((0.9 * 0.2 + 0.2) * slope(y1) - 0.9 * 0.1 * slope(y1 - 1));
    const { positions } = naiveRun({ ...twoPoint, order: "alternating" });
    expectClose(positions.flat(2), [1, y1, y2], ROUNDING);
  });

  it("takes the two simultaneous steps that one computes by hand", () => {
    // Step 1 sees f = 0; step 2 sees 0.2 K(·,0) − 0.1 K(·,1) at y = 1.
    const y2 = 1 + 0.2 * (0.2 * slope(1));
    const run = naiveRun({ ...twoPoint, order: "simultaneous" });
    expectClose(run.positions.flat(2), [1, 1, y2], ROUNDING);
    // After it f holds 0.9·0.2 + 0.2 on the true point and −0.09 − 0.1 on y = 1.
    expectClose([run.f([0.5])], [(0.38 - 0.19) * Math.exp(-1 / 8)], ROUNDING);
  });

  it("gives the true points the weight p(1 − (1 − η_d λ)^k)/λ, or p η_d k when λ = 0", () => {
    // The particle sits a hundred widths away, so that f(0) is the true point's weight alone.
    const far = { ...twoPoint, start: [[100]], steps: 30, order: "alternating" as const };
    expectClose([naiveRun(far).f([0])], [(1 - 0.9 ** 30) / 0.5], 1e-14);
    expectClose([naiveRun({ ...far, weightDecay: 0 }).f([0])], [0.2 * 30], 1e-14);
  });

  it("ends with a field whose gradient is its derivative", () => {
    const run = naiveRun({
      ...twoPoint,
      points: [
        [0, 0],
        [2, 1],
      ],
      masses: [0.5, 0.5],
      start: [
        [0.3, -0.2],
        [1, 1],
      ],
      particleMasses: [0.7, 0.3],
      steps: 10,
      order: "alternating",
    });
    const x = [0.6, 0.4];
    expectClose(run.gradient(x), centralDifference(run.f, x), FINITE_DIFFERENCE);
  });
});
