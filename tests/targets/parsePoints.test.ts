import { describe, expect, test } from "vitest";
import { parsePoints } from "../../src/targets/index.ts";
import { expectInputError } from "./inputErrorAt.ts";

function expectProblem(text: string, problem: string): void {
  const pattern = new RegExp(`^data\\.csv: ${problem.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
  expectInputError(() => parsePoints(text, "data.csv"), "path", pattern);
}

describe("parsePoints", () => {
  test("reads points without a header", () => {
    expect(parsePoints("0,1\n2,-3.5e-1\n", "data.csv")).toEqual({
      points: [
        [0, 1],
        [2, -0.35],
      ],
    });
  });

  test("reads any header, and masses by the name of their column", () => {
    expect(parsePoints("a,Mass,b\n1,0.25,2\n3,0.75,4", "data.csv")).toEqual({
      points: [
        [1, 2],
        [3, 4],
      ],
      masses: [0.25, 0.75],
    });
  });

  test("reads a header of numbers beside a mass column", () => {
    expect(parsePoints("0,1,mass\n5,6,1", "data.csv")).toEqual({ points: [[5, 6]], masses: [1] });
  });

  test("reads one column, tabs, semicolons, Windows line ends, a byte-order mark, blank and # lines", () => {
    expect(parsePoints("\ufeffx\r\n1\r\n\r\n# note\r\n2\r\n", "data.csv").points).toEqual([[1], [2]]);
    expect(parsePoints("1\t2\n3\t4\n", "data.csv").points).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(parsePoints("x;y\n1;2\n", "data.csv").points).toEqual([[1, 2]]);
    expect(parsePoints("1, 2\n3, 4\n", "data.csv").points).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test("normalises masses that sum to 1 but for a few digits", () => {
    const { masses } = parsePoints("x,mass\n0,0.3333333\n1,0.3333333\n2,0.3333333", "data.csv");
    expect(masses!.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 14);
  });

  test("names line and column of what is not a number", () => {
    expectProblem("x0,x1\n1,2\n3,abc\n", 'line 3, column x1: "abc" is not a number');
    expectProblem("# note\n\n1,2\n3,abc\n", 'line 4, column x1: "abc" is not a number');
    expectProblem("1,abc\n3,4\n", 'line 1, column x1: "abc" is not a number');
    expectProblem("x,y\n1,\n", "line 2, column y: is empty");
    expectProblem("x\nInfinity\n", 'line 2, column x: "Infinity" is not a number');
  });

  test("names the line with another number of fields", () => {
    expectProblem("x,y\n1,2\n3\n", "line 3 has 1 fields, but line 1 has 2");
  });

  test("refuses masses that are not positive or do not sum to 1", () => {
    expectProblem("x,mass\n0,1\n1,0\n", "line 3, column mass: a mass must be more than 0, not 0");
    expectProblem("x,mass\n0,0.5\n1,0.4\n", "the masses must sum to 1, not 0.9");
  });

  test("refuses a text without points or coordinates", () => {
    expectProblem("", "holds no points");
    expectProblem("x,y\n", "holds no points");
    expectProblem("mass\n1\n", "holds masses, but no coordinates");
  });
});
