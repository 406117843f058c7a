import type { z } from "zod";
import { define, finite } from "../options/index.ts";
import type { Loss } from "./loss.ts";

/*
 * The squares are cut at 1e38, gaps of 1e19, which is as far as single precision goes. A value there is of a
 * run that has long diverged; the pulls are not cut.
 */

function trueValue(value: number, real: number, _fake: number, _goal: number): number {
  const gap = Math.min(Math.abs(value - real), 1e19);
  return -gap * gap;
}

function generatedValue(value: number, _real: number, fake: number, _goal: number): number {
  const gap = Math.min(Math.abs(value - fake), 1e19);
  return -gap * gap;
}

function generatorValue(value: number, _real: number, _fake: number, goal: number): number {
  const gap = Math.min(Math.abs(value - goal), 1e19);
  return -gap * gap;
}

function truePull(value: number, real: number, _fake: number, _goal: number): number {
  return -2 * (value - real);
}

function generatedPull(value: number, _real: number, fake: number, _goal: number): number {
  return -2 * (value - fake);
}

function generatorPull(value: number, _real: number, _fake: number, goal: number): number {
  return -2 * (value - goal);
}

const labels = {
  real: finite().default(1).describe("what f is to be on true points"),
  fake: finite().default(-1).describe("what f is to be on generated points"),
  goal: finite().default(0).describe("what the generator wants f to be on its points"),
};

/**
 * The kind `leastSquares` of sim files: squared distances of f from the labels r = `real`, k = `fake`, g = `goal`,
 * Mao et al., "Least Squares Generative Adversarial Networks" (ICCV 2017), eq. (2), which halves them: here a
 * step size does what twice that does there.
 *
 *   ℓ_true = −(a − r)²         ℓ_true' = −2(a − r)
 *   ℓ_generated = −(b − k)²    ℓ_generated' = −2(b − k)
 *   m = −(b − g)²              m' = −2(b − g)
 *
 * The labels 1, −1, 0 are those of eq. (8) there, with which the game is one over Pearson's χ² divergence; eq. (9)
 * has 1, 0, 1. Franceschi et al., "A Neural Tangent Kernel Perspective of GANs" (ICML 2022), and their code, gantk2,
 * also have 1, −1, 0 and no halves: f tends to ±1 as 1 − exp(−4τκ/N) along an eigenvector with eigenvalue κ of the
 * kernel matrix of N/2 true and N/2 generated points after time τ, and the generator descends f².
 */
export const leastSquaresLoss = define(
  "leastSquares",
  labels,
  ({ real, fake, goal }): Loss => ({
    kind: "leastSquares",
    numbers: [real, fake, goal],
    constant: false,
    truePull,
    generatedPull,
    generatorPull,
    trueValue,
    generatedValue,
    generatorValue,
  }),
);

/** The least squares loss; labels 1, −1 and 0 unless said otherwise. */
export function leastSquares(options: z.input<z.ZodObject<typeof labels>> = {}): Loss {
  return leastSquaresLoss(options);
}
