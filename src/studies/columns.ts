import type { Column, Table } from "../sim/index.ts";

/** One row of a table: its values by column. */
export type Row = Readonly<Record<string, number | string>>;

/**
 * A table of rows, which need not have the same columns: a missing number is NaN, a missing text is empty.
 * @param whole names of columns that hold whole numbers only.
 */
export function tableOf(rows: readonly Row[], whole: readonly string[] = []): Table {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns: Record<string, Column> = {};
  for (const name of names) {
    const values = rows.map((row) => row[name]);
    if (values.some((value) => typeof value === "string")) {
      columns[name] = values.map((value) => (value === undefined ? "" : String(value)));
    } else if (whole.includes(name)) {
      columns[name] = Int32Array.from(values as number[]);
    } else {
      columns[name] = Float64Array.from(values, (value) => (value as number | undefined) ?? Number.NaN);
    }
  }
  return { length: rows.length, columns };
}

/** The rows of a table. */
export function rowsIn({ length, columns }: Table): Row[] {
  const names = Object.keys(columns);
  return Array.from({ length }, (_, k) =>
    Object.fromEntries(names.map((name) => [name, columns[name]![k] as number | string])),
  );
}

/** The rows with these values in these columns. */
export function where(rows: readonly Row[], wanted: Row): Row[] {
  const entries = Object.entries(wanted);
  return rows.filter((row) => entries.every(([column, value]) => row[column] === value));
}

/** A column of numbers. */
export function numbersIn(rows: readonly Row[], column: string): number[] {
  return rows.map((row) => row[column] as number);
}

/** The different values of a column, in the order of their first row. */
export function distinctIn<Value extends number | string>(rows: readonly Row[], column: string): Value[] {
  return [...new Set(rows.map((row) => row[column] as Value))];
}

function filled(column: Column | undefined, length: number, text: boolean): (number | string)[] {
  if (column !== undefined) return Array.from<number | string>(column);
  return new Array<number | string>(length).fill(text ? "" : Number.NaN);
}

/** One table under the other; a column that one of them lacks is filled as `tableOf` does. */
export function concatenated(tables: readonly Table[]): Table {
  const names = [...new Set(tables.flatMap((table) => Object.keys(table.columns)))];
  const columns: Record<string, Column> = {};
  for (const name of names) {
    const parts = tables.map((table) => table.columns[name]);
    const text = parts.some((part) => Array.isArray(part));
    const whole = parts.every((part) => part instanceof Int32Array);
    const values = tables.flatMap((table, k) => filled(parts[k], table.length, text));
    if (text) columns[name] = values.map(String);
    else columns[name] = whole ? Int32Array.from(values as number[]) : Float64Array.from(values as number[]);
  }
  return { length: tables.reduce((sum, table) => sum + table.length, 0), columns };
}
