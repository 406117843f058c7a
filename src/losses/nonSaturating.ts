import { doubt, logBelief, logDoubt, negativeBelief } from "../numerics/logistic.ts";
import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

/**
 * The kind `nonSaturating` of sim files: the discriminator of the minimax game, and a generator that ascends
 * log s(b), Goodfellow et al., "Generative Adversarial Nets" (NeurIPS 2014), section 3. With
 * s(t) = 1/(1 + e^−t):
 *
 *   ℓ_true = log s(a)              ℓ_true' = 1 − s(a)
 *   ℓ_generated = log(1 − s(b))    ℓ_generated' = −s(b)
 *   m = log s(b)                   m' = 1 − s(b): the generator is moved most where b ≪ 0
 */
export const nonSaturatingLoss = define(
  "nonSaturating",
  {},
  (): Loss => ({
    kind: "nonSaturating",
    numbers: [],
    constant: false,
    truePull: doubt,
    generatedPull: negativeBelief,
    generatorPull: doubt,
    trueValue: logBelief,
    generatedValue: logDoubt,
    generatorValue: logBelief,
  }),
);

/** The non-saturating logistic loss. */
export function nonSaturating(): Loss {
  return nonSaturatingLoss({});
}
