import type { Loss } from "../../losses/index.ts";

/** The largest |f| that is looked at: every exponential has vanished there. */
const FAR = 2 ** 10;

/** A loss of pairs has no value of a place by itself. */
function separable(loss: Loss): void {
  if (loss.pairing !== undefined) throw new RangeError(`${loss.kind} compares pairs: no value of one place`);
}

/**
 * sup_t p ℓ_true(t) + q ℓ_generated(t) for any separable loss with concave functions: what a place with true mass p and
 * generated mass q adds to the loss when the discriminator may be any function. The derivative is brought to zero by
 * bisection; a supremum at infinity is that at |t| = 1024.
 * @throws RangeError for a loss of pairs, and where there is no upper bound
 */
export function bestPlaceValue(loss: Loss, p: number, q: number): number {
  separable(loss);
  const { numbers } = loss;
  const part = (mass: number, value: number) => (mass === 0 ? 0 : mass * value);
  const value = (t: number) =>
    part(p, loss.trueValue(t, ...numbers)) + part(q, loss.generatedValue(t, ...numbers));
  const pull = (t: number) =>
    part(p, loss.truePull(t, ...numbers)) + part(q, loss.generatedPull(t, ...numbers));
  for (const end of [-FAR, FAR]) {
    if (value(end) > value(end / 2) + 1e-9) throw new RangeError(`${loss.kind} has no upper bound there`);
  }
  let [low, high] = [-FAR, FAR];
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (pull(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.max(value(low), value(high), value(-FAR), value(FAR));
}

/** x log x, 0 at 0. */
function entropic(share: number, of: number): number {
  return share === 0 ? 0 : share * Math.log(share / of);
}

/**
 * The same in closed form where the loss has one; p = 1 and q = m give V(m):
 *
 *   minimax, nonSaturating   p log(p/(p + q)) + q log(q/(p + q))
 *   leastSquares             −(r − k)² pq/(p + q), with the labels r and k
 *   hinge                    −2 min(p, q)
 *
 * Other losses are maximised numerically.
 */
export function placeValue(loss: Loss, p: number, q: number): number {
  separable(loss);
  switch (loss.kind) {
    case "minimax":
    case "nonSaturating":
      return entropic(p, p + q) + entropic(q, p + q);
    case "leastSquares": {
      const [real, fake] = loss.numbers as readonly [number, number];
      return p + q === 0 ? 0 : (-((real - fake) ** 2) * p * q) / (p + q);
    }
    case "hinge":
      return -2 * Math.min(p, q);
    default:
      return bestPlaceValue(loss, p, q);
  }
}
