import { existsSync, readdirSync, readFileSync } from "node:fs";
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
} from "../sim/index.ts";
import {
  isStudy,
  studies as registered,
  resolveStudy,
  type Study,
  type StudySpec,
  studyOf,
} from "../studies/study/index.ts";
import type { Arguments } from "./arguments.ts";

/** Gives the content of a file that a document names. */
export type Reader = Parameters<typeof resolveScan>[1];

/** A sim, scan or study file, checked and resolved. */
export type Loaded =
  | { readonly kind: "run"; readonly file: string; readonly spec: SimSpec }
  | { readonly kind: "scan"; readonly file: string; readonly spec: ScanSpec }
  | {
      readonly kind: "study";
      readonly file: string;
      readonly spec: StudySpec;
      readonly study: Study;
      readonly read: Reader;
    };

/** What each kind of file is called. */
export const FILES = { run: "a sim file", scan: "a scan file", study: "a study file" } as const;

/** The changes to a file that the command line asks for. */
export type Changes = Pick<Arguments, "set" | "seed" | "backend" | "scale">;

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
function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw new InputError(path, missing(path));
    if (code === "EISDIR") throw new InputError(path, "is a folder, not a file");
    throw new InputError(path, `cannot be read (${message})`);
  }
}

function readText(path: string): string {
  return readBytes(path).toString("utf8");
}

/** The names in a folder, undefined for a file. @throws InputError at the path when there is neither. */
function namesIn(path: string): string[] | undefined {
  try {
    return readdirSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR" && existsSync(path)) return undefined;
    if (code === "ENOENT" || code === "ENOTDIR") throw new InputError(path, missing(path));
    throw new InputError(path, `cannot be read (${message})`);
  }
}

/** Reads what a file names, from its own folder: texts, other files as bytes, and folders. */
function readerBeside(file: string): Reader {
  const beside = (path: string) => (isAbsolute(path) ? path : join(dirname(file), path));
  return Object.assign((path: string) => readText(beside(path)), {
    bytes: (path: string) => readBytes(beside(path)),
    names: (path: string) => namesIn(beside(path)),
  });
}

/**
 * The document with the changes made. Where a change leads into the sim that a scan names by its file, the
 * sim is read in first.
 */
function changed(document: unknown, { set, seed, backend, scale }: Changes, read: Reader): unknown {
  const inside = set.some((assignment) => /^\s*sim\s*[.[]/.test(assignment));
  let result = isScan(document) && inside ? inlineSim(document, read) : document;
  for (const assignment of set) result = setPath(result, assignment);
  if (seed !== undefined) result = putPath(result, "seed", seed);
  if (backend !== undefined) result = putPath(result, "backend", backend);
  if (scale !== undefined) result = putPath(result, "scale", scale);
  return result;
}

/**
 * Loads a sim, scan or study file with the changes of the command line.
 * @throws InputError that names the place.
 */
export function loadDocument(file: string, changes: Changes, studies: readonly Study[] = registered): Loaded {
  const read = readerBeside(file);
  const found = parseDocument(readText(file), file);
  if (changes.scale !== undefined && !isStudy(found)) {
    throw new InputError("--scale", `is for studies; ${file} is ${FILES[isScan(found) ? "scan" : "run"]}`);
  }
  // So that --set finds a place for the options of a study that has none of its own.
  const whole = isStudy(found) ? { options: {}, ...(found as object) } : found;
  const document = changed(whole, changes, read);
  if (isStudy(document)) {
    const spec = resolveStudy(document, studies);
    return { kind: "study", file, spec, study: studyOf(spec.study, studies), read };
  }
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
