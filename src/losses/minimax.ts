import { belief, doubt, logBelief, logDoubt, negativeBelief, softplus } from "../numerics/logistic.ts";
import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

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
