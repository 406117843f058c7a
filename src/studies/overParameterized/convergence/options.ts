import { z } from "zod";
import { count, positive } from "../../../options/index.ts";

const widths = (least: number) => z.array(count(2)).min(least);

/** Options of the study of convergence over the width of the generator. */
export const convergenceShape = {
  widths: widths(3)
    .default([4, 8, 16, 32, 64, 128, 256, 512, 1024])
    .describe("k, hidden units of generators whose output layer stays as drawn"),
  wholeWidths: widths(2)
    .default([4, 16, 64, 256, 1024])
    .describe("k of generators of which all layers are trained"),
  fitFrom: count(2).default(64).describe("power laws in the width are fitted from this one on"),
  seeds: count(4).default(32).describe("runs of each width at scale 1"),
  wholeSeeds: count(4).default(128).describe("the same where all layers are trained"),
  steps: count(40).default(1500).describe("T"),
  narrowWidths: widths(2)
    .default([3, 4, 6, 8, 12, 16, 24])
    .describe("k at which it is counted how many generators come to the saddle at all"),
  narrowSeeds: count(4).default(64).describe("runs of each of them at scale 1"),
  narrowSteps: count(40).default(12_000).describe("how long these are followed"),
  dampingWidths: widths(2).default([16, 64, 256]).describe("k at which weight decay and step are varied"),
  dampings: z
    .array(positive())
    .min(3)
    .default([0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 4, 8])
    .describe("weight decays λ, in units of the critical one of an infinitely wide generator"),
  scaleWidths: widths(2)
    .default([16, 32, 64, 128, 256])
    .describe("k at which the generator's step is the same for networks that are not scaled by 1/√k"),
  fewSeeds: count(4).default(16).describe("runs of each of both at scale 1"),
  courseWidths: widths(1).default([4, 16, 64, 256, 1024]).describe("k of the courses that are shown"),
  latents: count(2).default(8).describe("n, latents"),
  latentDimension: count().default(4).describe("m"),
  dimension: count(2).default(4).describe("d, of the data"),
  distance: positive().default(1).describe("‖x̄‖, length of the mean of the data"),
  weightDecay: positive().default(1).describe("λ"),
  stepDiscriminator: positive().default(0.5).describe("η_d"),
  damping: positive()
    .default(2)
    .describe("λ over the critical weight decay of an infinitely wide generator: it sets η_g"),
};

export type ConvergenceOptions = z.output<z.ZodObject<typeof convergenceShape, z.core.$strict>>;
