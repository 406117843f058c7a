import type { z } from "zod";
import { count, positive } from "../../../options/index.ts";
import { type TransitionOptions, transitionShape } from "../transition/options.ts";

const { target, weightDecay, stepDiscriminator, stepGenerator, steps, spread, offset, share, whole } =
  transitionShape;

/** Options of the map of the three phases over the coupling and a gradient penalty. */
export const threePhasesShape = {
  target: target.default("twoModes"),
  length: transitionShape.length.default(2),
  size: count(4).default(16).describe("N, particles"),
  couplings: count(3).default(16).describe("how many γ from 0 to 1"),
  from: positive().default(0.1).describe("least ξ of R1"),
  to: positive().default(100).describe("greatest ξ"),
  penalties: count(4).default(16).describe("how many ξ, evenly apart on a logarithmic scale"),
  seeds: count(2).default(8).describe("runs of each tile at scale 1"),
  weightDecay,
  stepDiscriminator,
  stepGenerator,
  steps: steps.default(2000),
  spread,
  offset: offset.default(0.1),
  share,
  whole,
  accuracy: positive()
    .default(1e-2)
    .describe("bound on the error of the discriminator's slope, in units of 1/σ"),
  padding: positive()
    .min(1)
    .default(3)
    .describe("room for the particles about all points and starts, in widths"),
};

export type ThreePhasesOptions = z.output<z.ZodObject<typeof threePhasesShape, z.core.$strict>>;

/** The same cloud in the words of the study of the transition. */
export function cloudOf({
  couplings,
  penalties,
  size,
  seeds,
  ...rest
}: ThreePhasesOptions): TransitionOptions {
  const own = {
    marker: "variance" as const,
    sizes: [size],
    ratios: [],
    seeds,
    mapSize: size,
    mapCouplings: couplings,
    mapSeeds: seeds,
  };
  return { ...rest, ...own, maps: [{ axis: "weightDecay", from: rest.from, to: rest.to, count: penalties }] };
}
