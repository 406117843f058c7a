import { z } from "zod";
import { type RandomStream, randomStream } from "../../../numerics/random.ts";
import { count } from "../../../options/index.ts";
import { numbersIn, type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { kernelClaims, twinClaims, widthClaims } from "./claims.ts";
import { universalityFigures } from "./figures.ts";
import { rootMeanSquare } from "./fits.ts";
import type { Infinite } from "./kernels.ts";
import { courseTable, finiteTable, type GameSize, latentTable, spreadTable, twinTable } from "./runs.ts";
import {
  couplingRows,
  deviations,
  distanceFit,
  distanceRows,
  scoreRows,
  scoreSummary,
  spreadFits,
  spreadRows,
} from "./tables.ts";
import { truePoints } from "./twins.ts";

const activations = ["relu", "erf"] as const;
const biases = [0, 1] as const;
const widths = () => z.array(count(4)).min(3);

const shape = {
  depths: z
    .array(count(1, 64))
    .min(1)
    .default([1, 2, 4, 8])
    .describe("hidden layers of the infinite networks"),
  dimensions: z
    .array(count(2))
    .min(3)
    .default([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
    .describe("latent dimensions of the infinite networks' kernels"),
  fitFrom: count(2).default(64).describe("exponents in the latent dimension are fitted from this one on"),
  latents: count(4).default(40).describe("latents of one draw of a kernel"),
  draws: count(3).default(16).describe("draws of latents at scale 1"),
  finiteDepths: z
    .array(count(1, 8))
    .min(1)
    .default([1, 2, 3])
    .describe("hidden layers of the finite networks"),
  finiteWidths: widths().default([16, 32, 64, 128, 256]).describe("their widths"),
  finiteDraws: count(3).default(24).describe("how many networks of each at scale 1"),
  shallowWidths: widths()
    .default([64, 128, 256, 512, 1024, 2048])
    .describe("widths of the trained generators with one hidden layer"),
  deepWidths: widths().default([64, 128, 256, 512]).describe("widths of those with two"),
  particles: count(2).default(8).describe("n, the outputs of each generator"),
  latentDimension: count(2).default(64).describe("latent dimension of the trained generators"),
  floorDimensions: z
    .array(count(2))
    .min(3)
    .default([16, 32, 64, 128, 256, 512, 1024, 2048])
    .describe("latent dimensions at which particles of both kernels are compared"),
  runs: count(3).default(16).describe("trained generators of each width at scale 1"),
  steps: count(8).default(60).describe("training steps, short of where particles choose between modes"),
};

/** Random streams of the bootstrap, by what is resampled. */
const resampling = { spread: 11, finite: 12, twins: 13 } as const;

/** How universal the tangent kernel of a generator is, and how well particles stand for a network. */
export const universality = defineStudy({
  kind: "universality",
  shape,
  async run(options, tools) {
    const { seed } = tools;
    const kernels = await kernelPart(options, tools);
    const finite = await finitePart(options, tools);
    const twins = await twinPart(options, tools);
    const stream = randomStream(seed, resampling.twins);
    return {
      tables: { ...kernels.tables, ...finite.tables, ...twins.tables },
      comparisons: [...kernels.claims, ...finite.claims, ...twinClaims(twins.parts, options.fitFrom, stream)],
      figures: universalityFigures({ ...options, floor: twins.floor }),
    };
  },
});

type Options = z.output<z.ZodObject<typeof shape>>;

const scaled = (number: number, scale: number) => Math.max(3, Math.round(number * scale));

async function kernelPart(options: Options, tools: StudyTools) {
  const { depths, dimensions, latents } = options;
  const networks = activations.flatMap((activation) =>
    biases.flatMap((bias) => depths.map((depth): Infinite => ({ activation, depth, bias }))),
  );
  const given = { dimensions, latents, draws: scaled(options.draws, tools.scale), seed: tools.seed };
  const course = { tools, from: 0, to: 0.15, note: "kernels of infinite networks" };
  const rows = rowsIn(await spreadTable(course, networks, given));
  const stream = randomStream(tools.seed, resampling.spread);
  const spread = spreadRows(rows, networks, stream);
  const fits = spreadFits(rows, networks, options.fitFrom, stream);
  return {
    tables: { spread: tableOf(spread), coupling: tableOf(couplingRows(activations, biases)) },
    claims: kernelClaims(fits, rows, spread),
  };
}

async function finitePart(options: Options, tools: StudyTools) {
  const { finiteDepths, finiteWidths } = options;
  const networks = activations.flatMap((activation) =>
    finiteDepths.map((depth): Infinite => ({ activation, depth, bias: 1 })),
  );
  const draws = scaled(options.finiteDraws, tools.scale);
  const given = { latents: 5, latentDimension: 16, draws, seed: tools.seed };
  const course = { tools, from: 0.15, to: 0.3, note: "kernels of finite networks" };
  const rows = rowsIn(await finiteTable(course, networks, finiteWidths, given));
  const keys = networks.map((network): Row => ({ ...network }));
  const { table, fits } = deviations(rows, keys, randomStream(tools.seed, resampling.finite));
  const scores = scoreRows(rows, keys);
  return {
    tables: { deviation: tableOf(table), score: tableOf(scores), guide: tableOf(guideRows(finiteWidths)) },
    claims: widthClaims(fits, scoreSummary(scores, draws)),
  };
}

async function twinPart(options: Options, tools: StudyTools) {
  const { particles, latentDimension, steps, shallowWidths, deepWidths, floorDimensions } = options;
  const size: GameSize = {
    ...{ particles, latentDimension, steps, seed: tools.seed },
    every: Math.max(1, Math.floor(steps / 15)),
  };
  const runs = scaled(options.runs, tools.scale);
  const note = (hidden: string) => `generators with ${hidden}`;
  const one = { tools, from: 0.3, to: 0.6, note: note("one hidden layer") };
  const two = { tools, from: 0.6, to: 0.9, note: note("two hidden layers") };
  const shallow = rowsIn(await twinTable(one, 1, shallowWidths, runs, size));
  const deep = rowsIn(await twinTable(two, 2, deepWidths, runs, size));
  const last = { tools, from: 0.9, to: 1, note: "particles of both kernels" };
  const latents = rowsIn(await latentTable(last, floorDimensions, 2 * runs, size));
  const ends = [shallowWidths[0]!, shallowWidths.at(-1)!];
  const courses = await courseTable(last, ends, 0, size);
  const drawing = { stream: randomStream(tools.seed, resampling.twins), confidence: 0.95 };
  const distance = [shallow, deep].flatMap((rows, k) =>
    distanceRows(rows, "width", ["tangent", "universal", "apart"], drawing).map((row) => ({
      depth: k + 1,
      ...row,
    })),
  );
  const parts = { shallow, deep, latents };
  const points = truePoints();
  return {
    parts,
    floor: [shallow, deep].map((rows) => rootMeanSquare(numbersIn(rows, "apart"))),
    tables: {
      distance: tableOf(distance),
      expected: tableOf(expectedRows([shallow, deep], drawing.stream)),
      floorFit: tableOf(floorFitRows(latents, options.fitFrom, drawing.stream)),
      floor: tableOf(distanceRows(latents, "latentDimension", ["apart"], drawing)),
      courses,
      target: tableOf(
        Array.from({ length: points.length / 2 }, (_, i) => ({ x: points[2 * i]!, y: points[2 * i + 1]! })),
      ),
    },
  };
}

/** 1/√width. */
function guideRows(widths: readonly number[]): Row[] {
  return widths.map((width) => ({ width, deviation: 1 / Math.sqrt(width) }));
}

/** The fitted power law of the distance between both kinds of particles. */
function floorFitRows(rows: readonly Row[], from: number, stream: RandomStream): Row[] {
  const fitted = rows.filter(({ latentDimension }) => (latentDimension as number) >= from);
  const { prefactor, exponent } = distanceFit(fitted, "latentDimension", "apart", stream);
  return [...new Set(numbersIn(fitted, "latentDimension"))].map((latentDimension) => ({
    latentDimension,
    distance: prefactor * latentDimension ** exponent,
  }));
}

/** The fitted power law of the distance to tangent particles, and what it makes of that to universal ones. */
function expectedRows(parts: readonly (readonly Row[])[], stream: RandomStream): Row[] {
  return parts.flatMap((rows, k) => {
    const { prefactor, exponent } = distanceFit(rows, "width", "tangent", stream);
    const apart = rootMeanSquare(numbersIn(rows, "apart"));
    return [...new Set(numbersIn(rows, "width"))].map((width): Row => {
      const tangent = prefactor * width ** exponent;
      return { depth: k + 1, width, tangent, universal: Math.hypot(tangent, apart) };
    });
  });
}
