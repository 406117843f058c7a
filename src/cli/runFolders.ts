import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../options/index.ts";
import type { ScanSpec, SimSpec } from "../sim/index.ts";
import { claimRunFolder, type RunFolder, runFolder } from "../sim/stores/index.ts";
import { type Manifest, runConflict, scanConflict } from "../studies/index.ts";

/** Says what a folder that is there has against a new run in it. */
export type Conflict = (found: Manifest) => string | undefined;

export const scanHolds =
  (scan: ScanSpec, version: string): Conflict =>
  (found) =>
    scanConflict(found as Partial<Manifest & { kind: "scan" }>, scan, version);

export const runHolds =
  (sim: SimSpec): Conflict =>
  (found) =>
    runConflict(found as Partial<Manifest & { kind: "run" }>, sim);

/** Errors of the file system that say that the folder was badly chosen. */
const UNWRITABLE = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENAMETOOLONG", "ENOENT", "ELOOP"];

/**
 * Does the first writing into a folder.
 * @throws InputError at `--out` when the folder cannot be made or written.
 */
export async function firstWriting<Result>(path: string, writing: () => Promise<Result>): Promise<Result> {
  try {
    return await writing();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || !UNWRITABLE.includes(code)) throw error;
    throw new InputError("--out", `${path} cannot be written (${message})`);
  }
}

/** Takes a folder for a run's results. @throws InputError at `--out` when it holds something else. */
export function claimed(path: string, conflict: Conflict): Promise<RunFolder<Manifest>> {
  return firstWriting(path, () => claimRunFolder<Manifest>(path, conflict));
}

/** Takes a folder whose results may be made again at will: those of another sim or version are removed. */
export async function reclaimed(path: string, conflict: Conflict): Promise<RunFolder<Manifest>> {
  try {
    return await claimed(path, conflict);
  } catch (error) {
    const found = await runFolder<Manifest>(path)
      .manifest()
      .catch(() => undefined);
    // Only what a run has left behind is removed, never other files.
    if (!(error instanceof InputError) || found === undefined) throw error;
    const made = ["cells", "trajectory.parquet", "observables.parquet", "field.parquet", "outcome.json"];
    for (const name of [...made, "manifest.json"])
      await rm(join(path, name), { recursive: true, force: true });
    return claimed(path, conflict);
  }
}

/**
 * Opens the folder of a run that is there.
 * @throws InputError at the folder when it holds no run.
 */
export async function openedFolder(path: string) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new InputError(path, "no such folder");
  if (!found.isDirectory()) throw new InputError(path, "is not a folder");
  const folder = runFolder<Manifest>(path);
  const manifest = await folder.manifest();
  if (manifest === undefined) throw new InputError(path, "holds no run: it has no manifest.json");
  if (manifest.kind !== "run" && manifest.kind !== "scan") {
    throw new InputError(join(path, "manifest.json"), "is not the manifest of a run or a scan");
  }
  return { folder, manifest };
}
