import { convertIndexedToRgb, type DecodedPng, decode } from "fast-png";

/** Brightness 0 to 1, row by row from the top, the channels of a pixel together: [height*width*channels]. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for red, green and blue. */
  readonly channels: 1 | 3;
  readonly values: Float64Array;
}

type Fail = (problem: string) => never;

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** An image of more pixels is refused before it is unpacked: a small file can hold a huge one. */
const mostPixels = 2 ** 26;

/** Where the header tells width, height, bits a channel, and the order of the rows. */
const header = { width: 16, height: 20, depth: 24, interlace: 28, end: 33 } as const;

function checkHeader(bytes: Uint8Array, fail: Fail): void {
  if (!signature.every((byte, k) => bytes[k] === byte)) fail("is no PNG file");
  if (bytes.length < header.end) fail("ends within its header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(header.width), view.getUint32(header.height)];
  if (width === 0 || height === 0) fail(`has ${width} × ${height} pixels`);
  if (width * height > mostPixels) fail(`has ${width} × ${height} pixels; at most ${mostPixels} are read`);
  if (bytes[header.interlace] !== 0 && bytes[header.depth]! < 8) {
    fail(`is interlaced with ${bytes[header.depth]} bits a pixel, which is not read; save it without`);
  }
}

/** Whole numbers of `depth` bits from lines that begin at a byte each, [height*width]. */
function unpacked({ data, width, height, depth }: DecodedPng): Uint8Array {
  const line = Math.ceil((width * depth) / 8);
  const values = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const bit = column * depth;
      const byte = data[row * line + (bit >> 3)]!;
      values[row * width + column] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
    }
  }
  return values;
}

/** One image as it was decoded: whole numbers from 0 to `most`, the last of an even number of channels is opacity. */
interface Samples {
  readonly channels: number;
  readonly most: number;
  readonly data: ArrayLike<number>;
  /** The value of each channel that stands for transparent. */
  readonly clear?: ArrayLike<number>;
}

function samplesOf(image: DecodedPng): Samples {
  const { palette, depth, channels, data, transparency } = image;
  if (palette !== undefined && channels === 1) {
    return { channels: palette[0]!.length, most: 255, data: convertIndexedToRgb(image) };
  }
  const clear = transparency === undefined ? {} : { clear: transparency };
  return { channels, most: 2 ** depth - 1, data: depth < 8 ? unpacked(image) : data, ...clear };
}

/** Brightness of every pixel over a white page. */
function overWhite({ channels, most, data, clear }: Samples, pixels: number): Float64Array {
  const colors = channels > 2 ? 3 : 1;
  const values = new Float64Array(pixels * colors);
  for (let k = 0; k < pixels; k++) {
    const at = k * channels;
    const isClear =
      clear !== undefined &&
      Array.from({ length: colors }, (_, c) => data[at + c] === clear[c]).every(Boolean);
    const opacity = isClear ? 0 : channels === colors ? 1 : data[at + colors]! / most;
    for (let c = 0; c < colors; c++) {
      values[k * colors + c] = 1 - opacity + (opacity * data[at + c]!) / most;
    }
  }
  return values;
}

/**
 * The pixels of a PNG file: grey, colour or palette, 1 to 16 bits a channel, interlaced or not. What is transparent lies
 * on a white page.
 * @param fail is told what is wrong with other bytes
 */
export function decodePng(bytes: Uint8Array, fail: Fail): Pixels {
  checkHeader(bytes, fail);
  let image: DecodedPng;
  let samples: Samples;
  try {
    image = decode(bytes, { checkCrc: true });
    samples = samplesOf(image);
  } catch (error) {
    return fail(`cannot be read as PNG (${(error as Error).message})`);
  }
  const { width, height } = image;
  const values = overWhite(samples, width * height);
  if (!values.every(Number.isFinite)) fail("ends before its last pixel");
  return { width, height, channels: samples.channels > 2 ? 3 : 1, values };
}

/** Weights of red, green and blue in brightness (ITU-R BT.601), as most programs turn colour into grey. */
const [red, green, blue] = [0.299, 0.587, 0.114] as const;

/** The same pixels in so many channels: grey is the weighted mean of the colours, and grey in colour is itself thrice. */
export function inChannels(pixels: Pixels, channels: 1 | 3): Pixels {
  if (pixels.channels === channels) return pixels;
  const { width, height, values } = pixels;
  const changed = new Float64Array(width * height * channels);
  for (let k = 0; k < width * height; k++) {
    if (channels === 3) changed.fill(values[k]!, 3 * k, 3 * k + 3);
    else changed[k] = red * values[3 * k]! + green * values[3 * k + 1]! + blue * values[3 * k + 2]!;
  }
  return { width, height, channels, values: changed };
}
