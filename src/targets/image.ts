import { z } from "zod";
import { count, define, InputError, options, positive } from "../options/index.ts";
import { averaged } from "./imageAverage.ts";
import { type ImageFile, pixelsOf } from "./imageFiles.ts";
import { inChannels } from "./imagePng.ts";
import { checkSource, source } from "./imageSource.ts";
import { textOfValues, valuesOfText } from "./imageText.ts";
import type { Target, TargetSource } from "./target.ts";

const stored = options({
  path: source,
  width: count().describe("pixels along x"),
  height: count().describe("pixels along y"),
  data: z.string().describe("darkness from 0 to 1, 16 bits a number in base64, row by row from the top"),
});

type StoredDarkness = z.output<typeof stored>;

/** A density is kept at so many pixels along its longer side. */
const mostPixels = 256;

const shape = {
  path: z
    .string()
    .min(1)
    .describe("a PNG file: black is the highest density, white and transparent are none"),
  samples: count().describe("N, the number of x_i"),
  extent: positive().default(1).describe("half the longer side of the picture, which lies about 0"),
  pixels: stored
    .optional()
    .describe(
      "in manifests: the darkness itself (`path`, `width`, `height`, `data`); the file is not read again",
    ),
};

/** The darkness of a PNG file as a resolved sim holds it. @throws InputError at `path` for no PNG, or a white one. */
export function storedDarkness(file: ImageFile, path: string): StoredDarkness {
  const whole = inChannels(pixelsOf({ ...file, name: "" }, path), 1);
  const shrink = Math.min(1, mostPixels / Math.max(whole.width, whole.height));
  const size = (side: number) => Math.max(1, Math.round(side * shrink));
  const { width, height, values } = averaged(whole, size(whole.width), size(whole.height));
  const darkness = values.map((one) => 1 - one);
  if (!darkness.some((one) => one > 0.5 / 65535)) throw new InputError("path", `${path}: is white all over`);
  return { path, width, height, data: textOfValues(darkness) };
}

/** Sums of the darkness of all pixels up to each. @throws InputError at `pixels.data` for another number of them. */
function runningSums({ width, height, data }: StoredDarkness): Float64Array {
  const sums = valuesOfText(data);
  if (sums?.length !== width * height) {
    throw new InputError("pixels.data", `must hold ${width * height} numbers of 16 bits in base64`);
  }
  for (let k = 1; k < sums.length; k++) sums[k]! += sums[k - 1]!;
  return sums;
}

/** Where in a growing list of sums a number falls: the first sum that is more. */
function placeIn(sums: Float64Array, at: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Mean of the points along each axis and their root mean square distance from it along one. */
function momentsOf(points: Float64Array): { mean: Float64Array; spread: number } {
  const number = points.length / 2;
  const mean = new Float64Array(2);
  points.forEach((value, k) => {
    mean[k % 2]! += value / number;
  });
  let square = 0;
  points.forEach((value, k) => {
    square += (value - mean[k % 2]!) ** 2;
  });
  return { mean, spread: Math.sqrt(square / points.length) };
}

/**
 * A cloud in the plane with the density of a picture's darkness: `samples` points of equal mass, each in a pixel drawn with
 * a probability that grows with its darkness, evenly within it. One mode, at the mean of the cloud. A target does not read
 * files: whoever runs a sim reads it and puts the darkness into `pixels` with `storedDarkness`.
 * @throws InputError at `pixels.data` for another number of pixels than it says, at `path` when they are those of another
 *   file, or when drawn without them
 */
export const imageTarget = define("image", shape, ({ path, samples, extent, pixels }): TargetSource => {
  checkSource(path, pixels);
  const sums = pixels === undefined ? undefined : runningSums(pixels);
  const draw: TargetSource["draw"] = (stream): Target => {
    if (pixels === undefined || sums === undefined) {
      throw new InputError(
        "path",
        `"${path}" has not been read; run it from a sim file, or use storedDarkness`,
      );
    }
    const { width, height } = pixels;
    const pixel = (2 * extent) / Math.max(width, height);
    const points = new Float64Array(2 * samples);
    for (let i = 0; i < samples; i++) {
      const cell = placeIn(sums, stream.uniform() * sums.at(-1)!);
      points[2 * i] = ((cell % width) + stream.uniform() - width / 2) * pixel;
      points[2 * i + 1] = (height / 2 - Math.floor(cell / width) - stream.uniform()) * pixel;
    }
    const { mean, spread } = momentsOf(points);
    const masses = new Float64Array(samples).fill(1 / samples);
    return {
      kind: "image",
      dimension: 2,
      points,
      masses,
      modes: { centres: mean, masses: Float64Array.of(1), spread },
    };
  };
  return { kind: "image", dimension: 2, draw };
});
