import { describe, expect, test } from "vitest";
import { normalBelow, studentQuantile, studentWithin } from "../../src/numerics/studentT.ts";

describe("Student's t", () => {
  test("is Cauchy's for one degree and t/√(2 + t²) for two", () => {
    for (const t of [0, 0.3, 1, 7, 100]) {
      expect(studentWithin(t, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(t), 14);
      expect(studentWithin(t, 2)).toBeCloseTo(t / Math.sqrt(2 + t * t), 14);
      expect(studentWithin(-t, 2)).toBe(studentWithin(t, 2));
    }
  });

  test("agrees with its density integrated, for odd and even degrees", () => {
    // (1 + t²/ν)^(−(ν+1)/2): the constant from the same integral over everything, by Simpson's rule in θ.
    for (const degrees of [3, 4, 7, 10]) {
      const integral = (to: number) => {
        const n = 2000;
        let sum = 0;
        for (let k = 0; k <= n; k++) {
          const weight = k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2;
          sum += weight * Math.cos((to * k) / n) ** (degrees - 1);
        }
        return (sum * to) / (3 * n);
      };
      const within = integral(Math.atan(1.3 / Math.sqrt(degrees))) / integral(Math.PI / 2);
      expect(studentWithin(1.3, degrees)).toBeCloseTo(within, 10);
    }
  });

  test("quantiles are those of the tables, and invert it", () => {
    expect(studentQuantile(0.95, 1)).toBeCloseTo(12.7062, 4);
    expect(studentQuantile(0.95, 7)).toBeCloseTo(2.36462, 5);
    expect(studentQuantile(0.95, 100000)).toBeCloseTo(1.95999, 4);
    for (const within of [0, 0.1, 0.9, 0.9999]) {
      expect(studentWithin(studentQuantile(within, 5), 5)).toBeCloseTo(within, 12);
    }
  });

  test("impossible arguments are refused", () => {
    expect(() => studentWithin(1, 0)).toThrow(RangeError);
    expect(() => studentWithin(1, 1.5)).toThrow(RangeError);
    expect(() => studentQuantile(1, 3)).toThrow(RangeError);
  });
});

describe("the normal distribution", () => {
  test("has its tabulated values and symmetry", () => {
    expect(normalBelow(0)).toBe(0.5);
    expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalBelow(-3)).toBeCloseTo(0.0013498980316300946, 15);
    expect(normalBelow(2) + normalBelow(-2)).toBeCloseTo(1, 15);
    expect([normalBelow(-50), normalBelow(50)]).toEqual([0, 1]);
  });
});
