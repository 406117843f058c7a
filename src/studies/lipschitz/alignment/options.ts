import { z } from "zod";
import { count, positive } from "../../../options/index.ts";

/** Options of the study of optimal discriminators' gradients. */
export const alignmentShape = {
  samples: count(4, 200).default(20).describe("n, true and as many generated samples in the plane"),
  draws: count(2, 1000).default(10).describe("draws of the samples at scale 1"),
  freeDraws: count(2, 1000)
    .default(40)
    .describe("draws for functions without a bound, cheap and scattered, at scale 1"),
  strength: positive().default(0.1).describe("λ in λk², k the Lipschitz constant of f"),
  strengths: z
    .array(positive())
    .min(2)
    .default([0.001, 0.01, 0.1, 1, 10])
    .describe("λ against which the share of samples with a binding pair is drawn"),
  widths: z
    .array(positive())
    .min(1)
    .default([0.25, 0.5, 1, 2, 4, 8, 16])
    .describe("widths of smooth functions through an unrestricted optimum, in units of the samples' spacing"),
  dimension: count(2, 1000).default(64).describe("d of the sets of 2 and of 10 points"),
};

export type AlignmentStudyOptions = z.output<z.ZodObject<typeof alignmentShape, z.core.$strict>>;
