import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

/*
 * t + √(t² + 1) cancels where t ≪ 0: there it is 1/(√(t² + 1) − t). Values and pulls of |t| above 1e18 are those at 1e18,
 * whose square single precision can hold; a pull there is 2 or 0 to rounding.
 */

function trueValue(value: number): number {
  const size = Math.min(Math.abs(value), 1e18);
  const sum = size + Math.sqrt(size * size + 1);
  return value < 0 ? -sum : -1 / sum;
}

function truePull(value: number): number {
  const size = Math.min(Math.abs(value), 1e18);
  const root = Math.sqrt(size * size + 1);
  return (value < 0 ? size + root : 1 / (size + root)) / root;
}

function generatedValue(value: number): number {
  const size = Math.min(Math.abs(value), 1e18);
  const sum = size + Math.sqrt(size * size + 1);
  return value > 0 ? -sum : -1 / sum;
}

function generatedPull(value: number): number {
  const size = Math.min(Math.abs(value), 1e18);
  const root = Math.sqrt(size * size + 1);
  return -(value > 0 ? size + root : 1 / (size + root)) / root;
}

function same(value: number): number {
  return value;
}

function one(): number {
  return 1;
}

/**
 * The kind `squareRoot` of sim files: the member φ(t) = t + √(t² + 1) of the family of Lipschitz GANs, whose
 * discriminator minimises E φ(f(y)) + E φ(−f(x)), Zhou et al., "Lipschitz Generative Adversarial Nets" (ICML 2019,
 * arXiv 1902.05687); with φ' = 1 + t/√(t² + 1):
 *
 *   ℓ_true = −φ(−a)        ℓ_true' = 1 − a/√(a² + 1)
 *   ℓ_generated = −φ(b)    ℓ_generated' = −1 − b/√(b² + 1)
 *   m = b                  m' = 1
 *
 * Strictly convex with a bounded pull, which dies off as 1/(2t²) where a point is on the right side: far slower than the
 * logistic one. Generator and conditions as for `exponential`.
 */
export const squareRootLoss = define(
  "squareRoot",
  {},
  (): Loss => ({
    kind: "squareRoot",
    numbers: [],
    constant: false,
    truePull,
    generatedPull,
    generatorPull: one,
    trueValue,
    generatedValue,
    generatorValue: same,
  }),
);

/** The square root loss. */
export function squareRoot(): Loss {
  return squareRootLoss({});
}
