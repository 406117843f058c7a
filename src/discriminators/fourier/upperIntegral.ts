/** Panels grow by this factor, so that a power law loses a few per cent and a Gaussian's flank a factor of two. */
const growth = 1 + 1 / 64;

/** Enough panels to follow a power law over a factor of 10¹⁰. */
const mostPanels = 1500;

/**
 * An upper bound of ∫_from^∞ x^power F(x) dx for F > 0 that falls, with log F concave in log x; infinite when
 * the integral is, or converges too slowly to be told from that.
 *
 * Each panel [x, gx] takes F from its left edge. The panels' logarithms are concave in their number, so that
 * the ratio of neighbours only falls and a geometric series bounds all that come after the last one summed.
 */
export function upperIntegral(power: number, falling: (x: number) => number, from: number): number {
  const panel = (growth ** (power + 1) - 1) / (power + 1);
  let sum = 0;
  let before = 0;
  let x = from;
  for (let k = 0; k < mostPanels; k++) {
    const term = panel * x ** (power + 1) * falling(x);
    sum += term;
    if (term === 0) return sum;
    const ratio = term / before;
    const rest = ratio < 1 ? (term * ratio) / (1 - ratio) : Number.POSITIVE_INFINITY;
    if (k > 0 && rest < 0.01 * sum) return sum + rest;
    before = term;
    x *= growth;
  }
  return Number.POSITIVE_INFINITY;
}
