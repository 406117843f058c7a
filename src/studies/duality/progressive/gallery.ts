import { multiply } from "../../../numerics/linearAlgebra.ts";
import { standardNormals } from "../../../numerics/normalVectors.ts";
import { type RandomStream, randomStream } from "../../../numerics/random.ts";
import type { Row } from "../../columns.ts";
import type { Stage } from "./chain.ts";
import type { Level } from "./data.ts";
import { fitAll, type Plan, type Way, ways } from "./games.ts";
import { generatedSpectrum, picturesOf } from "./measure.ts";
import type { PictureShape } from "./pictures.ts";

/** Pictures of a kind in a row of the figure by resolution, and in a row of that by way. */
export const shown = { byStage: 5, byWay: 8 } as const;

/** Rows of the table of pictures: a pixel each. */
export function pixelRows(
  figure: string,
  place: { readonly row: number; readonly column: number },
  { side, channels }: PictureShape,
  values: ArrayLike<number>,
): Row[] {
  return Array.from({ length: side * side }, (_, pixel): Row => {
    const at = pixel * channels;
    const [red, green, blue] = [0, 1, 2].map((channel) => values[at + (channels === 3 ? channel : 0)]!);
    const y = Math.floor(pixel / side);
    return { figure, ...place, y, x: pixel % side, red: red!, green: green!, blue: blue! };
  });
}

/** Rows of pixels of several pictures [n*dimension] about a mean, beside each other. */
export function beside(
  figure: string,
  place: { readonly row: number; readonly column: number },
  shape: PictureShape,
  pictures: ArrayLike<number>,
  mean: Float64Array,
): Row[] {
  const number = pictures.length / mean.length;
  return Array.from({ length: number }, (_, k) => {
    const values = mean.map((value, a) => value + pictures[k * mean.length + a]!);
    return pixelRows(figure, { ...place, column: place.column + k }, shape, values);
  }).flat();
}

/** Standard normal latents with the constant [pictures*size]. */
export function someLatents(
  pictures: number,
  size: number,
  ones: number,
  stream: RandomStream,
): Float64Array {
  const latents = standardNormals(pictures, size, stream);
  for (let k = 0; k < pictures; k++) latents[k * size + ones] = 1;
  return latents;
}

/** Real pictures about their mean, [n*dimension]. */
function realPictures({ law }: Level, amplitudes: Float64Array): Float64Array {
  const dimension = law.mean.length;
  const parts = law.root.length / dimension;
  const shape = { rows: amplitudes.length / parts, inner: parts, columns: dimension };
  return multiply(amplitudes, law.root, shape);
}

/** What is drawn of one fit: pictures and spectra. */
export function galleryOf(
  plan: Plan,
  levels: readonly Level[],
  seed: number,
): { pictures: Row[]; spectra: Row[] } {
  const fitted = fitAll(plan, levels, plan.samples, randomStream(seed, 0));
  const stream = randomStream(seed, 1);
  const parts = levels[0]!.coordinates.length / levels[0]!.exact.count;
  const amplitudes = standardNormals(shown.byWay, parts, stream);
  const size = Math.max(...ways.flatMap((way) => fitted[way].map((stage) => stage.size)));
  const latents = someLatents(shown.byWay, size, plan.latents, stream);
  const first = <Kind extends Float64Array>(values: Kind, width: number) =>
    values.slice(0, shown.byStage * width);
  const byStage = fitted["new latents"].flatMap((stage, row) => {
    const level = levels[row]!;
    const real = realPictures(level, first(amplitudes, parts));
    const made = picturesOf(stage, first(latents, size), size);
    const { mean } = level.law;
    return [
      ...beside("byStage", { row, column: 0 }, level.shape, real, mean),
      ...beside("byStage", { row, column: shown.byStage }, level.shape, made, mean),
    ];
  });
  const finest = levels.at(-1)!;
  const byWay = [
    realPictures(finest, amplitudes),
    ...ways.map((way) => picturesOf(fitted[way].at(-1)!, latents, size)),
  ].flatMap((pictures, row) => beside("byWay", { row, column: 0 }, finest.shape, pictures, finest.law.mean));
  return { pictures: [...byStage, ...byWay], spectra: spectraOf(fitted, levels, plan.samples) };
}

/** Variances by component: of the faces, what weight decay leaves, and what the generators have. */
function spectraOf(fitted: Record<Way, Stage[]>, levels: readonly Level[], samples: number): Row[] {
  return ways.flatMap((way) =>
    fitted[way].flatMap((stage, i) => {
      const { values } = levels[i]!.exact;
      const beta = stage.form.beta / samples;
      const generated = generatedSpectrum(stage);
      return Array.from(values, (value, j): Row => {
        const exact = value * value;
        return {
          way,
          side: stage.shape.side,
          component: j + 1,
          exact,
          left: j < stage.form.components && exact > beta ? exact - beta : Number.NaN,
          generated: generated[j] ?? Number.NaN,
        };
      });
    }),
  );
}
