import { averaged } from "../../../targets/imageAverage.ts";

/** How pictures lie in memory: square, row by row from the top, the channels of a pixel together. */
export interface PictureShape {
  readonly side: number;
  readonly channels: 1 | 3;
}

/** Rows of pictures [rows*(side²*channels)], averaged down to a smaller side that divides theirs. */
export function averagedRows(rows: Float64Array, { side, channels }: PictureShape, to: number): Float64Array {
  const [from, size] = [side * side * channels, to * to * channels];
  const result = new Float64Array((rows.length / from) * size);
  for (let k = 0; k * from < rows.length; k++) {
    const values = rows.subarray(k * from, (k + 1) * from);
    result.set(averaged({ width: side, height: side, channels, values }, to, to).values, k * size);
  }
  return result;
}

/** Rows of pictures with every pixel repeated `factor` times along both sides: nearest-neighbour upsampling. */
export function enlargedRows(
  rows: Float64Array,
  { side, channels }: PictureShape,
  factor: number,
): Float64Array {
  const from = side * side * channels;
  const wide = side * factor;
  const size = wide * wide * channels;
  const result = new Float64Array((rows.length / from) * size);
  for (let at = 0; at < result.length; at++) {
    const [picture, within] = [Math.floor(at / size), at % size];
    const [pixel, channel] = [Math.floor(within / channels), within % channels];
    const row = Math.floor(Math.floor(pixel / wide) / factor);
    const column = Math.floor((pixel % wide) / factor);
    result[at] = rows[picture * from + (row * side + column) * channels + channel]!;
  }
  return result;
}
