import { z } from "zod";
import { randomStream } from "../../../numerics/random.ts";
import { count, InputError, positive } from "../../../options/index.ts";
import { rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { type Bound, lossNames, type Sizes, scanOf } from "./cases.ts";
import { flowClaims } from "./claims.ts";
import { courseRows } from "./courses.ts";
import { endRows, runsIn } from "./ends.ts";
import { flowFigures } from "./figures.ts";

const shape = {
  particles: count(8).default(32).describe("n, particles before a ring of eight true points"),
  seeds: count(2).default(8).describe("starts of each case, times the scale"),
  steps: count(2).default(200).describe("T; a particle moves by 0.02 a step where the slope of f is k"),
  early: count(1).default(20).describe("the step at which the alignment is looked at"),
  constants: z
    .array(positive())
    .min(2)
    .default([0.02, 0.25, 1, 4])
    .describe("the bounds k on the slope of f that are held, ascending"),
  strength: positive().default(1).describe("λ in λk² where k is free"),
  rounds: count(1).default(100).describe("steps of the discriminator in each step of the particles"),
};

type Options = z.output<z.ZodObject<typeof shape>>;

/** Below a quarter of the size fewer steps too: nothing of them is then of interest but that it runs. */
function sizesOf(options: Options, { scale }: StudyTools): Sizes {
  const less = (value: number, least: number) =>
    scale < 0.25 ? Math.max(least, Math.round(4 * scale * value)) : value;
  return {
    ...options,
    seeds: Math.max(2, Math.round(options.seeds * scale)),
    early: less(options.early, 1),
    steps: less(options.steps, 2),
    rounds: less(options.rounds, 4),
  };
}

/** Particles that follow the best discriminators of bounded slope, of every objective. */
export const lipschitzFlow = defineStudy({
  kind: "lipschitzFlow",
  shape,
  check({ early, steps, constants }) {
    if (early >= steps) throw new InputError("early", `must be below steps, ${steps}`);
    const falls = constants.findIndex((k, at) => at > 0 && k <= constants[at - 1]!);
    if (falls > 0) throw new InputError(`constants[${falls}]`, "must be above the one before");
  },
  async run(options, tools) {
    const sizes = sizesOf(options, tools);
    const runs = [];
    const bounds: readonly (readonly [Bound, number])[] = [
      ["held", 0.6],
      ["free", 0.8],
      ["none", 0.9],
    ];
    for (const [bound, until] of bounds) {
      tools.onProgress(until - 0.2, `flows: ${bound}`);
      runs.push(...runsIn(await tools.scan(`flows-${bound}`, scanOf(bound, sizes), until), bound));
    }
    tools.onProgress(0.9, "exact optima");
    const { seeds: _, ...inputs } = sizes;
    const courses = await tools.kept(
      "courses",
      { ...inputs, losses: lossNames, seed: tools.seed },
      async () => tableOf(await courseRows(sizes, tools)),
    );
    const ends = endRows(runs, sizes, randomStream(tools.seed, 1));
    return {
      tables: { courses, ends: tableOf(ends) },
      comparisons: flowClaims(rowsIn(courses), runs, sizes, randomStream(tools.seed, 2)),
      figures: flowFigures(sizes),
    };
  },
});
