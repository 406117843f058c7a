import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../options/index.ts";
import type { ScanSpec, SimSpec } from "../sim/index.ts";
import { claimRunFolder, type RunFolder, runFolder } from "../sim/stores/index.ts";
import { type Manifest, runConflict, type ScanManifest, scanConflict } from "../studies/index.ts";
import {
  type AnyManifest,
  type StudyManifest,
  type StudySpec,
  studyConflict,
} from "../studies/study/index.ts";
import { type StudyFolder, studyFolder } from "./studyFolder.ts";

/** Says what a folder that is there has against a new run in it. */
export type Conflict = (found: AnyManifest) => string | undefined;

export const scanHolds =
  (scan: ScanSpec, version: string): Conflict =>
  (found) =>
    scanConflict(found as Partial<Manifest & { kind: "scan" }>, scan, version);

export const runHolds =
  (sim: SimSpec): Conflict =>
  (found) =>
    runConflict(found as Partial<Manifest & { kind: "run" }>, sim);

const studyHolds =
  (spec: StudySpec, version: string): Conflict =>
  (found) =>
    studyConflict(found as Partial<StudyManifest>, spec, version);

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
  return firstWriting(path, () =>
    claimRunFolder<Manifest>(path, conflict as (found: Manifest) => string | undefined),
  );
}

/** The manifest of what a run has left behind in a folder; undefined where that cannot be said. */
function leftBehind(path: string): Promise<AnyManifest | undefined> {
  return runFolder<AnyManifest>(path)
    .manifest()
    .catch(() => undefined);
}

/** Takes a folder whose results may be made again at will: those of another sim or version are removed. */
export async function reclaimed(path: string, conflict: Conflict): Promise<RunFolder<Manifest>> {
  try {
    return await claimed(path, conflict);
  } catch (error) {
    // Only what a run has left behind is removed, never other files.
    if (!(error instanceof InputError) || (await leftBehind(path)) === undefined) throw error;
    const made = ["cells", "trajectory.parquet", "observables.parquet", "field.parquet", "outcome.json"];
    for (const name of [...made, "manifest.json"])
      await rm(join(path, name), { recursive: true, force: true });
    return claimed(path, conflict);
  }
}

/** A scan's folder as a scan takes it: the folder of a study holds nothing but scans there. */
function scanStore(folder: RunFolder<Manifest>) {
  return {
    ...folder,
    manifest: async () => (await folder.manifest()) as ScanManifest | undefined,
    writeManifest: (manifest: ScanManifest) => folder.writeManifest(manifest),
  };
}

/** Takes a folder for a study's results. @throws InputError at `--out` when it holds something else. */
export async function claimedStudy(path: string, spec: StudySpec, version: string): Promise<StudyFolder> {
  await claimed(path, studyHolds(spec, version));
  return studyFolder(path, async (at, scan) => scanStore(await claimed(at, scanHolds(scan, version))));
}

/**
 * Takes a folder whose results may be made again at will. Of another study, tables and result are removed;
 * of its scans those stay that this study has too.
 */
export async function reclaimedStudy(path: string, spec: StudySpec, version: string): Promise<StudyFolder> {
  const opened = studyFolder(path, async (at, scan) =>
    scanStore(await reclaimed(at, scanHolds(scan, version))),
  );
  const found = await leftBehind(path);
  if (found?.kind !== "study") await reclaimed(path, studyHolds(spec, version));
  else if (studyConflict(found, spec, version) !== undefined) {
    const tables = (await readdir(path)).filter((name) => name.endsWith(".parquet"));
    for (const name of [...tables, "result.json"]) await rm(join(path, name), { force: true });
  }
  return opened;
}

/** A folder of results that is there. */
export type Opened =
  | { readonly kind: "game"; readonly folder: RunFolder<Manifest>; readonly manifest: Manifest }
  | { readonly kind: "study"; readonly folder: StudyFolder; readonly manifest: StudyManifest };

/**
 * Opens the folder of a run that is there.
 * @throws InputError at the folder when it holds no run.
 */
export async function openedFolder(path: string): Promise<Opened> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new InputError(path, "no such folder");
  if (!found.isDirectory()) throw new InputError(path, "is not a folder");
  const manifest = await runFolder<AnyManifest>(path).manifest();
  if (manifest === undefined) throw new InputError(path, "holds no run: it has no manifest.json");
  if (manifest.kind === "study") {
    const scans = async (at: string) => scanStore(runFolder<Manifest>(at));
    return { kind: "study", folder: studyFolder(path, scans), manifest };
  }
  if (manifest.kind !== "run" && manifest.kind !== "scan") {
    throw new InputError(join(path, "manifest.json"), "is not the manifest of a run, a scan or a study");
  }
  return { kind: "game", folder: runFolder<Manifest>(path), manifest };
}
