import { InputError, type Spec } from "../options/index.ts";
import {
  type ImageFile,
  isBinaryFile,
  pngNames,
  pointsInFile,
  storedDarkness,
  storedImages,
} from "../targets/index.ts";
import type { Origin, TextReader } from "./spec.ts";

/** Kinds of targets that name a file, and what stands in their place when it was read. */
const kinds: Readonly<Record<string, (target: Spec, read: TextReader) => Spec>> = {
  file: (target, read) => {
    const file = { path: target.path as string, rows: target.rows as number | undefined };
    return { kind: "points", ...pointsInFile(file, contentsAt(file.path, read)) };
  },
  images: (target, read) => {
    const { path, side, channels, rows } = target as unknown as Parameters<typeof storedImages>[1];
    const pixels = storedImages(imageFiles(path, rows, read), { path, side, channels, rows });
    return { ...target, pixels };
  },
  image: (target, read) => {
    const path = target.path as string;
    return { ...target, pixels: storedDarkness({ name: "", bytes: bytesAt(path, read) }, path) };
  },
};

/** True for a target that names a file or folder which has not been read yet. */
export function namesFile(target: unknown): target is Spec & { readonly path: string } {
  const { kind, path, pixels } = (target ?? {}) as { kind?: unknown; path?: unknown; pixels?: unknown };
  const named = typeof kind === "string" && Object.hasOwn(kinds, kind) && typeof path === "string";
  return named && pixels === undefined;
}

/** The target as it is kept: the contents of a file in place of the file, and where they came from. */
export function targetOf(
  target: Spec,
  origin: Origin | { target?: string | undefined } | undefined,
  read: TextReader,
) {
  if (!namesFile(target)) return { target, origin };
  try {
    return { target: kinds[target.kind]!(target, read), origin: { target: target.path } };
  } catch (error) {
    throw error instanceof InputError ? error.within("target") : error;
  }
}

/** The PNG files of a folder in order, the first `rows` of them, or the one file at `path`. */
function imageFiles(path: string, rows: number | undefined, read: TextReader): ImageFile[] {
  const names = reading(() => read.names?.(path));
  if (names === undefined) return [{ name: path, bytes: bytesAt(path, read) }];
  const all = pngNames(names, path);
  if (rows !== undefined && rows > all.length) {
    throw new InputError(
      "rows",
      `must be at most ${all.length}, the number of images in ${path}, not ${rows}`,
    );
  }
  const folder = path.endsWith("/") ? path : `${path}/`;
  return all.slice(0, rows).map((name) => ({ name, bytes: bytesAt(folder + name, read) }));
}

/** The text or bytes of a file that the document names. */
function contentsAt(path: string, read: TextReader): string | Uint8Array {
  return isBinaryFile(path) ? bytesAt(path, read) : reading(() => read(path));
}

function bytesAt(path: string, read: TextReader): Uint8Array {
  return reading(() => {
    if (read.bytes === undefined) throw new InputError("", `${path}: only texts can be read here`);
    return read.bytes(path);
  });
}

/** @throws InputError at `path`, with the reader's reason. */
function reading<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError("path", error.message);
  }
}
