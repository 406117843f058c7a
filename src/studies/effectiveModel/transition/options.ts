import { z } from "zod";
import { count, fraction, nonNegative, options, positive } from "../../../options/index.ts";

/** What a map has on its other axis: η_g/η_d, λ, or the target's length. */
const axes = ["stepRatio", "weightDecay", "length"] as const;

/** Options of the study of the mode-collapse transition. */
export const transitionShape = {
  target: z
    .enum(["ring", "grid", "twoModes"])
    .default("ring")
    .describe("8 modes on a ring, 25 on a grid, or two modes in one dimension"),
  length: positive()
    .default(1.5)
    .describe("radius of the ring, spacing of the grid, or separation, in widths σ"),
  sizes: z.array(count(4)).min(3).default([8, 16, 32, 64]).describe("N, sizes of the cloud"),
  ratios: z
    .array(z.number().min(1))
    .min(4)
    .default([1, 2, 3, 4.5, 6, 8, 11, 15, 22, 40])
    .describe(
      "(1 − γ + γN)/(1 − γ), the gain of the cloud's mean in units of that of relative motion; growing",
    ),
  weightDecay: positive().default(0.1).describe("λ"),
  stepDiscriminator: positive().default(0.1).describe("η_d"),
  stepGenerator: positive().default(0.1).describe("η_g q, a particle's own step, the same at every N"),
  steps: count(20).default(1500).describe("T"),
  spread: positive().default(0.3).describe("standard deviation of the blob at the start, along each axis"),
  offset: nonNegative().default(0.3).describe("distance of its mean from the target's, where that is fixed"),
  seeds: count(2).default(12).describe("runs of each cloud at scale 1"),
  share: fraction().default(0.5).describe("a mode counts as covered when it holds this share of its mass"),
  whole: positive().default(0.1).describe("below this share of the target's variance a cloud is one body"),
  marker: z
    .enum(["variance", "modes"])
    .default("variance")
    .describe(
      "what tells a spread cloud that stayed: half of the target's variance, or more than half of the modes",
    ),
  accuracy: positive()
    .default(1e-3)
    .describe("bound on the error of the discriminator's slope, in units of 1/σ"),
  mapSize: count(4).default(16).describe("N of the maps"),
  mapCouplings: count(3).default(11).describe("how many γ from 0 to 1 a map has"),
  mapSeeds: count(1).default(2).describe("runs of each tile at scale 1"),
  maps: z
    .array(
      options({
        axis: z.enum(axes).describe("what changes besides γ"),
        from: positive(),
        to: positive(),
        count: count(3).default(12).describe("values, evenly apart on a logarithmic scale"),
        steps: count(20).optional().describe("T of the map; that of the study when left out"),
      }),
    )
    .default([
      { axis: "stepRatio", from: 0.1, to: 1000, count: 12 },
      { axis: "weightDecay", from: 0.01, to: 3, count: 10 },
    ])
    .describe("maps of the phases over γ and one more quantity"),
};

export type TransitionOptions = z.output<z.ZodObject<typeof transitionShape, z.core.$strict>>;
export type MapOptions = TransitionOptions["maps"][number];
export type MapAxis = MapOptions["axis"];
