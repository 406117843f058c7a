import { InputError, nearestName } from "../../options/index.ts";
import type { AxisOf, Rows } from "../../studies/study/index.ts";
import { numbers, type Table, texts } from "../data.ts";

/** The tables of a study by their names. */
export type Tables = Readonly<Record<string, Table>>;

/** @throws InputError at `table` for a name that the study has not, with the nearest. */
export function tableOf(tables: Tables, name: string): Table {
  const found = tables[name];
  if (found !== undefined) return found;
  const names = Object.keys(tables);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `it has ${names.join(", ")}` : `did you mean "${nearest}"?`;
  throw new InputError("table", `the study has no table "${name}"; ${hint}`);
}

/** Numbers that went through a logarithm and back differ in their last digits. */
function same(a: number | string, b: number | string): boolean {
  if (typeof a !== "number" || typeof b !== "number") return String(a) === String(b);
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** The rows that a figure takes of a table, in its order. @throws InputError at a column that is missing. */
export function rowsOf(table: Table, { table: name, where = {} }: Rows): number[] {
  const wanted = Object.entries(where).map(([column, value]) => {
    const values = typeof value === "number" ? numbers(table, column, name) : texts(table, column, name);
    return { values, value };
  });
  const all = Array.from({ length: table.length }, (_, row) => row);
  return all.filter((row) => wanted.every(({ values, value }) => same(values[row]!, value)));
}

/** The places of a column's rows on an axis: its numbers, or the indexes of its texts among the axis' values. */
export function placesOf(
  table: Table,
  column: string,
  rows: readonly number[],
  axis: AxisOf,
  name: string,
): number[] {
  if (axis.scale !== "category") {
    const values = numbers(table, column, name);
    return rows.map((row) => values[row]!);
  }
  const values = texts(table, column, name);
  return rows.map((row) => {
    const place = (axis.values ?? []).indexOf(values[row]!);
    if (place >= 0) return place;
    throw new InputError(`${name}.${column}`, `"${values[row]}" is not among the values of the axis`);
  });
}

/** The distinct values of a column in some rows: numbers ascending, texts as they come. */
export function distinct(table: Table, column: string, rows: readonly number[]): (number | string)[] {
  const values = table.columns[column] ?? texts(table, column);
  const found = [...new Set(rows.map((row) => values[row]!))];
  return found.every((value) => typeof value === "number") ? found.sort((a, b) => a - b) : found;
}
