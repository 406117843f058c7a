import { describe, expect, it } from "vitest";
import {
  congruence,
  eigenvaluePair,
  eigenvalues,
  modulus,
  multiply,
  spectralRadius,
  trace,
} from "../../src/numerics/linearAlgebra.ts";

describe("linear algebra", () => {
  it("eigenvalues of a block-diagonal matrix are those of its blocks, largest modulus first", () => {
    // A rotation by 3/5, 4/5 stretched by 2, and the number −1.
    const matrix = [1.2, -1.6, 0, 1.6, 1.2, 0, 0, 0, -1];
    const [a, b, c] = eigenvalues(matrix, 3);
    expect(a!.re).toBeCloseTo(1.2, 12);
    expect(a!.im).toBeCloseTo(1.6, 12);
    expect(b!.im).toBeCloseTo(-1.6, 12);
    expect(c!.re).toBeCloseTo(-1, 12);
    expect(spectralRadius(matrix, 3)).toBeCloseTo(2, 12);
    expect(eigenvalues([], 0)).toEqual([]);
  });

  it("the closed form for 2×2 agrees with the decomposition", () => {
    for (const m of [
      [0.9, -0.3, 0.2, 0.8],
      [2, 1, 1, -3],
      [-1, 0.5, 0.25, -0.1],
    ] as const) {
      const pair = eigenvaluePair(m[0] + m[3], m[0] * m[3] - m[1] * m[2]);
      eigenvalues(m, 2).forEach((z, i) => {
        expect(z.re).toBeCloseTo(pair[i]!.re, 12);
        expect(z.im).toBeCloseTo(pair[i]!.im, 12);
      });
    }
  });

  it("the closed form keeps small eigenvalues and unit circles", () => {
    expect(eigenvaluePair(1, 1e-20)[1]!.re).toBeCloseTo(1e-20, 30);
    expect(eigenvaluePair(0, 0)).toEqual([
      { re: 0, im: 0 },
      { re: 0, im: 0 },
    ]);
    for (const t of [-1.9, -0.3, 0.001, 1.999]) expect(modulus(eigenvaluePair(t, 1)[0])).toBeCloseTo(1, 15);
  });

  it("products follow the row-major layout", () => {
    const a = [1, 2, 3, 4, 5, 6];
    expect([...multiply(a, [1, 0, -1], { rows: 2, inner: 3, columns: 1 })]).toEqual([-2, -2]);
    expect([...multiply([1, 2], a, { rows: 1, inner: 2, columns: 3 })]).toEqual([9, 12, 15]);
    // (1 2; 3 4) diag(1, 2) (1 3; 2 4)
    expect([...congruence([1, 2, 3, 4], [1, 0, 0, 2], 2)]).toEqual([9, 19, 19, 41]);
    expect(trace([1, 2, 3, 4], 2)).toBe(5);
  });
});
