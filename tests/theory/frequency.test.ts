import { describe, expect, it } from "vitest";
import {
  gaussian,
  kernels,
  kernelValue,
  laplacian,
  multiScale,
  rationalQuadratic,
} from "../../src/kernels/index.ts";
import { eigenvalues } from "../../src/numerics/linearAlgebra.ts";
import { circleRates, fallOff, inPlane, learningRates, type PlaneKernel } from "../../src/theory/index.ts";

describe("learning rates by frequency", () => {
  it("of a Gaussian are e^−k²σ²/2 in any dimension, of a Laplacian (1 + k²σ²)^−(d+1)/2", () => {
    const k = [0, 0.3, 1, 2.5, 6];
    for (const dimension of [1, 2, 3]) {
      const narrow = learningRates(gaussian({ width: 0.7 }), dimension, k);
      const kinked = learningRates(laplacian({ width: 0.7 }), dimension, k);
      k.forEach((value, i) => {
        expect(narrow[i]).toBeCloseTo(Math.exp(-0.5 * (0.7 * value) ** 2), 12);
        expect(kinked[i]).toBeCloseTo((1 + (0.7 * value) ** 2) ** (-(dimension + 1) / 2), 12);
      });
    }
  });

  it("are the Fourier transform of the kernel on a line, sums of kernels included", () => {
    const kernel = multiScale({
      kernels: [
        { kind: "gaussian", width: 0.6 },
        { kind: "matern", width: 0.9, smoothness: 2.5 },
      ],
      weights: [0.7, 0.4],
    });
    const k = [0, 0.4, 1.1, 2.3];
    const transform = k.map((value) => {
      let sum = 0;
      for (let i = -60000; i <= 60000; i++)
        sum += kernelValue(kernel, (i * 0.0005) ** 2) * Math.cos(value * i * 0.0005);
      return sum;
    });
    learningRates(kernel, 1, k).forEach((rate, i) => {
      expect(rate).toBeCloseTo(transform[i]! / transform[0]!, 9);
    });
  });

  it("need another reference where the density is infinite at 0", () => {
    const heavy = rationalQuadratic({ width: 1, mixture: 0.4 });
    expect(() => learningRates(heavy, 2, [1])).toThrow(/reference/);
    const rates = learningRates(heavy, 2, [0.5, 1, 2], 1);
    expect(rates[1]).toBe(1);
    expect(rates[0]).toBeGreaterThan(1);
    expect(kernels.kinds.length).toBeGreaterThan(4);
  });
});

describe("learning rates on a circle", () => {
  it("are the eigenvalues of the matrix of the kernel over n", () => {
    // Arc-cosine of order 1 with a bias: invariant under rotations, not under translations.
    const kernel: PlaneKernel = (x, y) => {
      const product = x[0] * y[0] + x[1] * y[1];
      const sizes = Math.hypot(...x) * Math.hypot(...y);
      const angle = Math.acos(Math.max(-1, Math.min(1, product / sizes)));
      return 0.2 + (sizes * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle))) / Math.PI;
    };
    for (const points of [1, 2, 7, 12]) {
      const at = Array.from({ length: points }, (_, i): [number, number] => {
        const angle = (2 * Math.PI * i) / points;
        return [1.3 * Math.cos(angle), 1.3 * Math.sin(angle)];
      });
      const matrix = at.flatMap((x) => at.map((y) => kernel(x, y)));
      const rates = Array.from(circleRates(kernel, 1.3, points));
      expect(rates.length).toBe(Math.floor(points / 2) + 1);
      const twice = rates.flatMap((rate, j) => (j === 0 || 2 * j === points ? [rate] : [rate, rate]));
      const expected = eigenvalues(matrix, points).map(({ re }) => re / points);
      twice.sort((a, b) => b - a);
      expected.sort((a, b) => b - a);
      twice.forEach((rate, i) => {
        expect(rate).toBeCloseTo(expected[i]!, 10);
      });
    }
  });

  it("of a Gaussian are e^−z I_j(z), z = r²/σ²", () => {
    const z = 1.5 ** 2;
    const bessel = (j: number) => {
      let term = 1;
      for (let i = 1; i <= j; i++) term *= z / 2 / i;
      let sum = 0;
      for (let m = 0; m < 40; m++) {
        sum += term;
        term *= (z * z) / 4 / ((m + 1) * (m + 1 + j));
      }
      return sum;
    };
    const rates = circleRates(inPlane(gaussian({ width: 1 })), 1.5, 64);
    for (const j of [0, 1, 2, 5, 9]) expect(rates[j]).toBeCloseTo(Math.exp(-z) * bessel(j), 14);
  });

  it("falls off as j^−2 for a kernel with a kink", () => {
    const rates = circleRates(inPlane(laplacian({ width: 1 })), 1, 4096);
    const orders = Float64Array.from(rates, (_, j) => j);
    expect(fallOff(orders, rates, [30, 200])).toBeCloseTo(2, 2);
    expect(fallOff([1, 2, 4], [3, 3 / 8, 3 / 64], [1, 4])).toBeCloseTo(3, 12);
    expect(fallOff([1, 2, 4], [3, 0, 1], [1, 4])).toBe(Number.POSITIVE_INFINITY);
    expect(() => fallOff([1, 2], [1, 1], [1, 1.5])).toThrow(/range/);
    expect(() => circleRates(inPlane(gaussian({ width: 1 })), 1, 0)).toThrow(/points/);
  });
});
