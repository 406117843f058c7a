import type { Table } from "../sim/index.ts";
import type { ScanManifest } from "./manifest.ts";

/**
 * The contract of the stores: where a scan keeps what is done. Laws:
 * 1. A part or a manifest is there whole or not at all, whatever happens while it is written.
 * 2. What was written is read back bit for bit, by this process or a later one.
 */
export interface ScanStore {
  /** The manifest, or undefined where nothing was written yet. */
  manifest(): Promise<ScanManifest | undefined>;
  writeManifest(manifest: ScanManifest): Promise<void>;
  /** The numbers of the batches that are there, ascending. */
  parts(): Promise<readonly number[]>;
  readPart(batch: number): Promise<Table>;
  writePart(batch: number, rows: Table): Promise<void>;
}

/** Keeps a scan in memory: for the browser, notebooks and tests. */
export function memoryStore(): ScanStore {
  const parts = new Map<number, Table>();
  let manifest: ScanManifest | undefined;
  return {
    manifest: () => Promise.resolve(manifest),
    async writeManifest(given) {
      manifest = structuredClone(given);
    },
    parts: () => Promise.resolve([...parts.keys()].sort((a, b) => a - b)),
    async readPart(batch) {
      const rows = parts.get(batch);
      if (rows === undefined) throw new Error(`part ${batch} was never written`);
      return rows;
    },
    async writePart(batch, rows) {
      parts.set(batch, rows);
    },
  };
}
