import { z } from "zod";
import { options } from "../options/index.ts";
import { scanShape, simFile } from "./schema.ts";

/** A JSON Schema (draft 2020-12), as editors read it to complete and check a file while it is written. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const home = "https://unpkg.com/ganphase/dist";

function jsonSchema(schema: z.ZodType, id: string, title: string, description: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    unrepresentable: "any",
  }) as Record<string, unknown>;
  return { $schema, $id: `${home}/${id}`, title, description, ...rest };
}

/** The JSON Schema of sim files. */
export function simSchema(): JsonSchema {
  return jsonSchema(
    simFile,
    "sim.schema.json",
    "ganphase sim file",
    "One simulation of GAN training dynamics. Lengths are in the target's units, steps count from 0.",
  );
}

/** The JSON Schema of scan files. */
export function scanSchema(): JsonSchema {
  return jsonSchema(
    options({
      ...scanShape,
      sim: z.union([z.string().min(1), simFile]).describe("A sim, or the path of a sim file from here."),
    }),
    "scan.schema.json",
    "ganphase scan file",
    "A sim and the axes along which fields of it change: one simulation, or several replicas, a cell.",
  );
}
