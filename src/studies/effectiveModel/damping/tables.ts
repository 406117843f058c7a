import type { Table } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";

/** The rows of a table again. */
export function rowsOf<One extends Row>(table: Table): One[] {
  const columns = Object.entries(table.columns);
  return Array.from(
    { length: table.length },
    (_, k) => Object.fromEntries(columns.map(([name, values]) => [name, values[k]!])) as One,
  );
}
