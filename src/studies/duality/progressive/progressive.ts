import { z } from "zod";
import { randomStream } from "../../../numerics/random.ts";
import { count, InputError } from "../../../options/index.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyResult, type StudyTools } from "../../study/study.ts";
import { comparisonsOf } from "./claims.ts";
import { type Level, levelsOf } from "./data.ts";
import { progressiveFigures } from "./figures.ts";
import { folderRows, readPictures } from "./folder.ts";
import { galleryOf } from "./gallery.ts";
import { measuredRows, type Plan } from "./games.ts";
import { averagedDistance } from "./measure.ts";
import { summaryRows } from "./summary.ts";

const shape = {
  resolutions: z
    .array(count(2, 128))
    .min(2)
    .default([4, 8, 16, 32, 64])
    .describe("pixels along each side, stage by stage: each twice the one before"),
  components: z
    .array(count())
    .default([8, 16, 24, 32, 36])
    .describe("k of each stage: how many components of the pictures it keeps; β is the next one's variance"),
  latents: count(1, 1000).default(48).describe("normal latents of the first stage"),
  added: count(0, 1000)
    .default(16)
    .describe("new latents that each further stage gets beside the last output"),
  samples: count(10).default(2000).describe("n of the fits that are shown, one of the `sizes`"),
  sizes: z
    .array(count(10))
    .min(3)
    .default([500, 1000, 2000, 4000, 8000])
    .describe("numbers of pictures and latents at which the constraint is measured on fresh latents"),
  repeats: count(2).default(6).describe("independent samples of each size, times the scale"),
  path: z.string().optional().describe("a folder of PNG files to be fitted as well, beside the study's file"),
  side: count(2, 128).default(32).describe("pixels to which these are averaged: one of the `resolutions`"),
  channels: z.enum(["grey", "rgb"]).default("grey").describe("of these files"),
};

type Options = z.output<z.ZodObject<typeof shape>>;

function checked(options: Options): void {
  const { resolutions, components, latents, added, samples, sizes, side } = options;
  resolutions.forEach((one, i) => {
    if (i > 0 && one !== 2 * resolutions[i - 1]!) {
      throw new InputError(`resolutions[${i}]`, `must be ${2 * resolutions[i - 1]!}, twice the one before`);
    }
  });
  if (components.length !== resolutions.length) {
    throw new InputError("components", `must list ${resolutions.length} numbers, one a resolution`);
  }
  components.forEach((one, i) => {
    const [most, why] =
      i === 0
        ? [latents, "the number of latents"]
        : [components[i - 1]! + added, "those of the stage before and its new latents"];
    if (one > most) throw new InputError(`components[${i}]`, `must be at most ${most}, ${why}, not ${one}`);
  });
  if (!sizes.includes(samples))
    throw new InputError("samples", `must be one of the sizes, ${sizes.join(", ")}`);
  if (!resolutions.includes(side)) {
    throw new InputError("side", `must be one of the resolutions, ${resolutions.join(", ")}`);
  }
}

/** All measurements, a sample after the other. */
async function allRows(plan: Plan, levels: readonly Level[], tools: StudyTools): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [k, samples] of plan.sizes.entries()) {
    const inputs = { ...plan, samples, shown: plan.samples, seed: tools.seed };
    const table = await tools.kept(`stages-${samples}`, inputs, () => {
      const found: Row[] = [];
      for (let repeat = 0; repeat < plan.repeats; repeat++) {
        tools.signal?.throwIfAborted();
        tools.onProgress((0.9 * (k + repeat / plan.repeats)) / plan.sizes.length, `samples of ${samples}`);
        const stream = randomStream(tools.seed, samples, repeat);
        found.push(...measuredRows(plan, levels, samples, stream).map((row) => ({ repeat, ...row })));
      }
      return tableOf(found);
    });
    rows.push(...rowsIn(table));
  }
  return rows;
}

/** The plan for the pictures of a folder: as far as they are fine. */
function folderPlan(plan: Plan, side: number): Plan {
  const resolutions = plan.resolutions.filter((one) => one <= side);
  return { ...plan, resolutions, components: plan.components.slice(0, resolutions.length) };
}

/**
 * The study `progressive`: the closed form of a Wasserstein GAN with linear generator and quadratic discriminator, fitted
 * stage by stage from coarse to fine pictures (Sahiner et al., ICLR 2022), on faces whose covariance is known and on a
 * folder of PNG files.
 */
export const progressive = defineStudy({
  kind: "progressive",
  shape,
  check: checked,
  async run(options, tools): Promise<StudyResult> {
    const { resolutions, components, latents, added, samples, sizes, path, side, channels } = options;
    const repeats = Math.max(2, Math.round(options.repeats * tools.scale));
    const plan: Plan = { resolutions, components, latents, added, samples, sizes, repeats };
    const read = path === undefined ? undefined : readPictures(path, side, channels, tools.read);
    tools.onProgress(0, "drawing faces");
    const levels = levelsOf(resolutions);
    const stages = await allRows(plan, levels, tools);
    tools.onProgress(0.9, "pictures");
    const { pictures, spectra } = galleryOf(plan, levels, tools.seed);
    const folder = read === undefined ? undefined : folderRows(read, folderPlan(plan, side), tools.seed);
    const floor = levels.map(
      (level): Row => ({ side: level.shape.side, finest: averagedDistance(level, levels.at(-1)!) }),
    );
    const summary = summaryRows(stages);
    tools.onProgress(1, "analysis");
    return {
      tables: {
        stages: tableOf(stages),
        summary: tableOf(summary),
        spectra: tableOf(spectra),
        floor: tableOf(floor),
        pictures: tableOf([...pictures, ...(folder?.pictures ?? [])]),
        ...(folder === undefined ? {} : { folder: tableOf(folder.stages) }),
      },
      comparisons: comparisonsOf(plan, stages, floor, folder?.stages),
      figures: progressiveFigures(plan, path === undefined ? undefined : folderPlan(plan, side)),
    };
  },
});
