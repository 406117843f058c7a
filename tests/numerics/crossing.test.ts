import { describe, expect, test } from "vitest";
import { isotonic, levelCrossing } from "../../src/numerics/crossing.ts";
import { curveCrossing } from "../../src/numerics/crossingCurves.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { coverage, expectCovers } from "./covers.ts";

const grid = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Fractions of successes: 0 or 1 for each replica. */
function coins(x: readonly number[], chance: (x: number) => number, replicas: number, seed: number) {
  const stream = randomStream(seed, 40);
  return x.map((one) => Array.from({ length: replicas }, () => (stream.uniform() < chance(one) ? 1 : 0)));
}

/** The curve's value with normal noise. */
function noisy(
  x: readonly number[],
  curve: (x: number) => number,
  noise: number,
  [replicas, seed]: [number, number],
) {
  const stream = randomStream(seed, 41);
  return x.map((one) => Array.from({ length: replicas }, () => curve(one) + noise * stream.normal()));
}

const options = (seed = 1, resamples = 160) => ({ stream: randomStream(seed, 42), resamples });

describe("isotonic regression", () => {
  test("pools what goes down, by weight", () => {
    expect(Array.from(isotonic([1, 3, 2, 4], [1, 1, 1, 1]))).toEqual([1, 2.5, 2.5, 4]);
    expect(Array.from(isotonic([3, 0], [1, 2]))).toEqual([1, 1]);
    expect(Array.from(isotonic([3, 2, 1], [1, 1, 1]))).toEqual([2, 2, 2]);
  });
});

describe("the crossing of a level", () => {
  test("is where the straight pieces cross it, rising or falling", () => {
    expect(
      levelCrossing(
        [0, 1, 2],
        [
          [0, 0],
          [0.2, 0.2],
          [1, 1],
        ],
        0.6,
        options(),
      ).at,
    ).toBeCloseTo(1.5, 14);
    expect(
      levelCrossing(
        [0, 1, 2],
        [
          [1, 1],
          [0.2, 0.2],
          [0, 0],
        ],
        0.6,
        options(),
      ).at,
    ).toBeCloseTo(0.5, 14);
    // Without noise the interval is the point.
    const { low, high } = levelCrossing(
      [0, 1, 2],
      [
        [0, 0],
        [0.2, 0.2],
        [1, 1],
      ],
      0.6,
      options(),
    );
    expect([low, high]).toEqual([1.5, 1.5]);
  });

  test("is the middle of a stretch at the level", () => {
    const curve = [
      [0, 0],
      [0.5, 0.5],
      [0.5, 0.5],
      [1, 1],
    ];
    expect(levelCrossing([0, 1, 2, 3], curve, 0.5, options()).at).toBe(1.5);
  });

  test("a point out of order does not move it far", () => {
    const x = grid(0, 1, 11);
    const curve = x.map((one) => [sigmoid(20 * (one - 0.5)), sigmoid(20 * (one - 0.5))]);
    curve[8] = [0.4, 0.4];
    curve[1] = [0.3, 0.3];
    expect(levelCrossing(x, curve, 0.5, options()).at).toBeCloseTo(0.5, 1);
  });

  test.each([
    ["rising", 1],
    ["falling", -1],
  ])("covers the truth of a %s fraction of 16 replicas", (_, sign) => {
    const x = grid(0, 1, 13);
    const chance = (one: number) => sigmoid(sign * 12 * (one - 0.43));
    expectCovers(
      coverage(400, 0.43, (seed) => levelCrossing(x, coins(x, chance, 16, seed), 0.5, options(seed))),
    );
  });

  test("covers the truth of a lopsided curve with normal noise of eight replicas", () => {
    const x = grid(0, 1, 21);
    // Rises slowly, then jumps: 0.5 is passed at x with 0.3x + 0.7 s(40(x − 0.7)) = 0.5.
    const curve = (one: number) => 0.3 * one + 0.7 * sigmoid(40 * (one - 0.7));
    let [low, high] = [0, 1];
    for (let k = 0; k < 60; k++) {
      const middle = (low + high) / 2;
      if (curve(middle) < 0.5) low = middle;
      else high = middle;
    }
    expectCovers(
      coverage(400, low, (seed) => levelCrossing(x, noisy(x, curve, 0.2, [8, seed]), 0.5, options(seed))),
    );
  });

  test("says on which side it lies when the data do not reach it", () => {
    const x = [0, 1, 2];
    const rising = [
      [0, 0.1],
      [0.1, 0.2],
      [0.2, 0.3],
    ];
    expect(levelCrossing(x, rising, 0.9, options())).toEqual({
      at: undefined,
      side: "behind",
      low: 2,
      high: Number.POSITIVE_INFINITY,
    });
    expect(levelCrossing(x, rising, -0.5, options())).toEqual({
      at: undefined,
      side: "before",
      low: Number.NEGATIVE_INFINITY,
      high: 0,
    });
    // A flat curve tells its direction only when it is told.
    const falling = levelCrossing(x, rising, 0.9, { ...options(), direction: "falling" });
    expect(falling.side).toBe("before");
  });

  test("near the edge of the data the interval is open on that side", () => {
    const x = grid(0, 1, 6);
    const curve = noisy(x, (one) => one, 0.5, [4, 3]);
    const { high } = levelCrossing(x, curve, 0.98, options());
    expect(high).toBe(Number.POSITIVE_INFINITY);
  });

  test("single replicas give a place without an interval; wrong input is refused", () => {
    const one = levelCrossing([0, 1], [[0], [1]], 0.5, options());
    expect(one).toEqual({ at: 0.5, low: Number.NaN, high: Number.NaN });
    expect(() => levelCrossing([0, 0], [[0], [1]], 0.5, options())).toThrow(RangeError);
    expect(() => levelCrossing([0], [[0]], 0.5, options())).toThrow(RangeError);
    expect(() => levelCrossing([0, 1], [[0], [Number.NaN]], 0.5, options())).toThrow(RangeError);
  });
});

describe("the crossing of two curves", () => {
  // Two sizes of a transition at 0.4, alike at both ends.
  const curve = (size: number) => (one: number) => Math.tanh(size * (one - 0.4));
  const x = grid(0, 1, 16);

  test("is exact for straight lines, and does not mind which comes first", () => {
    const a = [
      [0, 0],
      [1, 1],
      [2, 2],
    ];
    const b = [
      [1.5, 1.5],
      [1.5, 1.5],
      [1.5, 1.5],
    ];
    expect(curveCrossing([0, 1, 2], a, b, options()).at).toBeCloseTo(1.5, 14);
    expect(curveCrossing([0, 1, 2], b, a, options()).at).toBeCloseTo(1.5, 14);
  });

  test("covers the truth with noise at the ends, where the curves run together", () => {
    expectCovers(
      coverage(400, 0.4, (seed) =>
        curveCrossing(x, noisy(x, curve(4), 0.15, [8, seed]), noisy(x, curve(12), 0.15, [8, 1000 + seed]), {
          ...options(seed),
        }),
      ),
    );
  });

  test("takes another statistic of the replicas", () => {
    const a = [
      [0, 0, 9],
      [2, 2, 9],
    ];
    const b = [
      [1, 1, 1],
      [1, 1, 1],
    ];
    const statistic = (values: readonly number[]) => Math.min(...values);
    expect(curveCrossing([0, 1], a, b, { ...options(), statistic }).at).toBeCloseTo(0.5, 14);
    expect(curveCrossing([0, 1], a, b, options()).at).toBeUndefined();
  });

  test("is undefined where one curve lies above the other", () => {
    const none = curveCrossing(
      [0, 1],
      [
        [1, 1],
        [2, 2],
      ],
      [
        [0, 0],
        [1, 1],
      ],
      options(),
    );
    expect(none).toEqual({ at: undefined, low: Number.NaN, high: Number.NaN });
  });
});
