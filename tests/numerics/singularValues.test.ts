import { describe, expect, it, test } from "vitest";
import { multiply } from "../../src/numerics/linearAlgebra.ts";
import { standardNormals } from "../../src/numerics/normalVectors.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { symmetricEigen, thinSingularValues } from "../../src/numerics/singularValues.ts";
import { transposed } from "../../src/numerics/transposed.ts";

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, k) => Math.abs(value - b[k]!)));

const identity = (size: number) =>
  Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));

describe("thin singular values", () => {
  test.each([
    [7, 4],
    [4, 7],
    [5, 5],
    [1, 3],
  ])("of a %i × %i matrix make it up, with orthonormal vectors", (rows, columns) => {
    const matrix = standardNormals(rows, columns, randomStream(rows, columns));
    const { left, values, right, count } = thinSingularValues(matrix, rows, columns);
    expect(count).toBe(Math.min(rows, columns));
    const scaled = left.map((value, at) => value * values[at % count]!);
    const back = multiply(scaled, transposed(right, columns, count), { rows, inner: count, columns });
    expect(farthest(back, matrix)).toBeLessThan(1e-13);
    for (const [vectors, length] of [
      [left, rows],
      [right, columns],
    ] as const) {
      const gram = multiply(transposed(vectors, length, count), vectors, {
        rows: count,
        inner: length,
        columns: count,
      });
      expect(farthest(gram, identity(count))).toBeLessThan(1e-13);
    }
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });

  it("are zero beyond the rank, with orthonormal vectors all the same", () => {
    const { values, left } = thinSingularValues([1, 2, 2, 4, 3, 6], 3, 2);
    expect(values[0]).toBeCloseTo(Math.sqrt(70), 12);
    expect(values[1]).toBeLessThan(1e-14);
    const gram = multiply(transposed(left, 3, 2), left, { rows: 2, inner: 3, columns: 2 });
    expect(farthest(gram, identity(2))).toBeLessThan(1e-13);
  });

  it("are none of an empty matrix", () => {
    expect(thinSingularValues([], 0, 3).count).toBe(0);
  });
});

describe("eigenvalues of a symmetric matrix", () => {
  it("come largest first with their vectors", () => {
    const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(vectors[0]! * vectors[2]!).toBeCloseTo(0.5, 14);
    expect(vectors[1]! * vectors[3]!).toBeCloseTo(-0.5, 14);
  });

  it("may be as large or small as numbers are", () => {
    const ones = [2, 1, 1, 1, 2, 1, 1, 1, 2];
    for (const scale of [2 ** 1020, 2 ** -1020]) {
      const { values } = symmetricEigen(
        ones.map((value) => value * scale),
        3,
      );
      for (const [k, value] of [4, 1, 1].entries()) expect(values[k]! / scale).toBeCloseTo(value, 13);
    }
  });

  it("may be the largest number that there is", () => {
    expect([...symmetricEigen([Number.MAX_VALUE], 1).values]).toEqual([Number.MAX_VALUE]);
  });

  it("are none of an empty matrix, and zeros of zeros", () => {
    expect(symmetricEigen([], 0).values).toHaveLength(0);
    expect([...symmetricEigen([0, 0, 0, 0], 2).values].map(Math.abs)).toEqual([0, 0]);
  });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])("a matrix with %d is refused", (wrong) => {
  expect(() => thinSingularValues([1, 2, 3, wrong], 2, 2)).toThrow(RangeError);
  expect(() => thinSingularValues([wrong], 1, 1)).toThrow("entry 0 of the matrix is");
  expect(() => symmetricEigen([1, wrong, wrong, 1], 2)).toThrow(RangeError);
});
