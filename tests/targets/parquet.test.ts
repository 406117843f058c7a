import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it, test } from "vitest";
import { tableBytes } from "../../src/sim/stores/tables.ts";
import { parseParquet } from "../../src/targets/parquet.ts";
import { expectInputError } from "./inputErrorAt.ts";

function file(columnData: ColumnSource[], rowGroupSize?: number): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({ columnData, ...(rowGroupSize === undefined ? {} : { rowGroupSize }) }),
  );
}

const x: ColumnSource = { name: "x", data: [0, 1.5, -2], type: "DOUBLE" };
const y: ColumnSource = { name: "y", data: [3, 4, 5], type: "INT32" };

describe("parseParquet", () => {
  it("takes the columns in their order as coordinates, whatever the type of their numbers", () => {
    const z: ColumnSource = { name: "z", data: [7n, 8n, 9n], type: "INT64" };
    const single: ColumnSource = { name: "w", data: [0.5, 0.25, 0.125], type: "FLOAT" };
    expect(parseParquet(file([y, x, z, single]), "data.parquet")).toEqual({
      points: [
        [3, 0, 7, 0.5],
        [4, 1.5, 8, 0.25],
        [5, -2, 9, 0.125],
      ],
    });
  });

  it("puts row groups one after the other", () => {
    const numbers = Array.from({ length: 25 }, (_, k) => k / 4);
    const bytes = file([{ name: "x", data: numbers, type: "DOUBLE" }], 10);
    expect(parseParquet(bytes, "data.parquet").points).toEqual(numbers.map((one) => [one]));
  });

  it("reads the tables of this package, and masses", () => {
    const columns = { Mass: Float64Array.of(0.25, 0.75), x: Float64Array.of(1, 2) };
    expect(parseParquet(tableBytes({ length: 2, columns }), "data.parquet")).toEqual({
      points: [[1], [2]],
      masses: [0.25, 0.75],
    });
  });

  const mass = (data: number[]): ColumnSource => ({ name: "mass", data, type: "DOUBLE" });
  const good = file([x, y]);

  test.each([
    [
      "another format",
      new TextEncoder().encode("x,y\n1,2\n3,4\n"),
      /data\.parquet: cannot be read as Parquet/,
    ],
    ["an empty file", new Uint8Array(), /cannot be read as Parquet/],
    ["a file cut short", good.subarray(0, good.length - 9), /cannot be read as Parquet/],
    ["texts", file([x, { name: "t", data: ["a", "b", "c"], type: "STRING" }]), /column t holds BYTE_ARRAY/],
    [
      "empty cells",
      file([{ name: "x", data: [1, null, 2], type: "DOUBLE", nullable: true }]),
      /row 1, column x is/,
    ],
    [
      "what is not finite",
      file([{ name: "x", data: [1, Number.NaN], type: "DOUBLE" }]),
      /row 1, column x is NaN/,
    ],
    ["no rows", file([{ name: "x", data: [], type: "DOUBLE" }]), /holds no points/],
    ["masses alone", file([mass([1])]), /holds masses, but no coordinates/],
    ["masses of another sum", file([x, mass([0.5, 0.25, 0.5])]), /masses must sum to 1, not 1\.25/],
    ["a mass of 0", file([x, mass([0.5, 0, 0.5])]), /row 1: a mass must be more than 0/],
  ])("refuses %s", (_, bytes, problem) => {
    expectInputError(() => parseParquet(bytes, "data.parquet"), "path", problem);
  });
});
