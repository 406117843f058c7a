import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import type { Spec } from "../../src/options/index.ts";
import {
  gaussianTarget,
  grid,
  points,
  pointsTarget,
  ring,
  type Target,
  targets,
  twoModes,
} from "../../src/targets/index.ts";
import { expectInputError } from "./inputErrorAt.ts";

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function rows(values: Float64Array, d: number): number[][] {
  return Array.from({ length: values.length / d }, (_, i) => [...values.slice(i * d, (i + 1) * d)]);
}

// Masses and coordinates of a few operations each.
const DIGITS = 14;

const specs: Spec[] = [
  {
    kind: "points",
    points: [
      [0, 0],
      [1, 0],
    ],
    masses: [0.25, 0.75],
  },
  { kind: "ring", modes: 8, radius: 2, spread: 0.1, samples: 20 },
  { kind: "grid", side: 3, spacing: 1, spread: 0.1, samples: 20 },
  { kind: "twoModes", separation: 2, dimension: 3, spread: 0.2, samples: 7 },
  {
    kind: "gaussian",
    mean: [1, 2],
    covariance: [
      [1, 0.5],
      [0.5, 2],
    ],
    samples: 11,
  },
];

describe.each(specs)("the laws of targets hold for $kind", (spec) => {
  const draw = (seed: number): Target => targets.build(spec).draw(randomStream(seed));

  test("sizes agree, masses are positive and sum to 1", () => {
    const { points, masses, dimension, modes } = draw(1);
    expect(points.length).toBe(masses.length * dimension);
    expect(modes.centres.length).toBe(modes.masses.length * dimension);
    for (const list of [masses, modes.masses]) {
      expect(sum(list)).toBeCloseTo(1, DIGITS);
      expect(Math.min(...list)).toBeGreaterThan(0);
    }
    expect(targets.build(spec).dimension).toBe(dimension);
  });

  test("the same stream draws the same target", () => {
    expect(draw(3)).toEqual(draw(3));
  });

  test("an unknown option is refused by name", () => {
    expectInputError(() => targets.build({ ...spec, spraed: 1 }), "spraed", /unknown option/);
  });
});

describe("points", () => {
  test("have equal masses when none are given", () => {
    const target = points([[0], [1], [3], [7]]).draw(randomStream(0));
    expect([...target.masses]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...target.points]).toEqual([0, 1, 3, 7]);
    expect(target.modes.spread).toBe(0);
  });

  test("that coincide are one mode", () => {
    const { modes, masses } = points(
      [
        [0, 1],
        [2, 2],
        [-0, 1],
      ],
      [0.2, 0.3, 0.5],
    ).draw(randomStream(0));
    expect(masses.length).toBe(3);
    expect([...modes.centres]).toEqual([0, 1, 2, 2]);
    expect([...modes.masses]).toEqual([0.7, 0.3]);
  });

  test("belong to the nearest of given centres, which are the modes then", () => {
    const list = [[-1, 0.1], [1, 0], [-1, -0.1], [1, 0.2]]; // biome-ignore format: a list of points
    const centres = [[-1, 0], [1, 0]]; // biome-ignore format: a list of points
    const about = (given: number[][]) =>
      pointsTarget({ points: list, masses: [0.1, 0.2, 0.3, 0.4], centres: given });
    const { modes, points: drawn } = about(centres).draw(randomStream(0));
    expect([...drawn]).toEqual(list.flat());
    expect([...modes.centres]).toEqual([-1, 0, 1, 0]);
    expect(modes.masses[0]).toBeCloseTo(0.4, DIGITS);
    expect(modes.masses[1]).toBeCloseTo(0.6, DIGITS);
    // Σ p ‖x − c‖² = 0.1·0.01 + 0.3·0.01 + 0.4·0.04, over two axes.
    expect(modes.spread).toBeCloseTo(Math.sqrt(0.01), DIGITS);
    expectInputError(() => about([[0]]), "centres[0]", /2 coordinates/);
    expectInputError(() => about([...centres, [9, 9]]).draw(randomStream(0)), "centres[2]", /no point/);
  });

  test("are not changed by whoever changes a drawn target", () => {
    const source = points([[1]], [1]);
    source.draw(randomStream(0)).masses[0] = 9;
    expect(source.draw(randomStream(0)).masses[0]).toBe(1);
  });

  test("refuse wrong masses and dimensions at their place", () => {
    expectInputError(() => points([[0], [1]], [1]), "masses", /2 numbers/);
    expectInputError(() => points([[0], [1]], [0.5, 0.4]), "masses", /sum to 1/);
    expectInputError(() => points([[0], [1]], [1, 0]), "masses[1]", /more than 0/);
    expectInputError(() => points([[0], [1, 2]]), "points[1]", /2 coordinates/);
    expectInputError(() => points([[Number.NaN]]), "points[0][0]");
  });
});

describe("ring, grid and twoModes", () => {
  test("a ring without spread is its centres", () => {
    const target = ring({ modes: 4, radius: 2 }).draw(randomStream(0));
    const expected = [
      [2, 0],
      [0, 2],
      [-2, 0],
      [0, -2],
    ];
    rows(target.points, 2).forEach((point, i) => {
      expect(point[0]).toBeCloseTo(expected[i]![0]!, DIGITS);
      expect(point[1]).toBeCloseTo(expected[i]![1]!, DIGITS);
    });
    expect(target.points).toEqual(target.modes.centres);
  });

  test("a grid is centred, with neighbours one spacing apart", () => {
    const { points: places } = grid({ side: 3, spacing: 0.5 }).draw(randomStream(0));
    expect(sum(places)).toBe(0);
    expect(rows(places, 2)).toContainEqual([-0.5, 0.5]);
    expect(new Set(rows(places, 2).map(String)).size).toBe(9);
  });

  test("two modes lie at half the separation on the first axis", () => {
    expect([...twoModes({ separation: 3 }).draw(randomStream(0)).points]).toEqual([-1.5, 1.5]);
    expect([...twoModes({ separation: 2, dimension: 2 }).draw(randomStream(0)).points]).toEqual([
      -1, 0, 1, 0,
    ]);
  });

  test("samples are dealt evenly, and the modes' masses say how", () => {
    const { modes } = ring({ modes: 4, radius: 1, spread: 0.1, samples: 10 }).draw(randomStream(0));
    expect([...modes.masses]).toEqual([0.3, 0.3, 0.2, 0.2]);
  });

  test("samples scatter about their mode with the given spread", () => {
    const samples = 4000;
    const spread = 0.2;
    const { points: places, modes } = ring({ modes: 2, radius: 5, spread, samples }).draw(randomStream(4));
    let square = 0;
    places.forEach((x, k) => {
      const mode = Math.floor(k / 2) % 2;
      square += (x - modes.centres[mode * 2 + (k % 2)]!) ** 2;
    });
    const measured = square / places.length / spread ** 2;
    // Four standard deviations, √(2/n), of a variance from 8000 normal numbers.
    expect(Math.abs(measured - 1)).toBeLessThan(4 * Math.sqrt(2 / places.length));
    expect(modes.spread).toBe(spread);
  });

  test("refuse fewer samples than modes", () => {
    expectInputError(() => ring({ modes: 8, radius: 1, samples: 7 }), "samples", /at least 8/);
    expectInputError(() => grid({ side: 5, spacing: 1, samples: 24 }), "samples", /at least 25/);
    expectInputError(() => twoModes({ separation: 1, samples: 1 }), "samples", /at least 2/);
  });

  test("refuse a radius, spacing or separation of zero", () => {
    expectInputError(() => ring({ modes: 8, radius: 0 }), "radius");
    expectInputError(() => grid({ side: 5, spacing: 0 }), "spacing");
    expectInputError(() => twoModes({ separation: 0 }), "separation");
  });
});

describe("gaussianTarget", () => {
  test("has the given mean and covariance", () => {
    const samples = 4000;
    const covariance = [
      [1, 0.5],
      [0.5, 2],
    ];
    const { points: places, modes } = gaussianTarget({ mean: [3, -1], covariance, samples }).draw(
      randomStream(5),
    );
    const list = rows(places, 2);
    const mean = [0, 1].map((a) => list.reduce((total, point) => total + point[a]!, 0) / samples);
    [3, -1].forEach((expected, a) => {
      expect(Math.abs(mean[a]! - expected)).toBeLessThan(4 * Math.sqrt(covariance[a]![a]! / samples));
    });
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const measured =
        list.reduce((total, point) => total + (point[a]! - mean[a]!) * (point[b]! - mean[b]!), 0) / samples;
      const variance = covariance[a]![a]! * covariance[b]![b]! + covariance[a]![b]! ** 2;
      expect(Math.abs(measured - covariance[a]![b]!)).toBeLessThan(4 * Math.sqrt(variance / samples));
    }
    expect([...modes.centres]).toEqual([3, -1]);
    expect(modes.spread).toBeCloseTo(Math.sqrt(1.5), DIGITS);
  });

  test("refuses a covariance of the wrong size, asymmetric or indefinite", () => {
    const make = (covariance: number[][]) => gaussianTarget({ mean: [0, 0], covariance, samples: 2 });
    expectInputError(() => make([[1]]), "covariance", /2 rows/);
    expectInputError(
      () =>
        make([
          [1, 0.2],
          [0, 1],
        ]),
      "covariance",
      /symmetric/,
    );
    expectInputError(
      () =>
        make([
          [1, 2],
          [2, 1],
        ]),
      "covariance",
      /positive/,
    );
    expectInputError(() => make([[1, 0], [0]]), "covariance[1]");
  });
});

describe("file", () => {
  test("says that it was not read when drawn", () => {
    const source = targets.build({ kind: "file", path: "data.csv" });
    expectInputError(() => source.draw(randomStream(0)), "path", /data\.csv.*not been read/);
  });
});

test("an unknown kind of target is refused with the nearest name", () => {
  expectInputError(() => targets.build({ kind: "rings" }), "kind", /ring/);
});
