import { z } from "zod";
import { check, InputError, options, positive, suggestion } from "../../options/index.ts";
import type { BackendChoice } from "../../sim/index.ts";
import { assertObject, withoutUndefined } from "../../sim/resolve.ts";
import { simFile } from "../../sim/schema.ts";
import type { Study, StudyOptions } from "./study.ts";

/** A resolved study file: plain JSON with every default filled in. Resolving it again gives it back. */
export interface StudySpec {
  /** The kind of the study. */
  readonly study: string;
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  readonly source?: string;
  readonly scale: number;
  readonly backend: BackendChoice;
  readonly seed: number;
  readonly options: StudyOptions;
}

const { $schema, name, title, description, source, backend, seed } = simFile.shape;

/** What a study file holds besides its kind and the options of that kind. */
export const studyShape = {
  $schema,
  name,
  title,
  description,
  source,
  scale: positive()
    .default(1)
    .describe("How much larger than by default; --scale overrides it. 1 is minutes on two cores."),
  backend,
  seed,
};

const studyFile = options({
  ...studyShape,
  study: z.string().min(1),
  options: z.record(z.string(), z.unknown()).default({}),
});

/** True for a study file: it names its study. */
export function isStudy(document: unknown): boolean {
  if (document === null || typeof document !== "object" || Array.isArray(document)) return false;
  return Object.hasOwn(document, "study");
}

/** The study of a kind. @throws InputError at `study` for one that there is not, with the nearest. */
export function studyOf(kind: string, studies: readonly Study[]): Study {
  const found = studies.find((one) => one.kind === kind);
  if (found !== undefined) return found;
  const kinds = studies.map((one) => one.kind);
  throw new InputError("study", `unknown study "${kind}"; ${suggestion(kind, kinds)}`);
}

/**
 * A study file with every default filled in.
 * @throws InputError at the first place that is wrong, such as `options.sizes[1]`.
 */
export function resolveStudy(document: unknown, studies: readonly Study[]): StudySpec {
  assertObject(document, "a study file");
  const { $schema: _, ...given } = check(studyFile, document);
  const study = studyOf(given.study, studies);
  const filled = check(options(study.shape), given.options, "options") as StudyOptions;
  try {
    study.check(filled);
  } catch (error) {
    throw error instanceof InputError ? error.within("options") : error;
  }
  return withoutUndefined({ ...given, options: filled }) as StudySpec;
}
