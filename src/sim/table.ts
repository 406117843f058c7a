/** Columns of equal length. Whole numbers within 32 bits may stand in an Int32Array. */
export interface Table {
  readonly length: number;
  readonly columns: Readonly<Record<string, Column>>;
}

export type Column = Float64Array | Int32Array | readonly string[];

/** @throws Error when the columns of a table are not all as long as it says. */
export function assertTable(table: Table): void {
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.length !== table.length) {
      throw new Error(`column ${name} has ${column.length} rows, the table ${table.length}`);
    }
  }
}
