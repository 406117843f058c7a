import { describe, expect, test } from "vitest";
import { squareRoot, standardNormals, stretch, whiten } from "../../src/numerics/normalVectors.ts";
import { randomStream } from "../../src/numerics/random.ts";

// Eigenvectors of small well-conditioned matrices: some tens of roundings.
const TOLERANCE = 1e-13;

function squared(root: Float64Array, d: number): number[] {
  return Array.from({ length: d * d }, (_, k) => {
    let sum = 0;
    for (let m = 0; m < d; m++) sum += root[Math.floor(k / d) * d + m]! * root[m * d + (k % d)]!;
    return sum;
  });
}

describe("squareRoot", () => {
  test.each([
    [
      [
        [2, 0.5],
        [0.5, 1],
      ],
    ],
    [
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      [
        [4, 1, 0],
        [1, 3, -1],
        [0, -1, 2],
      ],
    ],
  ])("times itself is the matrix %j", (matrix) => {
    const product = squared(squareRoot(matrix)!, matrix.length);
    matrix.flat().forEach((value, k) => {
      expect(Math.abs(product[k]! - value)).toBeLessThan(TOLERANCE);
    });
  });

  test("of a diagonal matrix is exact", () => {
    expect([
      ...squareRoot([
        [4, 0],
        [0, 0],
      ])!,
    ]).toEqual([2, 0, 0, 0]);
  });

  test("does not exist for a matrix that is not square, symmetric and positive semidefinite", () => {
    expect(squareRoot([[1, 0]])).toBeUndefined();
    expect(
      squareRoot([
        [1, 0.2],
        [0, 1],
      ]),
    ).toBeUndefined();
    expect(
      squareRoot([
        [1, 2],
        [2, 1],
      ]),
    ).toBeUndefined();
    expect(squareRoot([[-1]])).toBeUndefined();
  });
});

describe("whiten", () => {
  test("leaves mean zero and covariance one, whatever the cloud", () => {
    const d = 3;
    const skewed = stretch(
      standardNormals(10, d, randomStream(1)),
      Float64Array.of(3, 1, 0, 1, 2, 0, 0, 0, 0.1),
      [5, -3, 1],
    );
    const white = whiten(skewed, d)!;
    for (let a = 0; a < d; a++) {
      const column = Array.from({ length: 10 }, (_, j) => white[j * d + a]!);
      expect(Math.abs(column.reduce((sum, value) => sum + value, 0))).toBeLessThan(10 * TOLERANCE);
      for (let b = 0; b < d; b++) {
        const product = column.reduce((sum, value, j) => sum + value * white[j * d + b]!, 0) / 10;
        expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(100 * TOLERANCE);
      }
    }
  });

  test("refuses a cloud that does not span the space", () => {
    expect(whiten(Float64Array.of(0, 0, 1, 1), 2)).toBeUndefined();
    expect(whiten(Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3), 2)).toBeUndefined();
  });
});
