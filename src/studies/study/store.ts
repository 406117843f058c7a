import type { ScanSpec, Table } from "../../sim/index.ts";
import type { Comparison } from "../comparisons/comparison.ts";
import { memoryStore, type ScanStore } from "../store.ts";
import type { FigureSpec } from "./figureSpec.ts";
import type { StudyManifest } from "./manifest.ts";

/** `result.json`: what a study came to besides its tables. */
export interface StudySummary {
  /** Names of the tables, each in its own file. */
  readonly tables: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly figures: readonly FigureSpec[];
}

/** A table that was computed once, with what it was computed from. */
export interface KeptTable {
  readonly inputs: string;
  readonly table: Table;
}

/** Where a study keeps what is done. What was written is there whole or not at all, and read back bit for bit. */
export interface StudyStore {
  manifest(): Promise<StudyManifest | undefined>;
  writeManifest(manifest: StudyManifest): Promise<void>;
  /** Where the scan of a name is kept. @throws InputError when another scan is there that must stay. */
  scan(name: string, scan: ScanSpec): Promise<ScanStore>;
  kept(name: string): Promise<KeptTable | undefined>;
  writeKept(name: string, kept: KeptTable): Promise<void>;
  /** Undefined where there is none of that name. */
  table(name: string): Promise<Table | undefined>;
  writeTable(name: string, table: Table): Promise<void>;
  summary(): Promise<StudySummary | undefined>;
  writeSummary(summary: StudySummary): Promise<void>;
}

/** Keeps a study in memory: for notebooks and tests. */
export function memoryStudyStore(): StudyStore {
  const scans = new Map<string, ScanStore>();
  const keptTables = new Map<string, KeptTable>();
  const tables = new Map<string, Table>();
  let manifest: StudyManifest | undefined;
  let summary: StudySummary | undefined;
  return {
    manifest: () => Promise.resolve(manifest),
    async writeManifest(given) {
      manifest = structuredClone(given);
    },
    async scan(name) {
      const store = scans.get(name) ?? memoryStore();
      scans.set(name, store);
      return store;
    },
    kept: (name) => Promise.resolve(keptTables.get(name)),
    async writeKept(name, kept) {
      keptTables.set(name, kept);
    },
    table: (name) => Promise.resolve(tables.get(name)),
    async writeTable(name, table) {
      tables.set(name, table);
    },
    summary: () => Promise.resolve(summary),
    async writeSummary(given) {
      summary = structuredClone(given);
    },
  };
}
