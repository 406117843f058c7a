import { forbiddenKeys, InputError, named, pathText, quoted } from "../options/index.ts";
import { deepestNesting } from "./document.ts";

/**
 * Makes sure that a document is what JSON can hold, so that it means the same when written and read again:
 * objects, lists, texts, finite numbers, true, false and null; no cycles, no absurd depth.
 * @throws InputError at the first value that is not.
 */
export function assertPlain(document: unknown): void {
  inspect(document, [], []);
}

function inspect(value: unknown, path: PropertyKey[], holders: readonly object[]): void {
  if (value === null || typeof value === "string" || typeof value === "boolean" || value === undefined)
    return;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw at(path, `must be a finite number, not ${value}`);
    return;
  }
  if (typeof value !== "object") throw at(path, `must be a JSON value, not ${named(value)}`);
  if (path.length > deepestNesting) throw at(path.slice(0, 4), `is nested deeper than ${deepestNesting}`);
  if (holders.includes(value)) throw at(path, "must not hold itself");
  const inner = [...holders, value];
  if (Array.isArray(value)) {
    if (Object.keys(value).length !== value.length)
      throw at(path, "must be a plain list, without gaps or names");
    for (let k = 0; k < value.length; k++) inspect(value[k], [...path, k], inner);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw at(path, "must be a plain object or list");
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.includes(key)) throw at(path, `${quoted(key)} cannot be a key`);
    inspect((value as Record<string, unknown>)[key], [...path, key], inner);
  }
}

function at(path: readonly PropertyKey[], problem: string): InputError {
  return new InputError(pathText(path) || "document", problem);
}
