import { observables as observableKinds } from "../observables/index.ts";
import { check, InputError, named } from "../options/index.ts";
import { buildSim } from "./build.ts";
import { assertPlain } from "./plain.ts";
import { simFile } from "./schema.ts";
import type { FigureSpec, SimFigure, SimSpec, TextReader } from "./spec.ts";
import { targetOf } from "./targetFiles.ts";

/** Saved states of a run that does not say how often to save. */
const usualStates = 1000;

/** True for a scan file, false for a sim file: a scan has a sim or axes. */
export function isScan(document: unknown): boolean {
  if (document === null || typeof document !== "object" || Array.isArray(document)) return false;
  return Object.hasOwn(document, "sim") || Object.hasOwn(document, "axes");
}

/**
 * A sim file with every default filled in and every file read in, checked as far as anything can be
 * before it runs: target and start are drawn once. Plain JSON; resolving it again gives it back.
 *
 * @param document what the file holds, as `parseDocument` gives it.
 * @param read gives the text of files that the document names.
 * @throws InputError naming the first place that is wrong, and what would be right.
 */
export function resolveSim(document: unknown, read: TextReader): SimSpec {
  const spec = fillSim(document, read);
  buildSim(spec, 0);
  return spec;
}

/** `resolveSim` without drawing anything: fields and defaults only. */
export function fillSim(document: unknown, read: TextReader): SimSpec {
  assertObject(document, "a sim file");
  if (isScan(document)) {
    const key = Object.hasOwn(document, "sim") ? "sim" : "axes";
    throw new InputError(key, "belongs to a scan file; a sim file describes one simulation");
  }
  const { $schema: _, ...given } = check(simFile, document);
  const { every, field, observables } = given.record;
  const spacing = every ?? Math.max(1, Math.ceil(given.dynamics.steps / usualStates));
  return withoutUndefined({
    ...given,
    ...targetOf(given.target, given.origin, read),
    record: {
      every: spacing,
      observables: observables.map((one, k) =>
        check(observableKinds.spec, withKind(one), `record.observables[${k}]`),
      ),
      field: field && { ...field, every: field.every ?? Math.max(1, spacing) },
    },
    figures: given.figures?.map(withKind) as FigureSpec<SimFigure>[] | undefined,
  }) as SimSpec;
}

/** @throws InputError unless the document is an object of JSON values. */
export function assertObject(document: unknown, what: string): asserts document is Record<string, unknown> {
  if (document === null || typeof document !== "object" || Array.isArray(document)) {
    throw new InputError("document", `must be ${what}, an object, not ${named(document)}`);
  }
  assertPlain(document);
}

/** A thing that may be named by its kind alone, as an object of its kind and options. */
export function withKind<One extends { readonly kind: string }>(given: string | One): One | { kind: string } {
  return typeof given === "string" ? { kind: given } : given;
}

/** A copy without the fields that are undefined: JSON does not have them. */
export function withoutUndefined(value: object): object {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [key, isOptions(one) ? withoutUndefined(one) : one]));
}

function isOptions(value: unknown): value is object {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Tells errors to belong to a part of the scan; `inWords` leaves their place in the sim to the message. */
export function within<Result>(path: string, action: () => Result, inWords = false): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw inWords ? new InputError(path, error.message) : error.within(path);
  }
}
