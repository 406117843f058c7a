import { crc32 } from "node:zlib";
import { encode, type ImageData } from "fast-png";

/** A PNG file of these pixels; data of less than 8 bits are packed as PNG wants them. */
export function png(image: ImageData, interlace: "null" | "Adam7" = "null"): Uint8Array {
  return encode(image, { interlace });
}

/** Whole numbers of less than 8 bits packed into lines of bytes. */
export function packed(values: readonly number[], width: number, depth: number): Uint8Array {
  const line = Math.ceil((width * depth) / 8);
  const bytes = new Uint8Array(line * (values.length / width));
  values.forEach((value, k) => {
    const bit = (k % width) * depth;
    bytes[Math.floor(k / width) * line + (bit >> 3)]! |= value << (8 - depth - (bit & 7));
  });
  return bytes;
}

/** A grey image of 8 bits, side × side, from a function of row and column. */
export function greyPng(width: number, height: number, value: (row: number, column: number) => number) {
  const data = Uint8Array.from({ length: width * height }, (_, k) => value(Math.floor(k / width), k % width));
  return png({ width, height, data, channels: 1, depth: 8 });
}

/** The same file with one more chunk after its header. */
export function withChunk(file: Uint8Array, name: string, content: readonly number[]): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, "latin1"), Buffer.from(content)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([file.subarray(0, 33), length, body, check, file.subarray(33)]);
}

/** A reader of files and folders from names to bytes: what stands in a folder has its name before a slash. */
export function readerOf(files: Readonly<Record<string, Uint8Array>>) {
  return Object.assign(
    () => {
      throw new Error("a picture was read as text");
    },
    {
      bytes: (path: string) => files[path]!,
      names: (path: string) => {
        const inside = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
        return path in files ? undefined : inside.map((name) => name.slice(path.length + 1));
      },
    },
  );
}
