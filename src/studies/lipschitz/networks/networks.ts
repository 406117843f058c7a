import { z } from "zod";
import { randomStream } from "../../../numerics/random.ts";
import { count, positive } from "../../../options/index.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { type Case, others, type Sizes, unbounded, valid } from "./cases.ts";
import { networkClaims, widthRows } from "./claims.ts";
import { networkFigures } from "./figures.ts";
import { trainedRows } from "./train.ts";

const shape = {
  points: count(8).default(24).describe("n = N, particles and true points"),
  seeds: count(2)
    .default(4)
    .describe(
      "draws of clouds and networks, times the scale; half of them for other penalties and other widths",
    ),
  steps: count(1).default(600).describe("steps of Adam, of size 0.01"),
  width: count(2).default(32).describe("units of each of the two hidden layers"),
  widths: z
    .array(count(2))
    .min(2)
    .default([4, 16, 64])
    .describe("other widths at which the penalty on the largest slope is tried"),
  strength: positive().default(0.1).describe("λ in λ max ‖∇f‖² and λ E‖∇f‖²"),
};

type Options = z.output<z.ZodObject<typeof shape>>;

/** Below half of the size fewer steps too: nothing of them is then of interest but that it runs. */
function sizesOf(options: Options, { scale }: StudyTools): Sizes {
  const steps = scale < 0.5 ? Math.max(2, Math.round(2 * scale * options.steps)) : options.steps;
  return { ...options, steps, seeds: Math.max(2, Math.round(options.seeds * scale)) };
}

/** What is trained: every case at the study's width, and one at other widths. */
function trainings(sizes: Sizes): readonly (readonly [string, Case, Sizes])[] {
  const logistic = valid.find(({ objective }) => objective === "logistic")!;
  const fewer = { ...sizes, seeds: Math.max(2, Math.round(sizes.seeds / 2)) };
  return [
    ...[...valid, ...unbounded].map((one) => [one.name, one, sizes] as const),
    ...others.map((one) => [one.name, one, fewer] as const),
    ...sizes.widths.map((width) => [`width-${width}`, logistic, { ...fewer, width }] as const),
  ];
}

/** Networks under penalties on the slope beside the exact best discriminators of bounded slope. */
export const lipschitzNetworks = defineStudy({
  kind: "lipschitzNetworks",
  shape,
  async run(options, tools) {
    const sizes = sizesOf(options, tools);
    const all = trainings(sizes);
    const rows: Row[] = [];
    for (const [k, [name, one, own]] of all.entries()) {
      tools.onProgress(k / all.length, name);
      const { widths: _, ...inputs } = own;
      const table = await tools.kept(name, { ...inputs, case: one, seed: tools.seed }, async () =>
        tableOf(await trainedRows(one, own, tools)),
      );
      rows.push(...rowsIn(table));
    }
    const stream = randomStream(tools.seed, 3);
    return {
      tables: { samples: tableOf(rows), widths: tableOf(widthRows(rows)) },
      comparisons: networkClaims(rows, sizes, stream),
      figures: networkFigures(sizes),
    };
  },
});
