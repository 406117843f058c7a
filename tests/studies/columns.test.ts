import { describe, expect, it } from "vitest";
import { concatenated, tableOf } from "../../src/studies/columns.ts";

describe("tables of rows", () => {
  it("fill a missing number with NaN and a missing text with nothing", () => {
    const table = tableOf([{ a: 1, t: "x" }, { b: 2 }], []);
    expect(table.columns).toEqual({
      a: Float64Array.of(1, Number.NaN),
      t: ["x", ""],
      b: Float64Array.of(Number.NaN, 2),
    });
  });

  it("keep whole numbers as such where that is asked for", () => {
    expect(tableOf([{ cell: 3 }], ["cell"]).columns.cell).toEqual(Int32Array.of(3));
  });

  it("stand one under the other in order, whatever columns each has", () => {
    const first = tableOf([{ cell: 0, v: 1.5 }], ["cell"]);
    const second = tableOf([{ cell: 1, w: "text" }], ["cell"]);
    expect(concatenated([first, second])).toEqual({
      length: 2,
      columns: { cell: Int32Array.of(0, 1), v: Float64Array.of(1.5, Number.NaN), w: ["", "text"] },
    });
  });

  it("keep the bits of every double", () => {
    const odd = [-0, 5e-324, Number.NaN, Number.NEGATIVE_INFINITY];
    const joined = concatenated(odd.map((v) => tableOf([{ v }]))).columns.v as Float64Array;
    odd.forEach((value, k) => {
      expect(Object.is(joined[k], value)).toBe(true);
    });
  });
});
