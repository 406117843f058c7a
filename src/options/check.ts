import { z } from "zod";
import { causeOf, problemOf } from "./problem.ts";

/**
 * Checks `input` against a schema and returns the parsed value.
 * @throws InputError for the first thing that is wrong, with its place below `path`.
 */
export function check<Schema extends z.ZodType>(schema: Schema, input: unknown, path = ""): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const error = problemOf(causeOf(result.error.issues), input);
  throw path === "" ? error : error.within(path);
}

/** An object of options in which every unknown key is an error that suggests the nearest known one. */
export function options<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === "unrecognized_keys") (issue as { known?: readonly string[] }).known = known;
      return undefined;
    },
  });
}
