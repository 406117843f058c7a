import type { Loss } from "../../losses/index.ts";
import { bestPlaceValue, placeValue } from "./placeValue.ts";
import { cyclic, occupation, type State } from "./state.ts";

/** φ(Y) = sup_f L(f, Y) over every discriminator, for n true and n generated points of masses 1/n. */
export interface Landscape {
  value(state: State): number;
}

/**
 * Of a separable loss: φ = (scale/n) Σ_i V(m_i), and nothing from places off the true points, where
 * sup ℓ_generated = 0. Scale 1/2 with `minimax` is JS-GAN as in the paper: −log 2 where the points are covered.
 * @throws RangeError for a loss of pairs, one without an upper bound (ipm), and one with sup ℓ_generated ≠ 0
 */
export function separableLandscape(loss: Loss, scale = 1): Landscape {
  if (Math.abs(placeValue(loss, 0, 1)) > 1e-12)
    throw new RangeError(`${loss.kind}: sup ℓ_generated is not 0`);
  const known: number[] = [];
  const held = (m: number): number => {
    known[m] ??= placeValue(loss, 1, m);
    return known[m];
  };
  return {
    value: (state) => (scale / state.length) * occupation(state).reduce((sum, m) => sum + held(m), 0),
  };
}

/**
 * Of a relativistic loss that compares x_i with y_i: φ = (c h(0) + (n − c) sup h)/n, where c true points lie on
 * cycles i → j, y_i = x_j. Around a cycle the differences f(x_i) − f(y_i) sum to zero, and a concave h is best at equal
 * ones; every other difference is free.
 * @throws RangeError for any other loss
 */
export function matchedLandscape(loss: Loss): Landscape {
  if (loss.pairing !== "matched") throw new RangeError(`${loss.kind} does not pair x_i with y_i`);
  const { pairing: _, ...unpaired } = loss;
  const top = bestPlaceValue(unpaired, 1, 0);
  const even = loss.trueValue(0, ...loss.numbers);
  return {
    value: (state) => {
      const n = state.length;
      const count = cyclic(state).filter(Boolean).length;
      return (count * even + (n - count) * top) / n;
    },
  };
}

/**
 * Of the logistic relativistic loss over all pairs: φ = (1/n²) Σ_ij m_j log(m_j/(m_i + m_j)), i and j from 1 to n. Every
 * pair of occupied points is best at f(x_i) − f(x_j) = log(m_j/m_i), which f(x_i) = −log m_i gives to all of them at
 * once, as in the Bradley-Terry model. The hinge link has no such common optimum.
 */
export function allPairsLandscape(): Landscape {
  return {
    value: (state) => {
      const held = occupation(state);
      let sum = 0;
      for (const own of held) {
        for (const other of held) if (other > 0) sum += other * Math.log(other / (own + other));
      }
      return sum / state.length ** 2;
    },
  };
}
