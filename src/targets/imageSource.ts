import { z } from "zod";
import { InputError, quoted } from "../options/index.ts";

/** Where stored pixels came from: a field of them beside the pixels themselves. */
export const source = z.string().min(1).describe("the `path` from which they were read");

/**
 * Pixels are read before anything runs, so that a `path` that is changed later would be but a label of them.
 * @throws InputError at `path` when the pixels are those of another one
 */
export function checkSource(path: string, pixels: { readonly path: string } | undefined): void {
  if (pixels === undefined || pixels.path === path) return;
  throw new InputError(
    "path",
    `is ${quoted(path)}, but \`pixels\` holds what was read from ${quoted(pixels.path)}; leave \`pixels\` out to read the file`,
  );
}
