import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

/*
 * Beyond exponents of 40 the exponential goes on as a straight line with the slope that it has there, at most 1e20
 * long, so that single precision can hold it. It stays convex and its derivative continuous; a value there is of a run
 * whose f has no bound.
 */

function falling(value: number): number {
  const beyond = Math.min(Math.max(-value - 40, 0), 1e20);
  return -Math.exp(Math.min(-value, 40)) * (1 + beyond);
}

function truePull(value: number): number {
  return Math.exp(Math.min(-value, 40));
}

function rising(value: number): number {
  const beyond = Math.min(Math.max(value - 40, 0), 1e20);
  return -Math.exp(Math.min(value, 40)) * (1 + beyond);
}

function generatedPull(value: number): number {
  return -Math.exp(Math.min(value, 40));
}

function same(value: number): number {
  return value;
}

function one(): number {
  return 1;
}

/**
 * The kind `exponential` of sim files: the member φ(t) = e^t of the family of Lipschitz GANs, whose discriminator
 * minimises E φ(f(y)) + E φ(−f(x)), Zhou et al., "Lipschitz Generative Adversarial Nets" (ICML 2019, arXiv 1902.05687).
 *
 *   ℓ_true = −e^−a         ℓ_true' = e^−a
 *   ℓ_generated = −e^b     ℓ_generated' = −e^b
 *   m = b                  m' = 1
 *
 * φ' > 0, φ convex, and the two pulls balance at f = 0: the conditions under which a bound on the Lipschitz constant of
 * f makes ∇f at the particles point to true points. It needs that bound: on samples alone f grows for ever. The
 * generator ascends f itself, so that each particle moves with the slope of f, whatever its level; with the bound k
 * that is a speed of k times its mass.
 */
export const exponentialLoss = define(
  "exponential",
  {},
  (): Loss => ({
    kind: "exponential",
    numbers: [],
    constant: false,
    truePull,
    generatedPull,
    generatorPull: one,
    trueValue: falling,
    generatedValue: rising,
    generatorValue: same,
  }),
);

/** The exponential loss. */
export function exponential(): Loss {
  return exponentialLoss({});
}
