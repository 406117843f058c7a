import { expect, it } from "vitest";
import { solveDefinite } from "../../src/numerics/definiteSolve.ts";

it("solves a positive definite system", () => {
  const x = solveDefinite([4, 1, 1, 3], [1, 2]);
  expect([...x]).toEqual([expect.closeTo(1 / 11, 14), expect.closeTo(7 / 11, 14)]);
});

it("refuses an indefinite matrix", () => {
  expect(() => solveDefinite([1, 2, 2, 1], [1, 1])).toThrow(RangeError);
});
