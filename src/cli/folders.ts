import { mkdirSync, rmdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError } from "../options/index.ts";

/** Folders made for results, the outermost first. */
export type MadeFolders = readonly string[];

/**
 * Makes a folder and those above it that are missing. One at a time: the recursive form of Node never
 * returns below /proc.
 * @returns what it made, to be taken away again if nothing comes of it.
 * @throws InputError at `--out` when it cannot be made.
 */
export function makeFolder(path: string): MadeFolders {
  const missing: string[] = [];
  for (let at = resolve(path); !isThere(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  const made: string[] = [];
  for (const folder of missing) {
    try {
      mkdirSync(folder);
      made.push(folder);
    } catch (error) {
      removeEmpty(made);
      throw new InputError("--out", `the folder ${path} cannot be made (${(error as Error).message})`);
    }
  }
  return made;
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Below a file there is nothing; making it will say so.
    return false;
  }
}

/** Takes folders away again, the innermost first, as far as nothing was put into them. */
export function removeEmpty(made: MadeFolders): void {
  for (const folder of [...made].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      // Something is in it, so it stays, and those around it.
      return;
    }
  }
}
