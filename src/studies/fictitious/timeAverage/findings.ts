import type { Table } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";
import type { Cells, Laws } from "./laws.ts";

/** What the claims are about. */
export interface Findings {
  readonly orbits: Table;
  readonly growth: Table;
  readonly resting: Table;
  /** Medians over starts, those of `memories` with the starts that were expelled. */
  readonly courses: readonly Row[];
  readonly memories: readonly Row[];
  readonly shares: readonly Row[];
  readonly network: readonly Row[];
  /** The single starts. */
  readonly cells: Cells;
  readonly laws: Laws;
}
