import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import { tolerances } from "../tolerances.ts";
import { call, program, text, valuesAfter } from "./programs.ts";

/** exp of many arguments at once, as webasm computes it. */
async function exponentials(arguments_: readonly number[]): Promise<readonly number[]> {
  const one = program([call("out", text("function (x) { return Math.exp(x[0][this.thread.x]); }"), ["x"])], {
    simulations: arguments_.length,
    state: { out: new Float64Array(arguments_.length) },
    parameters: { x: Float64Array.from(arguments_) },
  });
  return valuesAfter(await openBackend("webasm"), 1, one, "out");
}

/** Arguments that single precision holds exactly. */
const grid = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, k) => Math.fround(from + ((to - from) * k) / (count - 1)));

describe("exp on webasm", () => {
  it("is right to the stated share for |x| ≤ 88", async () => {
    // Below −87.3 the result itself is denormal, with fewer digits.
    const xs = [...grid(-87, 88, 6001), ...grid(-1, 1, 2001)];
    const values = await exponentials(xs);
    const errors = xs.map((x, k) => Math.abs(values[k]! / Math.exp(x) - 1));
    expect(Math.max(...errors)).toBeLessThan(tolerances.single.exponential);
    // The bound is not idle either: the squarings do cost digits.
    expect(Math.max(...errors)).toBeGreaterThan(tolerances.single.exponential / 20);
  });

  it("is right to twice the rounding that five squarings leave, where a Gaussian is not small", async () => {
    const xs = grid(-2, 0, 4001);
    const values = await exponentials(xs);
    const errors = xs.map((x, k) => Math.abs(values[k]! / Math.exp(x) - 1));
    expect(Math.max(...errors)).toBeLessThan(2 * 32 * 2 ** -24);
  });

  it("is exactly 1 at 0, and has the limits 0 and ∞", async () => {
    expect(await exponentials([0, -0, -110, -1e30, 110, 1e30])).toEqual([
      1,
      1,
      0,
      0,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("rises with its argument up to its own rounding, and is never negative or not a number", async () => {
    const xs = grid(-100, 100, 8001);
    const values = await exponentials(xs);
    for (let k = 1; k < xs.length; k++) {
      expect(values[k]!).toBeGreaterThanOrEqual(values[k - 1]! * (1 - 2 * tolerances.single.exponential));
      expect(values[k]!).toBeGreaterThanOrEqual(0);
    }
  });
});
