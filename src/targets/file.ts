import { z } from "zod";
import { define, InputError } from "../options/index.ts";
import type { TargetSource } from "./target.ts";

/**
 * Points from a CSV file at `path`. A target does not read files: whoever runs a sim reads the text and
 * puts the kind `points` with `parsePoints(text, path)` in its place before anything is drawn.
 * @throws InputError at `path` when drawn without that
 */
export const fileTarget = define(
  "file",
  {
    path: z
      .string()
      .min(1)
      .describe("a CSV file, an x_i a line; a column `mass` holds the p_i, equal when there is none"),
  },
  ({ path }): TargetSource => {
    return {
      kind: "file",
      draw() {
        throw new InputError(
          "path",
          `"${path}" has not been read; run it from a sim file, or use parsePoints`,
        );
      },
    };
  },
);
