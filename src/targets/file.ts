import { z } from "zod";
import { count, define, InputError } from "../options/index.ts";
import { parseNpy } from "./npy.ts";
import { parseParquet } from "./parquet.ts";
import { type ParsedPoints, parsePoints } from "./parsePoints.ts";
import type { TargetSource } from "./target.ts";

const shape = {
  path: z
    .string()
    .min(1)
    .describe(
      "CSV, Parquet or .npy, an x_i a line or row; a column `mass` holds the p_i, equal when there is none",
    ),
  rows: count().optional().describe("takes the first so many points alone; all when left out"),
};

/**
 * Points from a file at `path`: Parquet and NumPy by the endings .parquet and .npy, CSV by any other. With `rows` only
 * the first so many, whose masses are scaled to sum to 1. A target does not read files: whoever runs a sim reads the
 * contents and puts the kind `points` with `pointsInFile` in its place before anything is drawn.
 * @throws InputError at `path` when drawn without that
 */
export const fileTarget = define("file", shape, ({ path }): TargetSource => {
  return {
    kind: "file",
    draw() {
      throw new InputError("path", `"${path}" has not been read; run it from a sim file, or use parsePoints`);
    },
  };
});

/** True when the file at a path is read as bytes, false when as text. */
export function isBinaryFile(path: string): boolean {
  return /\.(?:npy|parquet)$/i.test(path);
}

/**
 * The points that a `file` target stands for.
 * @param contents bytes when `isBinaryFile(path)`, else the text
 * @throws InputError at `path` for contents that are wrong, at `rows` when there are fewer
 */
export function pointsInFile(
  { path, rows }: { readonly path: string; readonly rows?: number | undefined },
  contents: string | Uint8Array,
): ParsedPoints {
  const parsed = contentsAsPoints(path, contents);
  if (rows === undefined) return parsed;
  const { points, masses } = parsed;
  if (rows > points.length) {
    throw new InputError(
      "rows",
      `must be at most ${points.length}, the number of points in ${path}, not ${rows}`,
    );
  }
  const first = { points: points.slice(0, rows) };
  if (masses === undefined) return first;
  const kept = masses.slice(0, rows);
  const sum = kept.reduce((total, mass) => total + mass, 0);
  return { ...first, masses: kept.map((mass) => mass / sum) };
}

function contentsAsPoints(path: string, contents: string | Uint8Array): ParsedPoints {
  if (typeof contents === "string") return parsePoints(contents, path);
  return /\.npy$/i.test(path) ? parseNpy(contents, path) : parseParquet(contents, path);
}
