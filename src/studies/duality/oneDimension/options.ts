import { z } from "zod";
import { count, positive } from "../../../options/index.ts";

export const lineShape = {
  threshold: positive().default(0.1).describe("β, the weight decay of all weights but the biases"),
  ridge: positive().default(0.5).describe("r, what the generator pays for E y²"),
  samples: count(4, 64).default(12).describe("true points, and as many particles"),
  units: z
    .array(count())
    .min(1)
    .default([5, 10, 20, 40, 80])
    .describe("hidden units of the ReLU discriminators that are trained"),
  stepDiscriminator: positive().default(0.02).describe("η_d"),
  stepGenerator: positive().default(0.002).describe("η_g for a particle of mass 1: it moves by η_g n q"),
  steps: count(200).default(8000).describe("T"),
  seeds: count(2).default(4).describe("draws of data and starts, at scale 1"),
  revivals: count(1, 100)
    .default(5)
    .describe("rounds in which dead units are put back where the constraint is broken, T/2 steps each"),
  orders: count(3, 6).default(4).describe("samples of the games whose every order is solved"),
};

export type LineOptions = z.output<z.ZodObject<typeof lineShape, z.core.$strict>>;
