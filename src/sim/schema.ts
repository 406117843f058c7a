import { z } from "zod";
import { discriminators } from "../discriminators/index.ts";
import { ruleShape, steppers } from "../dynamics/index.ts";
import { backendKinds } from "../engine/index.ts";
import { generators } from "../generators/index.ts";
import { losses } from "../losses/index.ts";
import { observableSpec } from "../observables/index.ts";
import { count, extended, finite, options } from "../options/index.ts";
import { penalties } from "../penalties/index.ts";
import { targets } from "../targets/index.ts";
import type { ReducedModel, ScanFigure, SimFigure } from "./spec.ts";

/** Tables hold steps as whole numbers of 32 bits. */
export const mostSteps = 2 ** 31 - 1;

const text = () => z.string().min(1);

const simFigures = ["trajectories", "timeSeries", "field"] as const satisfies readonly SimFigure[];
const scanFigures = ["phaseDiagram", "scanCurve", "scanPanels"] as const satisfies readonly ScanFigure[];
const reducedModels = [
  "linear",
  "quadratic",
  "timeAveraged",
  "secondMoment",
] as const satisfies readonly ReducedModel[];

/** What a sim file and a scan file may both say about themselves. */
const aboutShape = {
  $schema: z.string().optional().describe("Where the editor finds this schema; ignored otherwise."),
  name: text().max(200).optional().describe("A short name, for captions."),
  title: text().optional().describe("One line, for captions."),
  description: z.string().optional().describe("What it shows and why."),
  source: z.string().optional().describe("The paper, with figure or equation."),
  compare: z.array(text()).optional().describe("Comparisons with theory to be made."),
};

const playShape = {
  backend: z
    .enum(["auto", ...backendKinds])
    .default("auto")
    .describe(
      "Where it runs: cpu, or webasm with SIMD units, in double precision; on a graphics card, webgpu (browsers, Node with the package webgpu) or webgl (browsers), in single precision; or auto, the fastest.",
    ),
  seed: count(0, Number.MAX_SAFE_INTEGER)
    .default(1)
    .describe("Seed of all random draws: the same seed gives the same run."),
};

const figureList = <Kind extends string>(kinds: readonly [Kind, ...Kind[]]) =>
  z
    .array(z.union([z.enum(kinds), z.looseObject({ kind: z.enum(kinds) })]))
    .optional()
    .describe("Figures to draw: kinds, or objects of a kind and the drawing's options.");

const fieldShape = {
  every: count(1, mostSteps)
    .optional()
    .describe("Write it every so many steps, a multiple of the record's `every` (the default)."),
  resolution: count(2, 2000).default(61).describe("Grid points along each dimension."),
  extent: z
    .array(z.tuple([finite(), finite()]))
    .min(1)
    .max(2)
    .optional()
    .describe("[least, greatest] along each dimension; by default the box of target and start."),
};

const recordShape = {
  every: count(0, mostSteps)
    .optional()
    .describe("Save every so many steps; 0 saves start and end only. By default about 1000 times a run."),
  observables: z
    .array(observableSpec)
    .default(["wasserstein2", "coverage"])
    .describe("What is measured at each saved step: names, or objects of a kind and its options."),
  field: options(fieldShape).optional().describe("Write the discriminator on a grid (1-D and 2-D)."),
};

/** A sim file as it is written: defaults may be left out. */
export const simFile = options({
  ...aboutShape,
  origin: options({ target: text().optional() })
    .optional()
    .describe("In manifests: the files from which this document holds the contents."),
  target: targets.spec.describe("The true points x_i with masses p_i."),
  generator: generators.spec.describe("What moves: particles y_j with masses q_j."),
  discriminator: discriminators.spec.describe("The function f that tells true from generated."),
  loss: losses.spec.describe("What the players play for."),
  penalties: z.array(penalties.spec).default([]).describe("What holds the discriminator back."),
  dynamics: extended(steppers, {
    steps: count(1, mostSteps).describe("T, the number of steps."),
  }).describe("How the players move."),
  outcome: options(ruleShape).prefault({}).describe("Thresholds of the outcome rules."),
  record: options(recordShape).prefault({}).describe("What is kept of the run."),
  ...playShape,
  figures: figureList(simFigures),
  reducedModels: z.array(z.enum(reducedModels)).optional().describe("Reduced models to integrate beside it."),
});

const axisShape = {
  path: z
    .union([text(), z.array(text()).min(1)])
    .optional()
    .describe(
      "The field that moves, such as penalties[0].strength; a list moves several together; without it the axis is a variable.",
    ),
  name: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a letter or _ followed by letters, digits and _")
    .optional()
    .describe("Its column and its variable in expressions; by default the last word of the path."),
  symbol: text().optional().describe("For figures, such as λ."),
  label: text().optional().describe("For figures, such as weight decay."),
  scale: z.enum(["linear", "log"]).optional().describe("How from … to is divided; linear by default."),
  from: finite().optional(),
  to: finite().optional(),
  count: count(2, 1_000_000).optional().describe("Number of values from `from` to `to`, both included."),
  values: z.array(z.unknown()).min(1).optional().describe("The values themselves: numbers, texts, objects."),
  labels: z
    .array(text())
    .optional()
    .describe("What figures write for each of the `values`, one a value, such as 0.1 + 1."),
  expression: text().optional().describe("A formula of the other axes' names, such as sqrt(width) / 2."),
};

/** A scan file but for its sim, which is checked as one. */
export const scanShape = {
  ...aboutShape,
  axes: z.array(options(axisShape)).describe("What changes from cell to cell; the last axis runs fastest."),
  replicas: count(1).default(1).describe("Runs of each cell with different random draws."),
  backend: playShape.backend.unwrap().optional().describe("As in the sim, which it overrides."),
  seed: playShape.seed.unwrap().optional().describe("As in the sim, which it overrides."),
  figures: figureList(scanFigures),
};

export const scanFile = options({ ...scanShape, sim: z.unknown() });
