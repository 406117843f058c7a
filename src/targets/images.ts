import { z } from "zod";
import { count, define, InputError, options } from "../options/index.ts";
import { averaged } from "./imageAverage.ts";
import { inChannels, type Pixels } from "./imagePng.ts";
import { checkSource, source } from "./imageSource.ts";
import { valuesOfText } from "./imageText.ts";
import { points } from "./points.ts";
import type { TargetSource } from "./target.ts";

/** Pixels along each side of an image at most. */
export const mostSide = 2000;

/** Images as a resolved sim holds them: equally large squares. */
const stored = options({
  path: source,
  side: count(1, mostSide).describe("pixels along each side"),
  count: count().describe("number of images"),
  channels: z.union([z.literal(1), z.literal(3)]).describe("1 for grey, 3 for red, green and blue"),
  data: z.string().describe("brightness, 16 bits a number in base64: images, rows, columns, channels"),
});

export type StoredImages = z.output<typeof stored>;

/** How many channels each word means. */
export const channelsOf = { grey: 1, rgb: 3 } as const;

const shape = {
  path: z
    .string()
    .min(1)
    .describe("a folder of PNG files, taken in the order of their names, or one PNG file"),
  side: count(1, mostSide)
    .optional()
    .describe(
      "averages the largest square in the middle of each image down to side × side pixels; left out, all images must be squares of one size",
    ),
  channels: z.enum(["grey", "rgb"]).default("grey").describe("brightness alone, or red, green and blue"),
  rows: count().optional().describe("takes the first so many images alone; all when left out"),
  centre: z.boolean().default(false).describe("takes the mean image from each"),
  pixels: stored
    .optional()
    .describe(
      "in manifests: the images themselves (`path`, `side`, `count`, `channels`, `data`); the files are not read again",
    ),
};

type Given = z.output<z.ZodObject<typeof shape>>;

/** @throws InputError at `pixels.data` for another number of pixels than it says. */
function imagesIn({ side, count: number, channels, data }: StoredImages): Pixels[] {
  const values = valuesOfText(data);
  const size = side * side * channels;
  if (values?.length !== number * size) {
    const what = `${number} images of ${side} × ${side} pixels with ${channels} channels`;
    throw new InputError(
      "pixels.data",
      `must hold ${number * size} numbers of 16 bits in base64, for ${what}`,
    );
  }
  return Array.from({ length: number }, (_, k) => ({
    width: side,
    height: side,
    channels,
    values: values.subarray(k * size, (k + 1) * size),
  }));
}

/** The images that are asked for, of those that are held. @throws InputError at what is more than that. */
function wanted(
  images: StoredImages,
  { side = images.side, channels, rows = images.count }: Given,
): Pixels[] {
  if (side > images.side) {
    throw new InputError("side", `must be at most ${images.side}, that of the images held here, not ${side}`);
  }
  if (rows > images.count) {
    throw new InputError(
      "rows",
      `must be at most ${images.count}, the number of images held here, not ${rows}`,
    );
  }
  if (channels === "rgb" && images.channels === 1) {
    throw new InputError("channels", 'must be "grey", as the images held here are');
  }
  return imagesIn(images)
    .slice(0, rows)
    .map((image) => inChannels(averaged(image, side, side), channelsOf[channels]));
}

/** Takes the mean row from all rows. */
function centred(rows: readonly Float64Array[]): Float64Array[] {
  const mean = new Float64Array(rows[0]!.length);
  for (const row of rows) for (let k = 0; k < mean.length; k++) mean[k]! += row[k]! / rows.length;
  return rows.map((row) => row.map((value, k) => value - mean[k]!));
}

/**
 * Images from PNG files as points of equal mass in R^(channels·side²): brightness from 0 to 1, row by row from the top, the
 * channels of a pixel together. Each image is a mode. A target does not read files: whoever runs a sim reads them and
 * puts the images into `pixels` with `storedImages`; from there on `side`, `rows` and `channels` may ask for less.
 * @throws InputError where more is asked for than `pixels` holds, at `path` when it holds those of another file or folder,
 *   and when drawn without it
 */
export const imagesTarget = define("images", shape, (given): TargetSource => {
  const { path, pixels, channels, centre } = given;
  checkSource(path, pixels);
  const side = given.side ?? pixels?.side;
  const images = pixels === undefined ? undefined : wanted(pixels, given);
  return {
    kind: "images",
    ...(side === undefined ? {} : { dimension: channelsOf[channels] * side * side }),
    draw(stream) {
      if (images === undefined) {
        throw new InputError(
          "path",
          `"${path}" has not been read; run it from a sim file, or use storedImages`,
        );
      }
      const rows = images.map(({ values }) => values);
      const list = (centre ? centred(rows) : rows).map((row) => Array.from(row));
      return { ...points(list).draw(stream), kind: "images" };
    },
  };
});
