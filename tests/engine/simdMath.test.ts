import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import { mathValues } from "./mathErrors.ts";

const webasm = await openBackend("webasm");

/** The distance from a number to the next, at least that of the smallest. */
function lastPlace(value: number): number {
  return Math.max(2 ** (Math.floor(Math.log2(Math.abs(value))) - 52), Number.MIN_VALUE);
}

const all = Number.MAX_VALUE;
/** Where the functions are tried, and how many units in the last place they may be off; 0: they are Math's own. */
const sweeps: readonly [name: string, from: number, to: number, units: number][] = [
  ["exp", -1, 1, 4],
  ["exp", -708, 709, 4],
  ["log", 0.5, 2, 3],
  ["log", 1e-9, 1e3, 3],
  ["log", 1e-320, 1e-307, 3],
  ["log", 1, all, 3],
  ["tanh", -0.01, 0.01, 3],
  ["tanh", -1, 1, 4],
  ["tanh", -30, 30, 4],
  ["sin", -2, 2, 3],
  ["sin", -1e5, 1e5, 3],
  ["cos", -2, 2, 3],
  ["cos", -1e5, 1e5, 3],
  ["asin", -1, 1, 3],
  ["acos", -1, 1, 3],
  ["atan", -9, 9, 0],
  ["pow", 0.001, 9, 0],
];

describe("functions of Math for pairs", () => {
  it.each(sweeps)("%s from %f to %f", async (name, from, to, units) => {
    const xs = Array.from({ length: 20001 }, (_, k) => from + (to / 20001 - from / 20001) * (k + 0.37));
    const exact =
      name === "pow"
        ? (x: number) => x ** -2.5
        : (Math as unknown as Record<string, (x: number) => number>)[name]!;
    const values = await mathValues(webasm, name, xs);
    const worst = xs.reduce((most, x, k) => {
      const off = Math.abs(values[k]! - exact(x)) / lastPlace(exact(x));
      return off <= most ? most : off;
    }, 0);
    expect(worst).toBeLessThanOrEqual(units);
  });

  const { NaN: none, POSITIVE_INFINITY: plus, NEGATIVE_INFINITY: minus } = Number;
  const edges = [
    none,
    plus,
    minus,
    0,
    -0,
    1,
    -1,
    2,
    -2,
    5e-324,
    -5e-324,
    1e-310,
    1e-300,
    -1e-20,
    709.7,
    710,
    -745.2,
    -746,
    1e308,
  ];

  it.each(["exp", "log", "tanh", "sin", "cos", "asin", "acos", "atan"])("%s at its limits", async (name) => {
    const exact = edges.map((Math as unknown as Record<string, (x: number) => number>)[name]!);
    // Where the angle is lost in rounding, sine and cosine mean nothing.
    const told = edges.map(
      (x) => !/sin|cos/.test(name) || !(Math.abs(x) > 1e6) || !Number.isFinite(x) || /a/.test(name),
    );
    const values = await mathValues(webasm, name, edges);
    edges.forEach((x, k) => {
      if (!told[k]) return;
      const wanted = exact[k]!;
      const near = Number.isFinite(wanted)
        ? Math.abs(values[k]! - wanted) <= 4 * lastPlace(wanted)
        : Object.is(values[k], wanted);
      expect([name, x, values[k], near]).toEqual([name, x, values[k], true]);
    });
  });

  it("a half of a pair does not depend on the other", async () => {
    for (const name of ["exp", "log", "tanh", "sin", "cos", "asin", "acos"]) {
      const [lone] = await mathValues(webasm, name, [0.37]);
      for (const other of [...edges, 0.9])
        expect((await mathValues(webasm, name, [0.37, other]))[0]).toBe(lone);
    }
  });
});
