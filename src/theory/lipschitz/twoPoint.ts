import type { LipschitzObjective } from "./objectives.ts";

/**
 * The optimal Lipschitz constant for one true and one generated point a distance d apart, both of mass 1, under λk². The
 * bound is tight and, with ϕ(t) = φ(−t), the values are ±kd/2: 2φ(−kd/2) + λk² is least where d·φ'(−kd/2) = 2λk, whose sides
 * cross once. Linear: d/2λ; e^t: (2/d)·W(d²/4λ) with Lambert's W; (t + 1)²/2: d/(2λ + d²/2); hinge: the lesser of d/2λ and 2/d.
 */
export function twoPointConstant(
  { generatedSlope }: LipschitzObjective,
  distance: number,
  strength: number,
): number {
  let low = 0;
  let high = (distance * generatedSlope(0)) / (2 * strength);
  for (let k = 0; k < 200 && high > low; k++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (distance * generatedSlope((-middle * distance) / 2) > 2 * strength * middle) low = middle;
    else high = middle;
  }
  return high;
}
