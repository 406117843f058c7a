import { expect, test } from "vitest";
import { nearestName } from "../../src/options/index.ts";

const names = ["strength", "width", "points", "stepGenerator", "wasserstein2"];

test.each([
  ["strenght", "strength"],
  ["Strength", "strength"],
  ["withd", "width"],
  ["wdth", "width"],
  ["stepgenerator", "stepGenerator"],
  ["stepGen", "stepGenerator"],
  ["widths", "width"],
  ["waserstein", "wasserstein2"],
  ["x", undefined],
  ["colour", undefined],
  ["", undefined],
])("%j is nearest to %j", (name, nearest) => {
  expect(nearestName(name, names)).toBe(nearest);
});

test("the first of equally near names is taken", () => {
  expect(nearestName("ab", ["abx", "aby"])).toBe("abx");
  expect(nearestName("aby", ["abx", "aby"])).toBe("aby");
});

test("a text as long as a page is near to nothing, and is found so at once", () => {
  expect(nearestName("strength".repeat(1e5), names)).toBeUndefined();
});
