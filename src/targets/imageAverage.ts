import type { Pixels } from "./imagePng.ts";

/** How much of each old row (or column) a new one covers: the first of them, and weights that sum to 1. */
interface Cover {
  readonly first: number;
  readonly weights: readonly number[];
}

/** `to` equal parts of `from` cells. */
function covers(from: number, to: number): Cover[] {
  return Array.from({ length: to }, (_, k) => {
    const [low, high] = [(k * from) / to, ((k + 1) * from) / to];
    const first = Math.floor(low);
    // Rounding must not make a part reach into the next cell.
    const last = Math.ceil(high - 1e-9);
    const weights = Array.from({ length: last - first }, (__, i) => {
      const cell = first + i;
      return ((Math.min(high, cell + 1) - Math.max(low, cell)) * to) / from;
    });
    return { first, weights };
  });
}

/** The largest square in the middle of an image. */
export function squareOf({ width, height, channels, values }: Pixels): Pixels {
  const side = Math.min(width, height);
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  const kept = new Float64Array(side * side * channels);
  for (let row = 0; row < side; row++) {
    const from = ((top + row) * width + left) * channels;
    kept.set(values.subarray(from, from + side * channels), row * side * channels);
  }
  return { width: side, height: side, channels, values: kept };
}

/**
 * An image averaged down to width × height pixels, at most its own: each new pixel is the mean of the area that it
 * covers, so that one which covers whole old pixels is their plain mean.
 */
export function averaged(pixels: Pixels, width: number, height: number): Pixels {
  const { channels, values } = pixels;
  if (pixels.width === width && pixels.height === height) return pixels;
  const rows = covers(pixels.height, height);
  const columns = covers(pixels.width, width);
  const result = new Float64Array(width * height * channels);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      const at = (i * width + j) * channels;
      row.weights.forEach((down, a) => {
        column.weights.forEach((across, b) => {
          const from = ((row.first + a) * pixels.width + column.first + b) * channels;
          for (let c = 0; c < channels; c++) result[at + c]! += down * across * values[from + c]!;
        });
      });
    });
  });
  return { width, height, channels, values: result };
}
