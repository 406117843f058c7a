import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { InputError, nearestName } from "../options/index.ts";
import {
  inlineSim,
  isScan,
  parseDocument,
  putPath,
  resolveScan,
  resolveSim,
  type ScanSpec,
  type SimSpec,
  setPath,
  type TextReader,
} from "../sim/index.ts";
import type { Arguments } from "./arguments.ts";

/** A sim file or scan file, checked and resolved. */
export type Loaded =
  | { readonly kind: "run"; readonly file: string; readonly spec: SimSpec }
  | { readonly kind: "scan"; readonly file: string; readonly spec: ScanSpec };

/** The changes to a file that the command line asks for. */
export type Changes = Pick<Arguments, "set" | "seed" | "backend">;

function missing(path: string): string {
  const folder = dirname(path);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return `no such file; there is no folder ${folder}`;
  }
  const nearest = nearestName(basename(path), names);
  return nearest === undefined ? "no such file" : `no such file; did you mean "${join(folder, nearest)}"?`;
}

/** @throws InputError at the file's path when it cannot be read. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw new InputError(path, missing(path));
    if (code === "EISDIR") throw new InputError(path, "is a folder, not a file");
    throw new InputError(path, `cannot be read (${message})`);
  }
}

/** Reads the files that a file names, from its own folder. */
function readerBeside(file: string): TextReader {
  return (path) => readText(isAbsolute(path) ? path : join(dirname(file), path));
}

/**
 * The document with the changes made. Where a change leads into the sim that a scan names by its file, the
 * sim is read in first.
 */
function changed(document: unknown, { set, seed, backend }: Changes, read: TextReader): unknown {
  const inside = set.some((assignment) => /^\s*sim\s*[.[]/.test(assignment));
  let result = isScan(document) && inside ? inlineSim(document, read) : document;
  for (const assignment of set) result = setPath(result, assignment);
  if (seed !== undefined) result = putPath(result, "seed", seed);
  if (backend !== undefined) result = putPath(result, "backend", backend);
  return result;
}

/**
 * Loads a sim file or a scan file with the changes of the command line.
 * @throws InputError that names the place.
 */
export function loadDocument(file: string, changes: Changes): Loaded {
  const read = readerBeside(file);
  const document = changed(parseDocument(readText(file), file), changes, read);
  if (isScan(document)) return { kind: "scan", file, spec: resolveScan(document, read) };
  return { kind: "run", file, spec: resolveSim(document, read) };
}

/** The stem of a file: its name without folder and `.json`. */
export function stem(file: string): string {
  return basename(file).replace(/\.json$/i, "");
}

/** The one operand of a command. @throws InputError when there is none, or more than one. */
export function onlyOperand(args: Arguments, what: string): string {
  const [operand, extra] = args.positionals;
  if (operand === undefined) throw new InputError("", `needs ${what}`);
  if (extra !== undefined) throw new InputError(extra, `one too many; give ${what} and nothing else`);
  return operand;
}
