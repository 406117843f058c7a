/** What the header of a .npy file says. */
export interface NpyParts {
  readonly descr?: string;
  readonly fortran?: boolean;
  readonly shape: readonly number[];
  readonly version?: number;
}

/** A .npy file as NumPy writes it: magic, version, length of the header, the header padded to 64 bytes, the numbers. */
export function npyFile(
  { descr = "<f8", fortran = false, shape, version = 1 }: NpyParts,
  numbers: ArrayBufferView,
): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${sizes}), }`;
  const prefix = version === 1 ? 10 : 12;
  const length = Math.ceil((prefix + text.length + 1) / 64) * 64 - prefix;
  const bytes = new Uint8Array(prefix + length + numbers.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, length, true);
  else view.setUint32(8, length, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), prefix);
  bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), prefix + length);
  return bytes;
}
