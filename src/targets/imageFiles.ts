import { InputError } from "../options/index.ts";
import { averaged, squareOf } from "./imageAverage.ts";
import { decodePng, inChannels, type Pixels } from "./imagePng.ts";
import { channelsOf, mostSide, type StoredImages } from "./images.ts";
import { textOfValues } from "./imageText.ts";

/** A file of a folder. */
export interface ImageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Options of the kind `images` that matter when files are read. */
export interface ImagesAsked {
  readonly path: string;
  readonly side?: number | undefined;
  readonly channels?: keyof typeof channelsOf | undefined;
  readonly rows?: number | undefined;
}

/** A resolved sim holds at most so many numbers of images: 45 MB of text. */
const mostNumbers = 2 ** 24;

/** True for the name of a PNG file. */
export function isPngName(name: string): boolean {
  return /\.png$/i.test(name);
}

/** The names of the PNG files among those of a folder, in the order in which they are taken: that of their characters. */
export function pngNames(names: readonly string[], path: string): string[] {
  const found = names.filter(isPngName).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (found.length === 0) throw new InputError("path", `${path}: has no file whose name ends in .png`);
  return found;
}

/** The pixels of one file. @throws InputError at `path` with the file's name. */
export function pixelsOf({ name, bytes }: ImageFile, path: string): Pixels {
  return decodePng(bytes, (problem) => {
    throw new InputError("path", name === "" ? `${path}: ${problem}` : `${path}: ${name} ${problem}`);
  });
}

/** Decoded images of a folder, checked to be large enough for `side`, or to be squares of one size without it. */
function checkSizes(images: readonly Pixels[], files: readonly ImageFile[], asked: ImagesAsked): number {
  const size = ({ width, height }: Pixels) => `${width} × ${height} pixels`;
  const { path, side } = asked;
  if (side !== undefined) {
    const small = images.findIndex(({ width, height }) => Math.min(width, height) < side);
    if (small < 0) return side;
    const problem = `${files[small]!.name} in ${path} has ${size(images[small]!)}: too few for side ${side}`;
    throw new InputError("side", problem);
  }
  const first = images[0]!;
  const odd = images.findIndex(({ width, height }) => width !== first.width || height !== first.height);
  const hint = "give a `side`, to which all are averaged";
  if (odd >= 0) {
    const problem = `${files[odd]!.name} has ${size(images[odd]!)}, but ${files[0]!.name} ${size(first)}; ${hint}`;
    throw new InputError("path", `${path}: ${problem}`);
  }
  if (first.width !== first.height) {
    throw new InputError("path", `${path}: ${files[0]!.name} has ${size(first)}, no square; ${hint}`);
  }
  if (first.width > mostSide) {
    const problem = `${files[0]!.name} has ${size(first)}, more than ${mostSide} along a side; ${hint}`;
    throw new InputError("path", `${path}: ${problem}`);
  }
  return first.width;
}

/** @throws InputError at `rows` for more numbers than a resolved sim holds. */
function checkTotal(rows: number, side: number, channels: keyof typeof channelsOf): void {
  const numbers = side * side * channelsOf[channels] * rows;
  if (numbers <= mostNumbers) return;
  const what = `${rows} images of ${side} × ${side} pixels, ${numbers} numbers`;
  throw new InputError(
    "rows",
    `asks for ${what}; at most ${mostNumbers} are held: take fewer, or a smaller side`,
  );
}

/**
 * PNG files as a resolved sim holds them, in the order given.
 * @param files at least one, as many as `rows` takes.
 * @throws InputError at `path` for a file that is no PNG or, without `side`, of another size, too large or no square; at
 *   `side` for one that is too small; at `rows` when there are fewer, or when all together are too large
 */
export function storedImages(files: readonly ImageFile[], asked: ImagesAsked): StoredImages {
  const { path, rows = files.length, channels = "grey" } = asked;
  if (rows > files.length) {
    throw new InputError(
      "rows",
      `must be at most ${files.length}, the number of images in ${path}, not ${rows}`,
    );
  }
  if (asked.side !== undefined) checkTotal(rows, asked.side, channels);
  const taken = files.slice(0, rows);
  // Whole images are dropped as soon as they are averaged; a folder of them may be larger than the memory.
  const images = taken.map((file) => {
    const pixels = pixelsOf(file, path);
    const { side } = asked;
    if (side === undefined || Math.min(pixels.width, pixels.height) < side) return pixels;
    return averaged(squareOf(pixels), side, side);
  });
  const side = checkSizes(images, taken, asked);
  if (asked.side === undefined) checkTotal(rows, side, channels);
  const numbers = side * side * channelsOf[channels];
  const values = new Float64Array(numbers * rows);
  images.forEach((image, k) => {
    values.set(inChannels(image, channelsOf[channels]).values, k * numbers);
  });
  return { path, side, count: rows, channels: channelsOf[channels], data: textOfValues(values) };
}
