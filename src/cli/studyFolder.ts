import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ScanSpec } from "../sim/index.ts";
import { readJson, readTable, writeJson, writeTable } from "../sim/stores/index.ts";
import type { ScanStore } from "../studies/index.ts";
import type { KeptTable, StudyManifest, StudyStore, StudySummary } from "../studies/study/index.ts";

/**
 * A study's folder: `manifest.json`, `result.json`, a Parquet file a table, a scan's folder for each of its
 * scans, and in `kept/` what was computed besides.
 */
export interface StudyFolder extends StudyStore {
  readonly path: string;
}

/** Opens the folder of a scan inside a study's folder. */
export type ScanPlaces = (path: string, scan: ScanSpec) => Promise<ScanStore>;

/** What a reading gives, or undefined where there is no such file. */
async function ifThere<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

async function keptIn(stem: string): Promise<KeptTable | undefined> {
  const head = (await ifThere(readJson(`${stem}.json`))) as { inputs: string } | undefined;
  const table = await ifThere(readTable(`${stem}.parquet`));
  return head === undefined || table === undefined ? undefined : { inputs: head.inputs, table };
}

/** The study's folder at a path, which need not exist yet. */
export function studyFolder(path: string, scans: ScanPlaces): StudyFolder {
  const inside = async (...names: string[]) => {
    const folder = join(path, ...names.slice(0, -1));
    await mkdir(folder, { recursive: true });
    return join(folder, names.at(-1)!);
  };
  return {
    path,
    manifest: async () => (await ifThere(readJson(join(path, "manifest.json")))) as StudyManifest | undefined,
    writeManifest: async (manifest) => writeJson(await inside("manifest.json"), manifest),
    scan: (name, scan) => scans(join(path, name), scan),
    kept: (name) => keptIn(join(path, "kept", name)),
    async writeKept(name, { inputs, table }) {
      // The inputs last: without them the table counts for nothing.
      const stem = await inside("kept", name);
      await writeJson(`${stem}.json`, { inputs: "" });
      await writeTable(`${stem}.parquet`, table);
      await writeJson(`${stem}.json`, { inputs });
    },
    table: (name) => ifThere(readTable(join(path, `${name}.parquet`))),
    writeTable: async (name, table) => writeTable(await inside(`${name}.parquet`), table),
    summary: async () => (await ifThere(readJson(join(path, "result.json")))) as StudySummary | undefined,
    writeSummary: async (summary) => writeJson(await inside("result.json"), summary),
  };
}
