import { forbiddenKeys, InputError, named, nearestName, pathText, quoted } from "../options/index.ts";
import { parseDocument } from "./document.ts";

export type Key = string | number;

/** Sections that a file may leave out altogether, so that a path may lead into them all the same. */
const optionalSections: readonly string[] = ["outcome", "record", "field"];

/**
 * The keys and indexes of a path: `penalties[0].strength` is `["penalties", 0, "strength"]`. A key that is
 * no plain word stands in brackets and quotes, `a["b c"]`.
 * @throws InputError at the path itself when it cannot be read.
 */
export function parsePath(path: string): Key[] {
  const keys: Key[] = [];
  const part = /(?:^|\.)([A-Za-z_$][\w$-]*)|\[(0|[1-9][0-9]{0,8})\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (part.lastIndex < path.length) {
    const start = part.lastIndex;
    const found = part.exec(path);
    if (found === null || (start === 0 && found[0].startsWith("."))) {
      throw new InputError(
        pathText([path]),
        `is not a path like penalties[0].strength; character ${start + 1} does not fit`,
      );
    }
    if (found[1] !== undefined) keys.push(found[1]);
    else if (found[2] !== undefined) keys.push(Number(found[2]));
    else keys.push(parseDocument(found[3]!, `the key in ${quoted(path)}`) as string);
  }
  if (keys.length === 0) throw new InputError("path", "is empty; write one like penalties[0].strength");
  const forbidden = keys.find((key) => forbiddenKeys.includes(String(key)));
  if (forbidden !== undefined)
    throw new InputError(pathText([path]), `${quoted(String(forbidden))} is no name`);
  return keys;
}

/**
 * The value at a path.
 * @throws InputError at the first part of it that does not exist, with the nearest name that does.
 */
export function getPath(document: unknown, path: string): unknown {
  const keys = parsePath(path);
  let value = document;
  keys.forEach((key, depth) => {
    if (!has(value, key)) throw nothingThere(value, keys.slice(0, depth + 1));
    value = (value as Record<Key, unknown>)[key];
  });
  return value;
}

/**
 * A copy of a document with another value at a path; parts that do not change are shared with the original.
 *
 * The last key may be new to its object (an option that the file leaves out), and an index may be the one
 * after the last of its list. Whether a new key means anything is for `resolveSim` to say.
 * @throws InputError when the path leads into nothing, with the nearest name that exists.
 */
export function putPath(document: unknown, path: string, value: unknown): unknown {
  const keys = parsePath(path);
  return put(document, keys, 0, value);
}

function put(holder: unknown, keys: readonly Key[], depth: number, value: unknown): unknown {
  if (depth === keys.length) return value;
  const key = keys[depth]!;
  const last = depth === keys.length - 1;
  if (Array.isArray(holder) && typeof key === "number") {
    if (key >= holder.length && !(last && key === holder.length)) {
      throw nothingThere(holder, keys.slice(0, depth + 1));
    }
    const copy = [...holder];
    copy[key] = put(holder[key], keys, depth + 1, value);
    return copy;
  }
  const open = isObject(holder) && typeof key === "string" && (last || optionalSections.includes(key));
  if (!has(holder, key) && !open) throw nothingThere(holder, keys.slice(0, depth + 1));
  const inner = has(holder, key) ? (holder as Record<Key, unknown>)[key] : {};
  return { ...(holder as object), [key]: put(inner, keys, depth + 1, value) };
}

/**
 * A copy of a document with an assignment done, as `--set` takes it: `penalties[0].strength=0.3`. The value
 * is read as JSON; what is not JSON is a text, so that `backend=cpu` needs no quotes.
 * @throws InputError for an assignment that cannot be read or a path into nothing.
 */
export function setPath(document: unknown, assignment: string): unknown {
  const split = assignment.indexOf("=");
  if (split < 0) {
    throw new InputError("--set", `must be PATH=VALUE, such as seed=2, not ${quoted(assignment)}`);
  }
  const path = assignment.slice(0, split).trim();
  const text = assignment.slice(split + 1).trim();
  return putPath(document, path, readValue(text, path));
}

function readValue(text: string, path: string): unknown {
  try {
    return parseDocument(text, path);
  } catch (error) {
    // What begins like JSON was meant as JSON; saying where it breaks helps more than a wrong text.
    if (/^["[{]/.test(text) || !(error instanceof InputError)) throw error;
    return text;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function has(holder: unknown, key: Key): boolean {
  if (Array.isArray(holder)) return typeof key === "number" && key < holder.length;
  return isObject(holder) && typeof key === "string" && Object.hasOwn(holder, key);
}

function nothingThere(holder: unknown, keys: readonly Key[]): InputError {
  const key = keys.at(-1)!;
  const place = pathText(keys);
  const owner = keys.length === 1 ? "the document" : pathText(keys.slice(0, -1));
  if (Array.isArray(holder)) {
    if (typeof key === "string") return new InputError(place, `${owner} is a list; write ${owner}[0]`);
    const range = holder.length === 0 ? "is an empty list" : `goes from [0] to [${holder.length - 1}]`;
    return new InputError(place, `does not exist; ${owner} ${range}`);
  }
  if (!isObject(holder)) return new InputError(place, `does not exist; ${owner} is ${named(holder)}`);
  const names = Object.keys(holder);
  if (typeof key === "number") {
    return new InputError(place, `${owner} is no list; it has ${names.join(", ") || "nothing in it"}`);
  }
  const nearest = nearestName(key, names);
  const hint =
    nearest === undefined ? `${owner} has ${names.join(", ")}` : `did you mean ${quoted(nearest)}?`;
  return new InputError(place, `does not exist; ${hint}`);
}
