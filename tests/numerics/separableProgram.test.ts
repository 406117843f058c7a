import { describe, expect, it } from "vitest";
import { type ConvexTerm, minimizeSeparable } from "../../src/numerics/separableProgram.ts";

const square = (centre: number): ConvexTerm => ({
  value: (x) => (x - centre) ** 2,
  slope: (x) => 2 * (x - centre),
});

describe("a separable convex program", () => {
  it("finds the nearest point of a line, with the multiplier of the line", async () => {
    // min (x − 1)² + (y − 2)² on x + y ≤ 1: (0, 1), and the objective falls by 2 a unit of the limit.
    const found = await minimizeSeparable({
      terms: [square(1), square(2)],
      low: [-5, -5],
      high: [5, 5],
      rows: [
        {
          terms: [
            [0, 1],
            [1, 1],
          ],
          high: 1,
        },
      ],
    });
    expect(found.closed).toBe(true);
    expect(found.objective).toBeCloseTo(2, 8);
    // A gap of 1e-9 leaves its root in x.
    expect([...found.x]).toEqual([expect.closeTo(0, 4), expect.closeTo(1, 4)]);
    expect(found.rowMultipliers[0]).toBeCloseTo(-2, 3);
  });

  it("encloses the minimum between its two bounds", async () => {
    // Entropy: x log x is least at 1/e, where it is −1/e.
    const entropy: ConvexTerm = { value: (x) => x * Math.log(x), slope: (x) => 1 + Math.log(x) };
    for (const gap of [1e-2, 1e-6, 1e-10]) {
      const { objective, lowerBound, closed } = await minimizeSeparable(
        { terms: [entropy], low: [1e-3], high: [2], rows: [] },
        { gap },
      );
      expect(closed).toBe(true);
      expect(objective).toBeGreaterThanOrEqual(-1 / Math.E - 1e-12);
      expect(lowerBound).toBeLessThanOrEqual(-1 / Math.E + 1e-10);
      expect(objective - lowerBound).toBeLessThanOrEqual(gap);
    }
  });

  it("says so when the rounds run out", async () => {
    const { closed, rounds, objective, lowerBound } = await minimizeSeparable(
      {
        terms: [{ value: Math.exp, slope: Math.exp }, square(3)],
        low: [-4, 0],
        high: [4, 9],
        rows: [
          {
            terms: [
              [0, 1],
              [1, -1],
            ],
            low: 0,
            high: 0,
          },
        ],
      },
      { rounds: 2 },
    );
    expect(closed).toBe(false);
    expect(rounds).toBe(2);
    expect(lowerBound).toBeLessThan(objective);
  });

  it("takes subgradients of functions with corners, and variables that cost nothing", async () => {
    // |x| + |y − 1| + 0·z with x − y + z = 0 and |z| ≤ 1/4: 3/4.
    const modulus = (centre: number): ConvexTerm => ({
      value: (x) => Math.abs(x - centre),
      slope: (x) => Math.sign(x - centre),
    });
    const { objective, closed } = await minimizeSeparable({
      terms: [modulus(0), modulus(1), undefined],
      low: [-5, -5, -0.25],
      high: [5, 5, 0.25],
      rows: [
        {
          terms: [
            [0, 1],
            [1, -1],
            [2, 1],
          ],
          low: 0,
          high: 0,
        },
      ],
      starts: [[-1, 2], [-3, 3], []],
    });
    expect(closed).toBe(true);
    expect(objective).toBeCloseTo(0.75, 8);
  });

  it("is a matter of keeping the rows where nothing costs", async () => {
    const found = await minimizeSeparable({
      terms: [undefined, undefined],
      low: [0, 0],
      high: [1, 1],
      rows: [
        {
          terms: [
            [0, 1],
            [1, 1],
          ],
          low: 1.5,
        },
      ],
    });
    expect(found).toMatchObject({ objective: 0, lowerBound: 0, closed: true });
    expect(found.x[0]! + found.x[1]!).toBeGreaterThanOrEqual(1.5 - 1e-10);
    expect(Math.abs(found.rowMultipliers[0]!)).toBe(0);
  });

  it("refuses rows that cannot be kept", async () => {
    const shape = { terms: [square(0)], low: [0], high: [1], rows: [{ terms: [[0, 1]] as const, low: 2 }] };
    await expect(minimizeSeparable(shape)).rejects.toThrow("no optimum");
  });
});
