import { describe, expect, it } from "vitest";
import { type AngularKernel, offDiagonal, offDiagonalOnSphere } from "../../src/theory/index.ts";

/** The tangent kernel of one hidden layer of ReLU units, normalised: arc-cosine kernels of order 1 and 0. */
const relu: AngularKernel = (cosine) => {
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  const [first, zeroth] = [
    (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / Math.PI,
    (Math.PI - angle) / Math.PI,
  ];
  return first + cosine * zeroth;
};

describe("the spread of a tangent kernel's off-diagonal entries", () => {
  it("is exact for a kernel that is linear in the cosine, whose variance is 1/D", () => {
    for (const dimension of [2, 3, 10, 200]) {
      const kernel: AngularKernel = (cosine) => 0.7 + 0.5 * cosine;
      for (const found of [offDiagonal(kernel, dimension), offDiagonalOnSphere(kernel, dimension)]) {
        expect(found.mean).toBeCloseTo(0.7 / 1.2, 11);
        expect(found.spread).toBeCloseTo(0.5 / 1.2 / Math.sqrt(dimension), 11);
      }
    }
  });

  it("has the mean of the second order exactly for a quadratic one", () => {
    const kernel: AngularKernel = (cosine) => 0.2 + 0.3 * cosine + 0.5 * cosine * cosine;
    for (const dimension of [2, 5, 64]) {
      expect(offDiagonal(kernel, dimension).mean).toBeCloseTo(0.2 + 0.5 / dimension, 10);
      expect(offDiagonalOnSphere(kernel, dimension).mean).toBeCloseTo(0.2 + 0.5 / dimension, 11);
    }
  });

  it("of a ReLU network is 1 · D^−1/2 / 2 + O(1/D) and agrees with the sphere ever better", () => {
    // Θ(0) = 1/π, Θ'(0) = 1/2 + 1/2, Θ(1) = 2.
    expect(offDiagonal(relu, 100).spread).toBeCloseTo(0.05, 10);
    expect(offDiagonal(relu, 1e12).mean).toBeCloseTo(1 / (2 * Math.PI), 10);
    const errors = [16, 64, 256].map((dimension) =>
      Math.abs(offDiagonalOnSphere(relu, dimension).spread / offDiagonal(relu, dimension).spread - 1),
    );
    expect(errors[0]! / errors[1]!).toBeGreaterThan(3.5);
    expect(errors[1]! / errors[2]!).toBeGreaterThan(3.5);
    expect(errors[2]).toBeLessThan(0.01);
  });

  it("counts the lengths of normal latents for a homogeneous kernel", () => {
    // Θ = ‖z‖‖z'‖/D: variance 1 − m⁴ with m = E‖z‖/√D = √(2/D) Γ((D+1)/2)/Γ(D/2), D even.
    const dimension = 400;
    let ratio = Math.sqrt(Math.PI) / 2;
    for (let n = 2; n < dimension; n += 2) ratio *= (n + 1) / n;
    const m = Math.sqrt(2 / dimension) * ratio;
    const { spread } = offDiagonal(() => 1, dimension, 1);
    expect(spread / Math.sqrt(1 - m ** 4)).toBeCloseTo(1, 2);
    expect(offDiagonal(() => 1, dimension).spread).toBeCloseTo(0, 12);
  });

  it("refuses latents of one dimension on the sphere", () => {
    expect(() => offDiagonalOnSphere(relu, 1)).toThrow(RangeError);
  });
});
