import { z } from "zod";
import { randomStream } from "../../../numerics/random.ts";
import { squaredWasserstein2 } from "../../../numerics/wasserstein.ts";
import { count } from "../../../options/index.ts";
import { buildSim } from "../../../sim/index.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { cases, type Sizes, scanOf, specOf, stepsOf } from "./cases.ts";
import { type Distances, innerClaim, kinkClaims, rankingClaims, widthClaim } from "./claims.ts";
import { cloudRows } from "./clouds.ts";
import { cloudFigure, courseFigure, kinkFigure, widthFigure } from "./figures.ts";
import { lineRows, startOf } from "./kink.ts";
import { courseRows, endsOf, lastDistances } from "./tables.ts";
import { infiniteRows, widthRows, widthTables } from "./widthTables.ts";

const shape = {
  points: count(8).default(48).describe("n = N, particles and true points, times the scale"),
  seeds: count(2).default(4).describe("runs of each discriminator"),
  steps: count(8).default(512).describe("T under the IPM and of the finite networks"),
  longSteps: count(8).default(2048).describe("T under least squares at infinite width"),
  width: count(2).default(64).describe("units of each of the three hidden layers of the finite networks"),
  widths: z
    .array(count(2))
    .min(3)
    .default([64, 128, 256, 512])
    .describe("widths that are compared with infinite width on a line"),
  networks: count(2)
    .default(8)
    .describe("how many networks of width 256, times the scale; of others inversely to their width"),
};

type Options = z.output<z.ZodObject<typeof shape>>;

/** At a small scale fewer steps too: nothing of them is then of interest but that it runs. */
function sizesOf(options: Options, { scale }: StudyTools): Sizes {
  const less = Math.min(1, scale);
  return {
    points: Math.max(8, Math.round(options.points * scale)),
    replicas: Math.max(2, Math.round(options.seeds * less)),
    steps: Math.max(8, Math.round(options.steps * less)),
    longSteps: Math.max(8, Math.round(options.longSteps * less)),
    width: Math.max(2, Math.round(options.width * less)),
  };
}

/** Squared distances of the starts from the targets, by replica. */
function startDistances(sizes: Sizes, seed: number): number[] {
  const spec = specOf(cases[0]!, sizes, seed);
  return Array.from({ length: sizes.replicas }, (_, replica) => {
    const { drawn, start, generator } = buildSim(spec, replica).simulation.game;
    return squaredWasserstein2(drawn.points, drawn.masses, start, generator.masses, drawn.dimension);
  });
}

async function courses(sizes: Sizes, tools: StudyTools) {
  const distances: Record<string, readonly number[]> = { start: startDistances(sizes, tools.seed) };
  const rows: Row[] = [];
  const stream = randomStream(tools.seed, 71);
  const work = (k: number) => cases.slice(0, k).reduce((sum, one) => sum + stepsOf(one, sizes), 0);
  for (const [k, one] of cases.entries()) {
    const until = 0.7 * (work(k + 1) / work(cases.length));
    const ends = endsOf(await tools.scan(one.name, scanOf(one, sizes), until));
    rows.push(...courseRows(one, ends, stream));
    distances[one.name] = lastDistances(ends);
  }
  return { rows, distances: distances as Distances };
}

/**
 * Particles on eight Gaussians under discriminators that are trained anew at each step in the infinite-width limit, with
 * the IPM and least squares, ReLU with and without bias and RBF kernels, and under finite networks; f along a line
 * through 0; finite against infinite width on a line. Franceschi et al., "A Neural Tangent Kernel Perspective of GANs"
 * (ICML 2022, arXiv 2106.05566), and their code.
 */
export const neuralTangent = defineStudy({
  kind: "neuralTangent",
  shape,
  async run(options, tools) {
    const { seed, scale } = tools;
    const sizes = sizesOf(options, tools);
    tools.onProgress(0, "eight Gaussians");
    const { rows, distances } = await courses(sizes, tools);
    tools.onProgress(0.7, "clouds");
    const clouds = await tools.kept("clouds", { sizes, seed, backend: tools.backend }, async () =>
      tableOf(await cloudRows(sizes, tools)),
    );
    tools.onProgress(0.8, "widths");
    const networks = Math.max(2, Math.round(options.networks * scale));
    const plan = options.widths.map((given) => {
      // Narrower ones can learn too fast for the steps of the lesson.
      const width = Math.max(2, Math.round(given * Math.min(1, Math.max(scale, 0.25))));
      return { width, networks: Math.max(2, Math.round((networks * 256) / given)) };
    });
    const backend = tools.backend === "auto" ? "webasm" : tools.backend;
    const lines = rowsIn(
      await tools.kept("widths", { plan, seed, backend }, async () =>
        tableOf(await widthRows(plan, seed, await tools.open(backend))),
      ),
    );
    const { laws, widths, fits } = widthTables(lines, seed);
    const start = startOf(sizes, seed);
    return {
      tables: {
        courses: tableOf(rows),
        clouds,
        line: tableOf(lineRows(start)),
        lines: tableOf(lines.filter(({ kind }) => kind === "line")),
        infiniteLines: tableOf(infiniteRows()),
        widths: tableOf(widths),
        widthFits: tableOf(fits),
      },
      comparisons: [
        ...rankingClaims(distances, randomStream(seed, 72)),
        ...kinkClaims(start),
        innerClaim(start),
        ...laws.map(({ loss, law }) => widthClaim(loss, law)),
      ],
      figures: [courseFigure(sizes), cloudFigure(sizes), kinkFigure(), widthFigure(networks)],
    };
  },
});
