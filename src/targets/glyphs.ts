import { z } from "zod";
import { type RandomStream, randomStream } from "../numerics/random.ts";
import { count, define, InputError } from "../options/index.ts";
import { inked } from "./glyphInk.ts";
import { drawStrokes } from "./glyphStrokes.ts";
import type { Target, TargetSource } from "./target.ts";

/** Mean and standard deviation of the pixels of MNIST's training images, by which its users normalise them. */
const usualMean = 0.1307;
const usualDeviation = 0.3081;

/** Different glyphs are at least this far apart, as 1 − the cosine of the angle between the normalised images. */
export const leastCosineDistance = 0.25;

/** How many glyphs are drawn in search of one that differs from all others. */
const mostTries = 1000;

/** The share of the page that ink covers is drawn from here to there. */
const leastShare = 0.08;
const mostShare = 0.18;

function normalisedImage(image: Float64Array): Float64Array {
  return image.map((pixel) => (pixel - usualMean) / usualDeviation);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** One image, its brightness from 0 to 1 [size²]. */
function drawGlyph(size: number, stream: RandomStream): Float64Array {
  const share = leastShare + (mostShare - leastShare) * stream.uniform();
  return inked(drawStrokes(stream), size, share);
}

/**
 * Images that differ, brightness 0 to 1, each [size²].
 * @throws InputError at `count` when no further one is found
 */
function drawGlyphs(count: number, size: number, stream: RandomStream): Float64Array[] {
  const images: Float64Array[] = [];
  const directions: Float64Array[] = [];
  for (let tries = 0; images.length < count; tries++) {
    if (tries === mostTries) {
      const found = `only ${images.length} different glyphs of size ${size} were found`;
      throw new InputError("count", `${found}; ask for fewer, or for larger ones`);
    }
    const image = drawGlyph(size, stream);
    const normalised = normalisedImage(image);
    const length = Math.sqrt(dot(normalised, normalised));
    const direction = normalised.map((one) => one / length);
    if (directions.some((other) => 1 - dot(direction, other) < leastCosineDistance)) continue;
    images.push(image);
    directions.push(direction);
    tries = -1;
  }
  return images;
}

/**
 * Images of made-up handwriting: `count` glyphs, size × size pixels each, row by row from the top: points of equal mass
 * in R^(size²), each a mode of its own. They stand in for handwritten digits where many well-separated points in many
 * dimensions are wanted: as with MNIST about an eighth of the page is ink, and with `normalise` a pixel is
 * (brightness − 0.1307)/0.3081, so that all pixels together have mean about 0 and standard deviation about 1.
 *
 * Which glyphs they are is a matter of `alphabet` alone, as if they were read from a file: every seed and replica has
 * the same ones, and fewer of them are the first ones.
 * @throws InputError at `count` when there are not so many different ones
 */
export const glyphs = define(
  "glyphs",
  {
    count: count(1, 1000).default(100).describe("number of images"),
    size: count(16, 128).default(28).describe("pixels along each side: d = size²"),
    alphabet: z.int().min(0).default(0).describe("which set of glyphs: 0, 1, …"),
    normalise: z
      .boolean()
      .default(true)
      .describe("(brightness − 0.1307)/0.3081, as MNIST is normalised, in place of brightness from 0 to 1"),
  },
  ({ count, size, alphabet, normalise }): TargetSource => {
    const dimension = size * size;
    const draw = (): Target => {
      const images = drawGlyphs(count, size, randomStream(alphabet));
      const points = new Float64Array(count * dimension);
      images.forEach((image, i) => {
        points.set(normalise ? normalisedImage(image) : image, i * dimension);
      });
      const masses = new Float64Array(count).fill(1 / count);
      const modes = { centres: points.slice(), masses: masses.slice(), spread: 0 };
      return { kind: "glyphs", dimension, points, masses, modes };
    };
    return { kind: "glyphs", dimension, draw };
  },
);
