import { describe, expect, it, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { inked } from "../../src/targets/glyphInk.ts";
import { drawStrokes, lengthOf, type Place } from "../../src/targets/glyphStrokes.ts";
import { leastCosineDistance } from "../../src/targets/glyphs.ts";
import { glyphs, type Target, targets } from "../../src/targets/index.ts";
import { expectInputError } from "./inputErrorAt.ts";

const draw = (options: Parameters<typeof glyphs>[0] = {}, seed = 1): Target =>
  glyphs(options).draw(randomStream(seed));

function moments(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const square = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}

function cosineDistances({ points, dimension, masses }: Target): number[] {
  const rows = Array.from(masses, (_, i) => points.subarray(i * dimension, (i + 1) * dimension));
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, one, k) => sum + one * b[k]!, 0);
  const lengths = rows.map((row) => Math.sqrt(dot(row, row)));
  return rows.flatMap((a, i) => rows.slice(0, i).map((b, j) => 1 - dot(a, b) / (lengths[i]! * lengths[j]!)));
}

describe("the usual hundred glyphs", () => {
  const target = draw();

  it("are points of equal mass in 784 dimensions, each a mode of its own", () => {
    expect(target.dimension).toBe(784);
    expect(target.points.length).toBe(100 * 784);
    expect(new Set(target.masses)).toEqual(new Set([0.01]));
    expect(target.modes.centres).toEqual(target.points);
    expect(target.modes.spread).toBe(0);
  });

  it("have the mean and deviation that normalised handwritten digits have", () => {
    const { mean, deviation } = moments(target.points);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(deviation - 1)).toBeLessThan(0.1);
  });

  it("lie far apart", () => {
    const distances = cosineDistances(target).sort((a, b) => a - b);
    expect(distances[0]).toBeGreaterThanOrEqual(leastCosineDistance - 1e-12);
    expect(distances[distances.length >> 1]).toBeGreaterThan(0.6);
  });

  it("are bright in the middle and dark along the border", () => {
    const images = draw({ normalise: false });
    for (let i = 0; i < 100; i++) {
      const image = images.points.subarray(i * 784, (i + 1) * 784);
      expect(Math.max(...image)).toBeGreaterThan(0.9);
      expect(Math.min(...image)).toBe(0);
      const border = image.filter((_, k) => k < 28 || k >= 756 || k % 28 === 0 || k % 28 === 27);
      expect(Math.max(...border)).toBe(0);
    }
  });

  it("are brightness scaled as digits are", () => {
    const images = draw({ normalise: false, count: 3 });
    expect(draw({ count: 3 }).points).toEqual(images.points.map((pixel) => (pixel - 0.1307) / 0.3081));
  });
});

test("the glyphs are those of the alphabet, whatever the seed; fewer are the first ones", () => {
  expect(draw({ count: 7 }, 1)).toEqual(draw({ count: 7 }, 2));
  expect(draw({ count: 3 }).points).toEqual(draw({ count: 7 }).points.slice(0, 3 * 784));
  expect(draw({ count: 3, alphabet: 1 }).points).not.toEqual(draw({ count: 3 }).points);
});

test.each([16, 20, 40])("glyphs may have %i pixels a side", (size) => {
  const target = draw({ count: 10, size, normalise: false });
  expect(target.dimension).toBe(size * size);
  expect(targets.build({ kind: "glyphs", size }).dimension).toBe(size * size);
  const { mean } = moments(target.points);
  expect(mean).toBeGreaterThan(0.08);
  expect(mean).toBeLessThan(0.2);
});

test("wrong options are refused by name", () => {
  expectInputError(() => glyphs({ count: 0 }), "count", /at least 1/);
  expectInputError(() => glyphs({ size: 8 }), "size", /at least 16/);
  expectInputError(() => targets.build({ kind: "glyphs", normalize: true }), "normalize", /normalise/);
});

describe("the pen", () => {
  const line: Place[] = [
    [0.2, 0.5],
    [0.8, 0.5],
  ];

  it("covers the share of the page that it is asked for", () => {
    for (const share of [0.04, 0.06, 0.075]) {
      // The round ends of the line add a circle of the pen's width, the fading a little.
      const ends = Math.PI * (share / 1.2) ** 2;
      const covered = moments(inked([line], 200, share)).mean;
      expect(Math.abs(covered / (share + ends) - 1)).toBeLessThan(0.02);
    }
  });

  it("is 1 within the line, 0 far away, and between them on the edge", () => {
    const image = inked([line], 28, 0.1);
    const row = (k: number) => image[k * 28 + 14]!;
    expect(row(14)).toBe(1);
    expect(row(2)).toBe(0);
    const edges = Array.from({ length: 28 }, (_, k) => row(k)).filter((one) => one > 0 && one < 1);
    expect(edges.length).toBeGreaterThan(0);
  });

  it("goes over strokes that hang together, within the page", () => {
    const touches = (a: Place, b: Place) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) < 1e-9;
    for (let seed = 0; seed < 200; seed++) {
      const strokes = drawStrokes(randomStream(seed));
      expect(strokes.length).toBeGreaterThanOrEqual(1);
      expect(lengthOf(strokes)).toBeGreaterThan(0.5);
      expect(Math.max(...strokes.flat(2))).toBeLessThan(0.83);
      expect(Math.min(...strokes.flat(2))).toBeGreaterThan(0.17);
      const corners = strokes.slice(0, 1).flat();
      for (const stroke of strokes.slice(1)) {
        expect(corners.some((corner) => touches(corner, stroke[0]!))).toBe(true);
        corners.push(...stroke);
      }
    }
  });
});
