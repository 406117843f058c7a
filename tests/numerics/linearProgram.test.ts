import { describe, expect, it } from "vitest";
import { LinearProgram, solveProgram } from "../../src/numerics/linearProgram.ts";

describe("a linear program", () => {
  // max 3x + 2y: x + y ≤ 4, x + 3y ≤ 9, 0 ≤ x ≤ 3: the corner (3, 1).
  const shape = {
    cost: [-3, -2],
    low: [0, 0],
    high: [3, Number.POSITIVE_INFINITY],
    rows: [
      {
        terms: [
          [0, 1],
          [1, 1],
        ] as const,
        high: 4,
      },
      {
        terms: [
          [0, 1],
          [1, 3],
        ] as const,
        high: 9,
      },
    ],
  };

  it("has the corner with the least cost, and multipliers that are derivatives", async () => {
    const { objective, x, rowMultipliers, multipliers } = await solveProgram(shape);
    expect(objective).toBeCloseTo(-11, 9);
    expect([...x]).toEqual([expect.closeTo(3, 9), expect.closeTo(1, 9)]);
    expect([...rowMultipliers]).toEqual([expect.closeTo(-2, 9), expect.closeTo(0, 9)]);
    expect([...multipliers]).toEqual([expect.closeTo(-1, 9), expect.closeTo(0, 9)]);
  });

  it("takes more rows after it was solved", async () => {
    const program = await LinearProgram.open(shape);
    program.solve();
    program.addRows([{ terms: [[0, 1]], high: 1 }]);
    const { objective, x, rowMultipliers } = program.solve();
    program.close();
    expect([...x]).toEqual([expect.closeTo(1, 9), expect.closeTo(8 / 3, 9)]);
    expect(objective).toBeCloseTo(-3 - 16 / 3, 9);
    expect(rowMultipliers).toHaveLength(3);
  });

  it("is quadratic with a curvature: the point of a line that is nearest to the origin", async () => {
    const rows = [
      {
        terms: [
          [0, 1],
          [1, 2],
        ] as const,
        low: 5,
        high: 5,
      },
    ];
    const { objective, x } = await solveProgram({ cost: [0, 0], curvature: [2, 2], rows });
    expect([...x]).toEqual([expect.closeTo(1, 7), expect.closeTo(2, 7)]);
    expect(objective).toBeCloseTo(5, 7);
  });

  it("says when it has no optimum", async () => {
    await expect(solveProgram({ cost: [1], rows: [] })).rejects.toThrow(/no optimum: unbounded/);
    const rows = [
      { terms: [[0, 1]] as const, low: 2 },
      { terms: [[0, 1]] as const, high: 1 },
    ];
    await expect(solveProgram({ cost: [1], rows })).rejects.toThrow(/no optimum: infeasible/);
  });
});
