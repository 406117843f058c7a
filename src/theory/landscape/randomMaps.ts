import type { Loss } from "../../losses/index.ts";
import { placeValue } from "./placeValue.ts";

/*
 * States in which every generated point sits on a true point drawn at random: random maps of n things to themselves.
 */

/** n!/nⁿ, the share that is a permutation. */
export function permutationShare(n: number): number {
  let share = 1;
  for (let k = 1; k <= n; k++) share *= k / n;
  return share;
}

/** nⁿ − n!, the assignments to true points that are none; exact to n = 12. */
export function badAssignments(n: number): number {
  let permutations = 1;
  for (let k = 2; k <= n; k++) permutations *= k;
  return n ** n - permutations;
}

/**
 * The expected number of points on cycles of a random map, Σ_k n!/((n − k)! n^k), k from 1 to n: Ramanujan's Q(n), about
 * √(πn/2) − 1/3. Flajolet, Odlyzko, "Random mapping statistics" (EUROCRYPT '89), theorem 2.
 */
export function expectedCyclic(n: number): number {
  let [sum, term] = [0, 1];
  for (let k = 1; k <= n; k++) {
    sum += term;
    term *= 1 - k / n;
  }
  return sum;
}

/** The mean of V(m) over random maps, m binomial of n trials with probability 1/n: the mean loss of a separable game. */
export function expectedPlaceValue(loss: Loss, n: number): number {
  let [sum, weight] = [0, (1 - 1 / n) ** n];
  for (let m = 0; m <= n; m++) {
    sum += weight * placeValue(loss, 1, m);
    // For n = 1 the one point is always there.
    weight = n === 1 ? 1 : (weight * (n - m)) / ((m + 1) * (n - 1));
  }
  return sum;
}
