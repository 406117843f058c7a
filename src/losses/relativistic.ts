import { z } from "zod";
import {
  belief,
  doubt,
  logBelief,
  logDoubt,
  negativeDoubt,
  negativeLogBelief,
} from "../numerics/logistic.ts";
import { define } from "../options/index.ts";
import type { Loss, LossFunction } from "./loss.ts";

function hinged(value: number): number {
  return Math.min(0, value - 1);
}

function hingedSlope(value: number): number {
  return value < 1 ? 1 : 0;
}

function hingedFall(value: number): number {
  return value < 1 ? -1 : 0;
}

function hingedMirrored(value: number): number {
  return Math.min(0, -value - 1);
}

function hingedMirroredSlope(value: number): number {
  return value > -1 ? 1 : 0;
}

function hingedCost(value: number): number {
  return Math.max(0, 1 - value);
}

function none(): number {
  return 0;
}

/** h(t) and what follows from it. */
interface Link {
  readonly value: LossFunction;
  /** h'(t). */
  readonly slope: LossFunction;
  /** −h'(t). */
  readonly fall: LossFunction;
  /** h(−t). */
  readonly mirrored: LossFunction;
  /** h'(−t). */
  readonly mirroredSlope: LossFunction;
  /** −h(t). */
  readonly cost: LossFunction;
}

const links: Readonly<Record<"logistic" | "hinge", Link>> = {
  logistic: {
    value: logBelief,
    slope: doubt,
    fall: negativeDoubt,
    mirrored: logDoubt,
    mirroredSlope: belief,
    cost: negativeLogBelief,
  },
  hinge: {
    value: hinged,
    slope: hingedSlope,
    fall: hingedFall,
    mirrored: hingedMirrored,
    mirroredSlope: hingedMirroredSlope,
    cost: hingedCost,
  },
};

const choices = {
  link: z
    .enum(["logistic", "hinge"])
    .default("logistic")
    .describe("h(t) of the difference t = f(x_i) − f(y_j): log s(t), or min(0, t − 1)"),
  pairing: z
    .enum(["all", "matched"])
    .default("all")
    .describe("every x_i with every y_j, or x_i with particle i alone (as many of each, of equal masses)"),
  saturating: z
    .boolean()
    .default(false)
    .describe("true: the generator descends h(t), as in the min-max game; false: it ascends h(−t)"),
};

/**
 * The kind `relativistic` of sim files: f is asked which of a pair is true, t = f(x_i) − f(y_j) = a − b, so that
 * only differences count. Jolicoeur-Martineau, "The relativistic discriminator" (ICLR 2019); Sun, Fang, Schwing,
 * "Towards a Better Global Loss Landscape of GANs" (NeurIPS 2020), whose RS-GAN is the `logistic` link.
 *
 * The discriminator ascends h(a − b): ∂/∂a = h'(t), ∂/∂b = −h'(t). The generator ascends
 *
 *   m = h(b − a) = h(−t)    ∂m/∂b = h'(−t)    (not saturating: strong where the discriminator wins, t ≫ 0)
 *   m = −h(a − b)           ∂m/∂b = h'(t)     (saturating: the same function as the discriminator's)
 *
 * logistic: h = log s(t), h' = 1 − s(t), h'(−t) = s(t). hinge: h = min(0, t − 1), h' = 1 for t < 1, else 0.
 */
export const relativisticLoss = define("relativistic", choices, ({ link, pairing, saturating }): Loss => {
  const h = links[link];
  return {
    kind: "relativistic",
    numbers: [],
    constant: false,
    pairing,
    truePull: h.slope,
    generatedPull: h.fall,
    generatorPull: saturating ? h.slope : h.mirroredSlope,
    trueValue: h.value,
    generatedValue: none,
    generatorValue: saturating ? h.cost : h.mirrored,
  };
});

/** A relativistic pairing loss: logBelief, over all pairs, not saturating unless said otherwise. */
export function relativistic(options: z.input<z.ZodObject<typeof choices>> = {}): Loss {
  return relativisticLoss(options);
}
