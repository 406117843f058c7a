import { leastSquares } from "./leastSquares.ts";
import { type Complex, eigenvaluePair, modulus } from "./linearAlgebra.ts";

/**
 * The m-th root on the principal branch. A negative real number has none for m > 1; as a lagged root it
 * is noise about zero, and its size alone is kept.
 */
function lagRoot(root: Complex, m: number): Complex {
  if (m === 1) return root;
  const radius = modulus(root) ** (1 / m);
  const angle = root.im === 0 ? 0 : Math.atan2(root.im, root.re) / m;
  return { re: radius * Math.cos(angle), im: radius * Math.sin(angle) };
}

/** Linear prediction at lag m: w_k from w_(k−m) (and w_(k−2m)), read back to lag 1. */
function predictAt(p: 1 | 2, w: Float64Array, m: number): number[] | undefined {
  const length = w.length - p * m;
  const columns = p === 1 ? [w.slice(0, length)] : [w.slice(m, m + length), w.slice(0, length)];
  const fit = leastSquares(columns, w.slice(p * m));
  if (fit === undefined) return undefined;
  if (p === 1) return [lagRoot({ re: fit.coefficients[0]!, im: 0 }, m).re];
  const [large, small] = eigenvaluePair(fit.coefficients[0]!, -fit.coefficients[1]!);
  const a = lagRoot(large, m);
  const b = lagRoot(small, m);
  // z₁ + z₂ and −z₁z₂ are real: the roots are real or a conjugate pair.
  return [a.re + b.re, a.im * b.im - a.re * b.re];
}

/**
 * First guesses of the recurrence w_k = Σ_i a_i w_(k−1−i) of order p behind a series, by linear prediction
 * at lags 1, 2, 4, … A long lag tells a slow oscillation from noise; the same lags on the series with
 * every other sign turned do so near the highest frequency.
 * @param free the series has a constant offset: its differences are predicted, which obey the same law
 */
export function recurrenceStarts(p: 1 | 2, series: Float64Array, free: boolean): number[][] {
  const moving = free ? series.slice(1).map((value, k) => value - series[k]!) : series;
  const turned = moving.map((value, k) => (k % 2 === 0 ? value : -value));
  const starts: number[][] = [];
  for (let m = 1; m <= Math.max(1, moving.length / 6); m *= 2) {
    const plain = predictAt(p, moving, m);
    if (plain !== undefined) starts.push(plain);
    const flipped = m === 1 ? undefined : predictAt(p, turned, m);
    // w_k = (−1)^k w'_k: odd coefficients change sign.
    if (flipped !== undefined) starts.push(flipped.map((a, i) => (i % 2 === 0 ? -a : a)));
  }
  return starts;
}
