import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../options/index.ts";
import type { Table } from "../table.ts";
import { unfinished } from "./atomic.ts";
import { readJson, writeJson } from "./json.ts";
import { readTable, writeTable } from "./tables.ts";

/** The tables of one run, by the name of their file. */
export type RunTable = "trajectory" | "observables" | "field";

/**
 * A run folder: `manifest.json`, for a run `trajectory.parquet`, `observables.parquet`, `outcome.json` and
 * perhaps `field.parquet`, for a scan `cells/part-00000.parquet` and so on. Laws: a file is there whole or
 * not at all, and what was written is read back bit for bit, by this process or a later one. The folder is
 * made with the first thing that is written.
 */
export interface RunFolder<Manifest> {
  readonly path: string;
  /** Undefined where nothing was written yet. */
  manifest(): Promise<Manifest | undefined>;
  writeManifest(manifest: Manifest): Promise<void>;
  outcome(): Promise<unknown>;
  writeOutcome(outcome: unknown): Promise<void>;
  /** Undefined where the run has no such table. */
  table(name: RunTable): Promise<Table | undefined>;
  writeTable(name: RunTable, table: Table): Promise<void>;
  /** The numbers of the parts that are there, ascending. */
  parts(): Promise<readonly number[]>;
  readPart(part: number): Promise<Table>;
  writePart(part: number, rows: Table): Promise<void>;
}

/** The run folder at a path, which need not exist yet. */
export function runFolder<Manifest>(path: string): RunFolder<Manifest> {
  const cells = join(path, "cells");
  const inside = async (file: string) => {
    await mkdir(path, { recursive: true });
    return join(path, file);
  };
  return {
    path,
    manifest: async () => (await ifThere(readJson(join(path, "manifest.json")))) as Manifest | undefined,
    writeManifest: async (manifest) => writeJson(await inside("manifest.json"), manifest),
    outcome: () => ifThere(readJson(join(path, "outcome.json"))),
    writeOutcome: async (outcome) => writeJson(await inside("outcome.json"), outcome),
    table: (name) => ifThere(readTable(join(path, `${name}.parquet`))),
    writeTable: async (name, table) => writeTable(await inside(`${name}.parquet`), table),
    async parts() {
      const names = (await ifThere(readdir(cells))) ?? [];
      return names.flatMap(partNumber).sort((a, b) => a - b);
    },
    readPart: (part) => readTable(join(cells, partFile(part))),
    async writePart(part, rows) {
      await mkdir(cells, { recursive: true });
      await writeTable(join(cells, partFile(part)), rows);
    },
  };
}

/**
 * Makes sure that a folder may take the results of a run: it does not exist, is empty, or holds a manifest
 * that `conflict` has nothing against. Leftovers of a killed program are removed. Creates nothing.
 *
 * @param conflict says in what the run that the folder holds differs from this one; undefined if in nothing.
 * @throws InputError at `--out`.
 */
export async function claimRunFolder<Manifest>(
  path: string,
  conflict: (found: Manifest) => string | undefined,
): Promise<RunFolder<Manifest>> {
  const found = await ifThere(stat(path));
  if (found !== undefined && !found.isDirectory()) throw new InputError("--out", `${path} is not a folder`);
  const names = (await ifThere(readdir(path))) ?? [];
  const folder = runFolder<Manifest>(path);
  if (names.filter((name) => !name.startsWith(unfinished)).length > 0) {
    const manifest = await foundManifest(folder);
    const difference = conflict(manifest);
    if (difference !== undefined) {
      throw new InputError("--out", `${path} holds another run: ${difference}; choose another folder`);
    }
  }
  await removeUnfinished(path, names);
  await removeUnfinished(join(path, "cells"), (await ifThere(readdir(join(path, "cells")))) ?? []);
  return folder;
}

async function foundManifest<Manifest>(folder: RunFolder<Manifest>): Promise<Manifest> {
  let manifest: Manifest | undefined;
  try {
    manifest = await folder.manifest();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError("--out", `${folder.path} holds a manifest that cannot be read (${error.message})`);
  }
  if (manifest !== undefined && manifest !== null && typeof manifest === "object") return manifest;
  throw new InputError("--out", `${folder.path} holds other files and no run; choose another folder`);
}

async function removeUnfinished(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) if (name.startsWith(unfinished)) await rm(join(folder, name), { force: true });
}

function partFile(part: number): string {
  return `part-${String(part).padStart(5, "0")}.parquet`;
}

function partNumber(name: string): number[] {
  const digits = /^part-(\d{5,})\.parquet$/.exec(name)?.[1];
  return digits === undefined ? [] : [Number(digits)];
}

/** What a reading of the disk gives, or undefined where there is nothing to read. */
async function ifThere<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
