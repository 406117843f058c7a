import type { Table } from "../../../sim/index.ts";
import type { Row } from "../../columns.ts";

/** What the claims are about. */
export interface Findings {
  readonly orbits: Table;
  readonly growth: Table;
  readonly resting: Table;
  readonly courses: readonly Row[];
  readonly memories: readonly Row[];
  readonly shares: readonly Row[];
  readonly network: readonly Row[];
}
