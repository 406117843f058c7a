import { type DecodedArray, type FileMetaData, parquetMetadata, parquetSchema } from "hyparquet";
import { readColumn } from "hyparquet/src/column.js";
import { DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { parquetPlan } from "hyparquet/src/plan.js";
import { getTreePath } from "hyparquet/src/schema.js";
import { InputError } from "../options/index.ts";
import { isMass, normalised, type ParsedPoints } from "./parsePoints.ts";

const numberTypes = ["DOUBLE", "FLOAT", "INT32", "INT64"];

type Fail = (problem: string) => never;

/** The whole file's columns by name. The package's own reader gives promises; the bytes are all here. */
function columnsOf(file: ArrayBuffer, metadata: FileMetaData): Map<string, DecodedArray[]> {
  const columns = new Map<string, DecodedArray[]>();
  const schema = parquetSchema(metadata);
  for (const group of parquetPlan({ file, metadata }).groups) {
    for (const { columnMetadata, range } of group.chunks) {
      const pathInSchema = columnMetadata.path_in_schema;
      const schemaPath = getTreePath(schema, pathInSchema);
      const view = new DataView(file.slice(range.startByte, range.endByte));
      const { data } = readColumn({ view, offset: 0 }, group, {
        pathInSchema,
        schemaPath,
        element: schemaPath.at(-1)!.element,
        ...columnMetadata,
        parsers: DEFAULT_PARSERS,
      });
      const name = pathInSchema[0]!;
      columns.set(name, [...(columns.get(name) ?? []), ...data]);
    }
  }
  return columns;
}

function checkColumns(metadata: FileMetaData, fail: Fail): void {
  for (const element of metadata.schema.slice(1)) {
    const plain = element.num_children === undefined && element.repetition_type !== "REPEATED";
    const number = numberTypes.includes(element.type ?? "") && element.logical_type?.type !== "TIMESTAMP";
    if (!plain || !number) {
      const what = plain ? (element.type ?? "nothing") : "a list or group";
      fail(`column ${element.name} holds ${what}; every column must hold numbers`);
    }
  }
}

/** Numbers of one column, [N]. */
function numbersOf(pages: readonly DecodedArray[], name: string, fail: Fail): number[] {
  const numbers: number[] = [];
  for (const page of pages) {
    for (let k = 0; k < page.length; k++) {
      const cell: unknown = page[k];
      const value = cell === null || cell === undefined ? Number.NaN : Number(cell);
      if (!Number.isFinite(value)) fail(`row ${numbers.length}, column ${name} is ${cell}`);
      numbers.push(value);
    }
  }
  return numbers;
}

/**
 * The points in a Parquet file, a row each: the columns in their order are the coordinates, a column `mass` (upper or
 * lower case) holds masses that sum to 1 within 1e-6. Plain and snappy-compressed files are read.
 * @param path names the file in errors
 * @throws InputError at `path` for another format, a column that does not hold numbers, an empty or infinite cell,
 *   no points, and wrong masses
 */
export function parseParquet(bytes: Uint8Array, path: string): ParsedPoints {
  const fail: Fail = (problem) => {
    throw new InputError("path", `${path}: ${problem}`);
  };
  const file = bytes.slice().buffer;
  const reading = <Result>(action: () => Result): Result => {
    try {
      return action();
    } catch (error) {
      return fail(`cannot be read as Parquet (${(error as Error).message})`);
    }
  };
  const metadata = reading(() => parquetMetadata(file));
  checkColumns(metadata, fail);
  const rows = Number(metadata.num_rows);
  if (rows === 0) fail("holds no points");
  const columns = [...reading(() => columnsOf(file, metadata))].map(([name, pages]) => ({
    name,
    numbers: numbersOf(pages, name, fail),
  }));
  const short = columns.find(({ numbers }) => numbers.length !== rows);
  if (short !== undefined) fail(`column ${short.name} has ${short.numbers.length} of ${rows} rows`);
  const coordinates = columns.filter(({ name }) => !isMass(name));
  if (coordinates.length === 0) fail("holds masses, but no coordinates");
  const points = Array.from({ length: rows }, (_, row) => coordinates.map(({ numbers }) => numbers[row]!));
  const masses = columns.find(({ name }) => isMass(name))?.numbers;
  return masses === undefined ? { points } : { points, masses: normalised(masses, fail) };
}
