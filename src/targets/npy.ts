import { InputError } from "../options/index.ts";
import type { ParsedPoints } from "./parsePoints.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** How a number of each type is read, by the type's name in the header without the byte order. */
const readers: Readonly<Record<string, { size: number; read: (view: DataView, at: number) => number }>> = {
  f4: { size: 4, read: (view, at) => view.getFloat32(at, true) },
  f8: { size: 8, read: (view, at) => view.getFloat64(at, true) },
  i4: { size: 4, read: (view, at) => view.getInt32(at, true) },
  i8: { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
};

type Fail = (problem: string) => never;

interface Header {
  readonly type: string;
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly end: number;
}

function readHeader(bytes: Uint8Array, view: DataView, fail: Fail): Header {
  if (!magic.every((byte, k) => bytes[k] === byte))
    fail("is no .npy file: it does not begin with \\x93NUMPY");
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) fail(`has the .npy version ${version}; 1 to 3 are read`);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) fail("ends within its header");
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const end = start + length;
  if (bytes.length < end) fail("ends within its header");
  const text = new TextDecoder().decode(bytes.subarray(start, end));
  const type = /'descr':\s*'([^']*)'/.exec(text)?.[1] ?? fail("has a header without a plain 'descr'");
  const order =
    /'fortran_order':\s*(True|False)/.exec(text)?.[1] ?? fail("has a header without 'fortran_order'");
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1] ?? fail("has a header without a 'shape'");
  if (order === "True") fail("is in Fortran order; save it with numpy.ascontiguousarray");
  const sizes = shape
    .split(",")
    .filter((size) => size.trim() !== "")
    .map(Number);
  return { type, shape: sizes, end };
}

/**
 * The points in a NumPy .npy file (format 1.0 to 3.0): an array [N, d], or [N] for points in 1-D, of
 * little-endian 4- or 8-byte floats or integers or of bytes, in C order. Masses are equal.
 * @param path names the file in errors
 * @throws InputError at `path` for another format, type, order or rank, for a file that ends early or late, for no
 *   points, and for a number that is not finite, with its row and column
 */
export function parseNpy(bytes: Uint8Array, path: string): ParsedPoints {
  const fail: Fail = (problem) => {
    throw new InputError("path", `${path}: ${problem}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { type, shape, end } = readHeader(bytes, view, fail);
  if (type.startsWith(">")) fail(`holds big-endian numbers (${type}); save it with .astype("<f8")`);
  const reader = readers[type.slice(1)] ?? fail(`holds ${type}; ${Object.keys(readers).join(", ")} are read`);
  if (shape.length < 1 || shape.length > 2) {
    fail(`has ${shape.length} axes; points are an array [N, d], or [N] in 1-D`);
  }
  const [rows, columns = 1] = shape as [number, number?];
  if (rows === 0 || columns === 0) fail("holds no points");
  const wanted = end + rows * columns * reader.size;
  if (bytes.length !== wanted) {
    fail(`has ${bytes.length} bytes, but an array [${shape.join(", ")}] of ${type} makes ${wanted}`);
  }
  const at = (row: number, column: number): number => {
    const value = reader.read(view, end + (row * columns + column) * reader.size);
    return Number.isFinite(value) ? value : fail(`row ${row}, column ${column} is ${value}`);
  };
  const points = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => at(row, column)),
  );
  return { points };
}
