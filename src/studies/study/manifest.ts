import { firstDifference, type Manifest } from "../manifest.ts";
import type { StudySpec } from "./document.ts";

/** `manifest.json` of a study. */
export interface StudyManifest {
  readonly kind: "study";
  readonly package: { readonly name: string; readonly version: string };
  readonly study: StudySpec;
  readonly seed: number;
  readonly scale: number;
  /** The backends on which it ran, in the order of their first use; `cpu` where it asked for none. */
  readonly backend: string;
  /** "running" also stands in the folder of a study that was killed or interrupted. */
  readonly status: "running" | "done";
  /** Wall time in seconds, over all resumptions up to its end. */
  readonly wallTime: number;
}

/** `manifest.json` of any folder of results. */
export type AnyManifest = Manifest | StudyManifest;

/** The part of a study that its results depend on, as plain JSON. */
function core({ study, scale, backend, seed, options }: StudySpec): unknown {
  return JSON.parse(JSON.stringify({ study, scale, backend, seed, options }));
}

/**
 * Says why a study may not go on from what a folder holds: another study, or another version of the program.
 * Undefined when it may.
 */
export function studyConflict(
  found: Partial<StudyManifest>,
  study: StudySpec,
  version: string,
): string | undefined {
  if (found.kind !== "study" || found.study === undefined) return "it is no study";
  const made = found.package?.version;
  if (made !== version) return `it was made by version ${made}, this is ${version}`;
  return firstDifference(core(found.study), core(study));
}
