import type { z } from "zod";
import { count, positive } from "../../../options/index.ts";

export const spectrumShape = {
  threshold: positive().default(0.5).describe("β; the weight decay on u is 2β"),
  ridge: positive().default(0.5).describe("r, what the generator pays for E‖y‖²"),
  samples: count(8).default(16).describe("true points, and as many particles"),
  units: count(2).default(20).describe("units of the discriminator, half of each sign"),
  step: positive().default(0.05).describe("η of both players"),
  steps: count(200).default(8000).describe("T"),
  seeds: count(2).default(4).describe("draws of data, latents and starts, at scale 1"),
};

export type SpectrumOptions = z.output<z.ZodObject<typeof spectrumShape, z.core.$strict>>;
