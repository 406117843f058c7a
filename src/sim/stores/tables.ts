import { readFile } from "node:fs/promises";
import { parquetMetadata, parquetRead, type SchemaElement } from "hyparquet";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { assertTable, type Column, type Table } from "../table.ts";
import { writeWhole } from "./atomic.ts";

/**
 * Writes a table as Parquet, whole or not at all: Float64Array as DOUBLE, Int32Array as INT32, texts as
 * UTF-8 strings, nothing nullable. Every double is kept bit for bit, NaN, infinities and −0 included.
 */
export async function writeTable(path: string, table: Table): Promise<void> {
  await writeWhole(path, tableBytes(table));
}

/** A table as the bytes of a Parquet file. */
export function tableBytes(table: Table): Uint8Array {
  assertTable(table);
  const columnData = Object.entries(table.columns).map(([name, column]) => source(name, column));
  if (columnData.length === 0) throw new Error("a table needs a column");
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 100_000 }));
}

function source(name: string, column: Column): ColumnSource {
  if (column instanceof Float64Array) {
    // A dictionary holds equal values once, and then 0 and −0 would become one.
    return { name, data: column, type: "DOUBLE", nullable: false, encoding: "PLAIN" };
  }
  if (column instanceof Int32Array) return { name, data: column, type: "INT32", nullable: false };
  return { name, data: column as string[], type: "STRING", nullable: false };
}

/**
 * Reads a Parquet file of numbers and texts.
 * @throws Error when it is none, or holds columns of other types.
 */
export async function readTable(path: string): Promise<Table> {
  return tableOf(await readFile(path));
}

/** The table in the bytes of a Parquet file. */
export async function tableOf(bytes: Uint8Array): Promise<Table> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(file);
  const length = Number(metadata.num_rows);
  const columns: Record<string, Column | string[]> = {};
  for (const element of metadata.schema.slice(1)) columns[element.name] = emptyColumn(element, length);
  await parquetRead({
    file,
    metadata,
    onChunk({ columnName, columnData, rowStart }) {
      const column = columns[columnName]!;
      for (let k = 0; k < columnData.length; k++) {
        (column as unknown[])[rowStart + k] = cell(columnData[k]);
      }
    },
  });
  return { length, columns };
}

function emptyColumn(element: SchemaElement, length: number): Column | string[] {
  if (element.type === "INT32" && element.converted_type === undefined) return new Int32Array(length);
  if (element.type === "DOUBLE" || element.type === "FLOAT" || element.type === "INT64") {
    return new Float64Array(length);
  }
  if (element.type === "BYTE_ARRAY") return new Array<string>(length).fill("");
  throw new Error(
    `column ${element.name} has the type ${element.type ?? "of a group"}, which is not read here`,
  );
}

function cell(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return value ?? Number.NaN;
}
