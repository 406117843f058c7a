import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Table } from "../../../src/sim/index.ts";
import { readTable, tableBytes, tableOf, writeTable } from "../../../src/sim/stores/index.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ganphase-tables-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The bits of doubles, so that NaN equals itself and 0 differs from −0. */
function bits(column: unknown): BigUint64Array {
  const doubles = column as Float64Array;
  return new BigUint64Array(doubles.buffer, doubles.byteOffset, doubles.length);
}

function expectSame(found: Table, table: Table): void {
  expect(found.length).toBe(table.length);
  expect(Object.keys(found.columns)).toEqual(Object.keys(table.columns));
  for (const [name, column] of Object.entries(table.columns)) {
    const other = found.columns[name]!;
    expect(other.constructor).toBe(column.constructor);
    if (column instanceof Float64Array) expect(bits(other)).toEqual(bits(column));
    else expect(other).toEqual(column);
  }
}

describe("a table comes back as it was written", () => {
  test("doubles bit for bit, whole numbers and texts, for any length", async () => {
    const double = fc.double({ noNaN: false });
    const row = fc.record({
      d: double,
      i: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      s: fc.string({ unit: "grapheme" }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
        const table: Table = {
          length: rows.length,
          columns: {
            double: Float64Array.from(rows, ({ d }) => d),
            whole: Int32Array.from(rows, ({ i }) => i),
            text: rows.map(({ s }) => s),
          },
        };
        expectSame(await tableOf(tableBytes(table)), table);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test("columns of few different values too, which other writers would hold in a dictionary", async () => {
    const length = 5000;
    const special = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324];
    const table: Table = {
      length,
      columns: {
        special: Float64Array.from({ length }, (_, k) => special[k % special.length]!),
        constant: new Float64Array(length).fill(-0),
        simulation: new Int32Array(length),
        outcome: Array.from({ length }, (_, k) => (k % 3 === 0 ? "covered" : "diverged")),
        "penalties[0].strength": Float64Array.from({ length }, (_, k) => k / 3),
      },
    };
    const path = join(folder, "special.parquet");
    await writeTable(path, table);
    expectSame(await readTable(path), table);
  });

  test("more rows than a group of rows holds", async () => {
    const length = 100_003;
    const table: Table = {
      length,
      columns: {
        x0: Float64Array.from({ length }, (_, k) => Math.sin(k)),
        step: Int32Array.from({ length }, (_, k) => k),
      },
    };
    expectSame(await tableOf(tableBytes(table)), table);
  });

  test("no rows at all", async () => {
    const table: Table = { length: 0, columns: { d: new Float64Array(0), i: new Int32Array(0), s: [] } };
    expectSame(await tableOf(tableBytes(table)), table);
  });
});

describe("files", () => {
  test("are replaced whole, and nothing else is left in the folder", async () => {
    const inner = await mkdtemp(join(folder, "whole-"));
    const path = join(inner, "a.parquet");
    const table = (value: number): Table => ({ length: 1, columns: { a: Float64Array.of(value) } });
    await Promise.all([1, 2, 3, 4].map((value) => writeTable(path, table(value))));
    expect(await readdir(inner)).toEqual(["a.parquet"]);
    expect([1, 2, 3, 4]).toContain((await readTable(path)).columns.a![0]);
  });

  test("that cannot be written leave nothing behind", async () => {
    const table: Table = { length: 1, columns: { a: Float64Array.of(1) } };
    await expect(writeTable(join(folder, "none", "a.parquet"), table)).rejects.toThrow(/ENOENT/);
    const uneven: Table = { length: 2, columns: { a: Float64Array.of(1) } };
    await expect(writeTable(join(folder, "b.parquet"), uneven)).rejects.toThrow(
      /column a has 1 rows, the table 2/,
    );
    expect(await readdir(folder)).not.toContain("b.parquet");
  });

  test("that are no Parquet are refused", async () => {
    const path = join(folder, "no.parquet");
    await writeFile(path, "not a table, but long enough to be one");
    await expect(readTable(path)).rejects.toThrow(/parquet/i);
  });
});
