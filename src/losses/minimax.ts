import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

/** s(−t) = 1 − s(t); exp(−|t|) never overflows. */
function doubt(value: number): number {
  const small = Math.exp(-Math.abs(value));
  return (value > 0 ? small : 1) / (1 + small);
}

/** −s(t). */
function negativeBelief(value: number): number {
  const small = Math.exp(-Math.abs(value));
  return -(value > 0 ? 1 : small) / (1 + small);
}

/** s(t). */
function belief(value: number): number {
  const small = Math.exp(-Math.abs(value));
  return (value > 0 ? 1 : small) / (1 + small);
}

/** log s(t) = min(t, 0) − log(1 + exp(−|t|)). */
function logBelief(value: number): number {
  return Math.min(value, 0) - Math.log(1 + Math.exp(-Math.abs(value)));
}

/** log(1 − s(t)) = −max(t, 0) − log(1 + exp(−|t|)). */
function logDoubt(value: number): number {
  return -Math.max(value, 0) - Math.log(1 + Math.exp(-Math.abs(value)));
}

/** −log(1 − s(t)). */
function softplus(value: number): number {
  return Math.max(value, 0) + Math.log(1 + Math.exp(-Math.abs(value)));
}

/**
 * The kind `minimax` of sim files: the original game with the logistic s(t) = 1/(1 + e^−t),
 * Goodfellow et al., "Generative Adversarial Nets" (NeurIPS 2014), eq. (1), up to constants the Jensen-Shannon
 * divergence at the best discriminator.
 *
 *   ℓ_true = log s(a)              ℓ_true' = 1 − s(a)
 *   ℓ_generated = log(1 − s(b))    ℓ_generated' = −s(b)
 *   m = −log(1 − s(b))             m' = s(b): the generator descends log(1 − s(b)), and is hardly moved where b ≪ 0
 */
export const minimaxLoss = define(
  "minimax",
  {},
  (): Loss => ({
    kind: "minimax",
    numbers: [],
    constant: false,
    truePull: doubt,
    generatedPull: negativeBelief,
    generatorPull: belief,
    trueValue: logBelief,
    generatedValue: logDoubt,
    generatorValue: softplus,
  }),
);

/** The minimax (Jensen-Shannon) loss. */
export function minimax(): Loss {
  return minimaxLoss({});
}
