import { describe, expect, it } from "vitest";
import { placeAt, positions } from "../../src/figures/axes.ts";
import { type Axis, contour } from "../../src/figures/index.ts";
import { spaced } from "./synthetic.ts";

function sampled(columns: number, rows: number, of: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: columns * rows }, (_, at) => of(at % columns, Math.floor(at / columns)));
}

/** A circle of radius r about the middle of an n × n grid. */
function circle(n: number, r: number): Float64Array {
  const middle = (n - 1) / 2;
  return sampled(n, n, (i, j) => Math.hypot(i - middle, j - middle) - r);
}

describe("contour", () => {
  it("finds a circle as one closed curve of the right radius and length", () => {
    const [n, r] = [41, 15.3];
    const curves = contour(circle(n, r), n, n, 0);
    expect(curves).toHaveLength(1);
    const { x, y } = curves[0]!;
    expect([x[0], y[0]]).toEqual([x.at(-1), y.at(-1)]);
    // Linear interpolation of the distance along an edge errs by at most h²/8r, h = 1.
    for (let s = 0; s < x.length; s++) {
      expect(Math.abs(Math.hypot(x[s]! - 20, y[s]! - 20) - r)).toBeLessThan(1 / (8 * r) + 1e-12);
    }
    let length = 0;
    for (let s = 1; s < x.length; s++) length += Math.hypot(x[s]! - x[s - 1]!, y[s]! - y[s - 1]!);
    // A polygon with chords below √2 is shorter than its circle by less than (√2/r)²/24 of it.
    expect(Math.abs(length / (2 * Math.PI * r) - 1)).toBeLessThan(2e-3);
  });

  it("converges to the circle with the square of the cell's size", () => {
    const worst = (n: number) => {
      const r = 0.37 * (n - 1);
      const { x, y } = contour(circle(n, r), n, n, 0)[0]!;
      return Math.max(
        ...x.map((_, s) => Math.abs(Math.hypot(x[s]! - (n - 1) / 2, y[s]! - (n - 1) / 2) / r - 1)),
      );
    };
    // Halving the cells divides the relative error by four; between 3 and 5.5 allows for where the worst point falls.
    const ratio = worst(33) / worst(65);
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(5.5);
  });

  it("is exact for a function that is linear in the index", () => {
    const [curve] = contour(
      sampled(7, 5, (i, j) => 2 * i - 3 * j + 0.5),
      7,
      5,
      1.25,
    );
    curve!.x.forEach((x, s) => {
      expect(2 * x - 3 * curve!.y[s]! + 0.5).toBeCloseTo(1.25, 12);
    });
  });

  it("draws a power law as a straight line between logarithmic axes, exactly", () => {
    const axis = (column: string, from: number, to: number, count: number): Axis => ({
      column,
      symbol: column,
      label: "",
      scale: "log",
      values: spaced(from, to, count, true),
    });
    const [across, up] = [axis("λ", 1e-3, 10, 23), axis("η", 1e-2, 1e2, 17)];
    const value = (i: number, j: number) =>
      Math.log((up.values[j] as number) / (across.values[i] as number) ** 2);
    const curves = contour(sampled(23, 17, value), 23, 17, Math.log(4));
    expect(curves).toHaveLength(1);
    curves[0]!.x.forEach((place, s) => {
      const x = placeAt(across, positions(across), place);
      const y = placeAt(up, positions(up), curves[0]!.y[s]!);
      expect(y / (4 * x * x)).toBeCloseTo(1, 10);
    });
  });

  it("leaves out squares with a corner that is not finite, and those alone", () => {
    const values = sampled(9, 5, (i, j) => (i === 4 && j === 4 ? Number.NaN : j - 3.5));
    const curves = contour(values, 9, 5, 0);
    expect(curves).toHaveLength(2);
    expect(curves.map(({ x }) => [Math.min(...x), Math.max(...x)]).sort((a, b) => a[0]! - b[0]!)).toEqual([
      [0, 3],
      [5, 8],
    ]);
  });

  it("decides a saddle by the mean at its centre", () => {
    // Corners +, −, +, − (anticlockwise): with a positive centre the positive corners hang together.
    const joined = contour(Float64Array.of(1, -0.5, -0.5, 1), 2, 2, 0);
    const parted = contour(Float64Array.of(0.5, -1, -1, 0.5), 2, 2, 0);
    // Joined: each curve cuts off one negative corner, (1, 0) or (0, 1).
    for (const { x, y } of joined) expect(Math.abs(x[0]! + x[1]! - (y[0]! + y[1]!))).toBeGreaterThan(0.5);
    for (const { x, y } of parted) expect(Math.abs(x[0]! + x[1]! - (y[0]! + y[1]!))).toBeLessThan(1e-12);
    expect([joined.length, parted.length]).toEqual([2, 2]);
  });

  it("keeps the sign change between its two sides everywhere", () => {
    const n = 30;
    const wave = (x: number, y: number) => Math.sin(0.5 * x) + Math.cos(0.4 * y + 0.1 * x);
    const curves = contour(sampled(n, n, wave), n, n, 0.2);
    expect(curves.length).toBeGreaterThan(2);
    // The second derivatives are below 0.5, so between neighbours interpolation errs by less than 0.5/8.
    for (const { x, y } of curves) {
      for (const [s, at] of x.entries()) expect(Math.abs(wave(at, y[s]!) - 0.2)).toBeLessThan(0.0625);
    }
  });

  it("finds a crossing beside a kink by asking between the points, where interpolation sticks to a side", () => {
    // Flat just below the level, steep beyond 3.4: what the largest of several eigenvalues does.
    const kinked = (x: number) => Math.max(-0.001, x - 3.4);
    const n = 6;
    const values = sampled(n, n, kinked);
    const farthest = (curves: { x: number[] }[]) =>
      Math.max(...curves.flatMap(({ x }) => x.map((at) => Math.abs(at - 3.4))));
    // Six halvings leave a 64th of a cell, within which the kink is passed.
    expect(farthest(contour(values, n, n, 0, kinked))).toBeLessThan(1 / 64);
    expect(farthest(contour(values, n, n, 0))).toBeGreaterThan(0.3);
  });
});
