import { randomStream } from "../../../numerics/random.ts";
import type { TextReader } from "../../../sim/spec.ts";
import { targetOf } from "../../../sim/targetFiles.ts";
import { targets } from "../../../targets/index.ts";
import { momentsOf } from "../../../theory/duality/progressive.ts";
import type { Row } from "../../columns.ts";
import { fitChain } from "./chain.ts";
import { latentMoments } from "./data.ts";
import { beside, shown, someLatents } from "./gallery.ts";
import type { Plan } from "./games.ts";
import { constraintRow, picturesOf } from "./measure.ts";
import { averagedRows, type PictureShape } from "./pictures.ts";

/** Pictures that were read from a folder of PNG files. */
export interface FolderPictures {
  readonly shape: PictureShape;
  readonly count: number;
  /** [count*dimension]. */
  readonly values: Float64Array;
}

/**
 * Reads a folder of PNG files as the target `images` does.
 * @throws InputError at the place in the options of that target
 */
export function readPictures(
  path: string,
  side: number,
  channels: "grey" | "rgb",
  read: TextReader,
): FolderPictures {
  const { target } = targetOf({ kind: "images", path, side, channels, centre: false }, undefined, read);
  const { points, masses } = targets.build(target).draw(randomStream(0));
  return { shape: { side, channels: channels === "rgb" ? 3 : 1 }, count: masses.length, values: points };
}

function meanOf(rows: Float64Array, count: number): Float64Array {
  const dimension = rows.length / count;
  const mean = new Float64Array(dimension);
  rows.forEach((value, at) => {
    mean[at % dimension]! += value / count;
  });
  return mean;
}

/** The chain with new latents on the pictures of a folder: pictures of each stage, and the constraint. */
export function folderRows(
  { shape, count, values }: FolderPictures,
  plan: Plan,
  seed: number,
): { pictures: Row[]; stages: Row[] } {
  const { samples, latents: ones } = plan;
  const stream = randomStream(seed, 2);
  const data = plan.resolutions.map((side) => {
    const rows = averagedRows(values, shape, side);
    const mean = meanOf(rows, count);
    // As if there were as many pictures as latents.
    const scale = Math.sqrt(samples / count);
    const centred = rows.map((value, at) => scale * (value - mean[at % mean.length]!));
    const own = { side, channels: shape.channels };
    return { rows, mean, shape: own, moments: momentsOf(centred, count, mean.length) };
  });
  const draw = (size: number, constant: number) => latentMoments(samples, size, stream, constant);
  const { components, added } = plan;
  const options = { latents: ones, added, pairing: "nearest", components } as const;
  const stages = fitChain(data, options, draw);
  const size = stages.at(-1)!.size;
  const latents = someLatents(shown.byStage, size, ones, stream);
  const pictures = stages.flatMap((stage, row) => {
    const { rows, mean } = data[row]!;
    const real = Float64Array.from(
      { length: Math.min(count, shown.byStage) * mean.length },
      (_, at) => rows[at]! - mean[at % mean.length]!,
    );
    const made = picturesOf(stage, latents, size);
    return [
      ...beside("folder", { row, column: 0 }, stage.shape, real, mean),
      ...beside("folder", { row, column: shown.byStage }, stage.shape, made, mean),
    ];
  });
  return { pictures, stages: stages.map((stage) => constraintRow(stage, samples, ones, stream)) };
}
