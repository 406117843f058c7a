import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

function trueValue(value: number): number {
  return Math.min(0, value - 1);
}

function truePull(value: number): number {
  return value < 1 ? 1 : 0;
}

function generatedValue(value: number): number {
  return Math.min(0, -1 - value);
}

function generatedPull(value: number): number {
  return value > -1 ? -1 : 0;
}

function generatorValue(value: number): number {
  return value;
}

function generatorPull(): number {
  return 1;
}

/**
 * The kind `hinge` of sim files: samples pull f until they are beyond the margin ±1,
 * Lim, Ye, "Geometric GAN" (arXiv 1705.02894); Miyato et al., "Spectral Normalization for Generative Adversarial
 * Networks" (ICLR 2018), eqs. (16), (17).
 *
 *   ℓ_true = min(0, a − 1)          ℓ_true' = 1 for a < 1, else 0
 *   ℓ_generated = min(0, −1 − b)    ℓ_generated' = −1 for b > −1, else 0
 *   m = b                           m' = 1
 *
 * At the kinks, a = 1 and b = −1, the derivative taken is 0.
 */
export const hingeLoss = define(
  "hinge",
  {},
  (): Loss => ({
    kind: "hinge",
    numbers: [],
    constant: false,
    truePull,
    generatedPull,
    generatorPull,
    trueValue,
    generatedValue,
    generatorValue,
  }),
);

/** The hinge loss. */
export function hinge(): Loss {
  return hingeLoss({});
}
