import { expect, test } from "vitest";
import { normalWasserstein2 } from "../../src/numerics/normalDistance.ts";

test("normal laws on a line are apart by mean and deviation", () => {
  const one = { mean: [1], root: [2] };
  expect(normalWasserstein2(one, { mean: [4], root: [0.5] })).toBeCloseTo(9 + 1.5 ** 2, 14);
  expect(normalWasserstein2(one, { mean: [1], root: [-2] })).toBeCloseTo(0, 14);
});

test("commuting covariances differ by the squares of their deviations, whatever the roots", () => {
  // A rotated by 0.3 has the same covariance; a row of zeros changes nothing.
  const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
  const one = { mean: [0, 0], root: [3 * c, s, -3 * s, c, 0, 0] };
  expect(normalWasserstein2(one, { mean: [0, 0], root: [1, 0, 0, 4] })).toBeCloseTo(4 + 9, 12);
});

test("unequal numbers of rows and columns make no difference but by covariance", () => {
  // diag(1, 4, 9) by a root of 3 rows, and diag(4, 1, 0) by one of 2.
  const one = { mean: [0, 0, 0], root: [1, 0, 0, 0, 2, 0, 0, 0, 3] };
  const flat = { mean: [1, 0, 0], root: [0, 1, 0, 2, 0, 0] };
  expect(normalWasserstein2(one, flat)).toBeCloseTo(1 + 1 + 1 + 9, 12);
});

test("a law on a line in the plane is as far from an isotropic one as from its own line and its mean", () => {
  const line = { mean: [0, 0], root: [1, 1] };
  const disc = { mean: [0, 0], root: [1, 0, 0, 1] };
  expect(normalWasserstein2(line, disc)).toBeCloseTo((Math.SQRT2 - 1) ** 2 + 1, 13);
});
