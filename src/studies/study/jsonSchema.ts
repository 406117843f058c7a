import { z } from "zod";
import { options } from "../../options/index.ts";
import type { JsonSchema } from "../../sim/index.ts";
import { studyShape } from "./document.ts";
import type { Study } from "./study.ts";

const home = "https://unpkg.com/ganphase/dist";

function fileOf(study: Study) {
  return options({
    ...studyShape,
    study: z.literal(study.kind).describe("The kind of the study."),
    options: options(study.shape).prefault({}).describe("The study's own options."),
  });
}

/** The JSON Schema (draft 2020-12) of study files: a branch a study. */
export function studySchema(studies: readonly Study[]): JsonSchema {
  const files = studies.map(fileOf);
  const schema = files.length === 0 ? z.never() : z.discriminatedUnion("study", files as never);
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    unrepresentable: "any",
  }) as Record<string, unknown>;
  return {
    $schema,
    $id: `${home}/study.schema.json`,
    title: "ganphase study file",
    description: "Several scans and their analysis, with tables, figures and a comparison with theory.",
    ...rest,
  };
}
