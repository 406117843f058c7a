import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { resolveSim } from "../../src/sim/index.ts";
import { isBinaryFile, pointsInFile, targets } from "../../src/targets/index.ts";
import { leastDocument } from "../sim/documents.ts";
import { expectInputError } from "./inputErrorAt.ts";
import { npyFile } from "./npyFile.ts";

const npy = npyFile({ shape: [3, 2] }, Float64Array.of(0, 1, 2, 3, 4, 5));
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: "a", data: [0, 2, 4], type: "DOUBLE" },
      { name: "b", data: [1, 3, 5], type: "DOUBLE" },
    ],
  }),
);
const csv = "a,b\n0,1\n2,3\n4,5\n";
const points = [
  [0, 1],
  [2, 3],
  [4, 5],
];

describe("pointsInFile", () => {
  test.each([
    ["cloud.csv", csv],
    ["cloud.NPY", npy],
    ["cloud.parquet", parquet],
  ])("reads %s by its ending", (path, contents) => {
    expect(isBinaryFile(path)).toBe(typeof contents !== "string");
    expect(pointsInFile({ path }, contents)).toEqual({ points });
    expect(pointsInFile({ path, rows: 2 }, contents)).toEqual({ points: points.slice(0, 2) });
  });

  it("scales the masses of the first rows to sum to 1", () => {
    const text = "x,mass\n1,0.1\n2,0.3\n3,0.6\n";
    const { masses } = pointsInFile({ path: "a.csv", rows: 2 }, text);
    expect(masses![0]).toBeCloseTo(0.25, 14);
    expect(masses![1]).toBeCloseTo(0.75, 14);
  });

  it("refuses more rows than there are", () => {
    expectInputError(
      () => pointsInFile({ path: "a.csv", rows: 4 }, csv),
      "rows",
      /at most 3, .* in a\.csv, not 4/,
    );
  });
});

describe("a sim file", () => {
  const given = (path: string, more: object = {}) => ({
    ...leastDocument(),
    target: { kind: "file", path, ...more },
  });
  const reader = (contents: Uint8Array) =>
    Object.assign(
      () => {
        throw new Error("a binary file was read as text");
      },
      { bytes: () => contents },
    );

  test.each([
    ["cloud.npy", npy],
    ["cloud.parquet", parquet],
  ])("may name %s, and holds its points once resolved", (path, contents) => {
    const spec = resolveSim(given(path, { rows: 2 }), reader(contents));
    expect(spec.target).toEqual({ kind: "points", points: points.slice(0, 2) });
    expect(spec.origin).toEqual({ target: path });
  });

  it("is told where a file is wrong", () => {
    const bad = npy.subarray(0, npy.length - 1);
    expectInputError(
      () => resolveSim(given("bad.npy"), reader(bad)),
      "target.path",
      /bad\.npy: has 175 bytes/,
    );
    expectInputError(() => resolveSim(given("a.npy", { rows: 9 }), reader(npy)), "target.rows", /at most 3/);
    expectInputError(() => resolveSim(given("a.npy", { row: 9 }), reader(npy)), "target.row", /"rows"/);
    expectInputError(
      () => resolveSim(given("a.npy"), () => ""),
      "target.path",
      /only texts can be read here/,
    );
  });
});

test("a file that nobody read is not drawn", () => {
  const source = targets.build({ kind: "file", path: "a.npy" });
  expectInputError(() => source.draw(randomStream(1)), "path", /has not been read/);
});
