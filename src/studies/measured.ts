import type { Outcome } from "../dynamics/index.ts";
import type { Table } from "../sim/index.ts";
import type { RunManifest, ScanManifest } from "./manifest.ts";

/** What a run folder holds, as comparisons with theory take it. */
export type Measured =
  | {
      readonly kind: "run";
      readonly manifest: RunManifest;
      readonly trajectory: Table;
      readonly observables: Table;
      readonly outcome: Outcome;
    }
  | { readonly kind: "scan"; readonly manifest: ScanManifest; readonly cells: Table };
