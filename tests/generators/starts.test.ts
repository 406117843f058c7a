import { describe, expect, test } from "vitest";
import {
  gaussianStart,
  nearPointsStart,
  pointsStart,
  type Start,
  sphereStart,
  starts,
  uniformStart,
} from "../../src/generators/starts/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import type { Spec } from "../../src/options/index.ts";
import { points } from "../../src/targets/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

const target = points([
  [0, 0],
  [4, 1],
  [-3, 2],
]).draw(randomStream(0));

function draw(start: Start, count: number, seed = 1): number[][] {
  const flat = start.draw(count, target, randomStream(seed));
  expect(flat.length).toBe(2 * count);
  return Array.from({ length: count }, (_, j) => [flat[2 * j]!, flat[2 * j + 1]!]);
}

function moments(cloud: number[][]) {
  const n = cloud.length;
  const mean = [0, 1].map((a) => cloud.reduce((sum, point) => sum + point[a]!, 0) / n);
  const entry = (a: number, b: number) =>
    cloud.reduce((sum, point) => sum + (point[a]! - mean[a]!) * (point[b]! - mean[b]!), 0) / n;
  return { mean, covariance: [entry(0, 0), entry(0, 1), entry(1, 1)] };
}

const specs: Spec[] = [
  {
    kind: "points",
    points: [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  },
  { kind: "gaussian", spread: 0.3 },
  {
    kind: "gaussian",
    covariance: [
      [1, 0.5],
      [0.5, 2],
    ],
    exact: true,
  },
  { kind: "sphere", radius: 2 },
  { kind: "uniform", low: [0, 0], high: [1, 2] },
  { kind: "nearPoints", counts: [2, 0, 1], spread: 0.1 },
];

describe.each(specs)("the laws of starts hold for %j", (spec) => {
  test("the same stream draws as many finite particles as asked, the same each time", () => {
    const start = starts.build(spec);
    const cloud = draw(start, 3, 7);
    expect(cloud.flat().every(Number.isFinite)).toBe(true);
    expect(draw(start, 3, 7)).toEqual(cloud);
  });

  test("an unknown option is refused by name", () => {
    expectInputError(() => starts.build({ ...spec, raduis: 1 }), "raduis", /unknown option/);
  });
});

describe("points", () => {
  test("stand where they are put", () => {
    expect(
      draw(
        pointsStart({
          points: [
            [1, 2],
            [3, 4],
          ],
        }),
        2,
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test("must be one a particle, of the target's dimension", () => {
    expectInputError(() => draw(pointsStart({ points: [[1, 2]] }), 2), "points", /2 points/);
    expectInputError(() => draw(pointsStart({ points: [[1]] }), 1), "points[0]", /2 coordinates/);
  });
});

describe("gaussian", () => {
  test("exact gives the cloud itself the mean and covariance", () => {
    const covariance = [
      [0.1, 0.05],
      [0.05, 0.2],
    ];
    const measured = moments(draw(gaussianStart({ mean: [3, -1], covariance, exact: true }), 20));
    // Whitening and stretching 20 points: some tens of roundings.
    expect(measured.mean[0]).toBeCloseTo(3, 13);
    expect(measured.mean[1]).toBeCloseTo(-1, 13);
    [0.1, 0.05, 0.2].forEach((expected, k) => {
      expect(measured.covariance[k]).toBeCloseTo(expected, 14);
    });
  });

  test("exact works with one particle more than dimensions, and with a flat covariance", () => {
    const flat = [
      [1, 1],
      [1, 1],
    ];
    const measured = moments(draw(gaussianStart({ covariance: flat, exact: true }), 3));
    for (const entry of measured.covariance) expect(entry).toBeCloseTo(1, 12);
  });

  test("without exact scatters about the mean with the given spread", () => {
    const n = 4000;
    const { mean, covariance } = moments(draw(gaussianStart({ spread: 0.5 }), n));
    // Four standard deviations of mean, variance and covariance.
    for (const value of mean) expect(Math.abs(value)).toBeLessThan((4 * 0.5) / Math.sqrt(n));
    expect(Math.abs(covariance[0]! - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / n));
    expect(Math.abs(covariance[1]!)).toBeLessThan((4 * 0.25) / Math.sqrt(n));
  });

  test("a spread is the same cloud as that multiple of the unit covariance", () => {
    const unit = [
      [0.25, 0],
      [0, 0.25],
    ];
    expect(draw(gaussianStart({ covariance: unit }), 5)).toEqual(draw(gaussianStart({ spread: 0.5 }), 5));
  });

  test("refuses both or none of spread and covariance, wrong sizes, and exact with too few", () => {
    const identity = [
      [1, 0],
      [0, 1],
    ];
    expectInputError(() => gaussianStart({}), "spread", /missing/);
    expectInputError(() => gaussianStart({ spread: 1, covariance: identity }), "spread", /left out/);
    expectInputError(
      () =>
        gaussianStart({
          covariance: [
            [1, 2],
            [2, 1],
          ],
        }),
      "covariance",
      /positive/,
    );
    expectInputError(() => draw(gaussianStart({ covariance: [[1]] }), 1), "covariance", /2 rows/);
    expectInputError(() => draw(gaussianStart({ spread: 1, mean: [1] }), 1), "mean", /2 numbers/);
    expectInputError(() => draw(gaussianStart({ spread: 1, exact: true }), 2), "exact", /more than 2/);
  });
});

describe("sphere", () => {
  test("puts every particle at the radius, in every direction", () => {
    const n = 2000;
    const cloud = draw(sphereStart({ radius: 2, centre: [5, 5] }), n);
    for (const point of cloud) expect(Math.hypot(point[0]! - 5, point[1]! - 5)).toBeCloseTo(2, 13);
    // Four standard deviations of the mean of a coordinate, 2/√(2n).
    for (const a of [0, 1]) expect(Math.abs(moments(cloud).mean[a]! - 5)).toBeLessThan(8 / Math.sqrt(2 * n));
  });

  test("in one dimension is two points", () => {
    const line = points([[0]]).draw(randomStream(0));
    const places = sphereStart({ radius: 3 }).draw(40, line, randomStream(2));
    expect(new Set(places)).toEqual(new Set([-3, 3]));
  });

  test("refuses a centre of another dimension", () => {
    expectInputError(() => draw(sphereStart({ radius: 1, centre: [0] }), 1), "centre", /2 numbers/);
  });
});

describe("uniform", () => {
  test("fills its box", () => {
    const n = 2000;
    const cloud = draw(uniformStart({ low: [-1, 10], high: [1, 13] }), n);
    [
      [-1, 1],
      [10, 13],
    ].forEach(([low, high], a) => {
      const values = cloud.map((point) => point[a]!);
      const size = high! - low!;
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low!);
      expect(Math.max(...values)).toBeLessThan(high!);
      // The chance that 2000 draws leave a hundredth at an end empty is 2e-9.
      expect(Math.min(...values)).toBeLessThan(low! + size / 100);
      expect(Math.max(...values)).toBeGreaterThan(high! - size / 100);
    });
  });

  test("refuses boxes that are inside out or of another dimension", () => {
    expectInputError(() => uniformStart({ low: [0, 1], high: [1, 0] }), "high[1]", /at least 1/);
    expectInputError(() => uniformStart({ low: [0, 1], high: [1] }), "high", /2 numbers/);
    expectInputError(() => draw(uniformStart({ low: [0], high: [1] }), 1), "low", /2 numbers/);
  });
});

describe("nearPoints", () => {
  test("puts the asked number at each true point", () => {
    expect(draw(nearPointsStart({ counts: [2, 0, 1], spread: 0 }), 3)).toEqual([
      [0, 0],
      [0, 0],
      [-3, 2],
    ]);
    for (const [x, y] of draw(nearPointsStart({ counts: [0, 5, 0], spread: 0.01 }), 5)) {
      // Ten standard deviations.
      expect(Math.hypot(x! - 4, y! - 1)).toBeLessThan(0.1);
      expect(x).not.toBe(4);
    }
  });

  test("refuses counts that fit neither the points nor the particles", () => {
    expectInputError(() => draw(nearPointsStart({ counts: [3], spread: 0 }), 3), "counts", /3 numbers/);
    expectInputError(() => draw(nearPointsStart({ counts: [1, 1, 2], spread: 0 }), 3), "counts", /sum to 3/);
  });
});
