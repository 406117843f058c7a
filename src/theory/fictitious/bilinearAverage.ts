import type { StepSizes } from "../linearGame.ts";

/** The bilinear game of one particle before the discriminator w·x in one dimension, true point at 0. */
export interface BilinearStart {
  /** y before step 1. */
  readonly particle: number;
  /** w before step 1. */
  readonly weight: number;
}

/**
 * What alternating steps w⁺ = w − a y, y⁺ = y + b w⁺ (a = η_d, b = η_g, ab < 4) leave as it is:
 *
 *   F(w, y) = b w² + a y² − ab w y.
 *
 * An ellipse, so that plain alternating descent-ascent circles for ever at constant amplitude.
 */
export function bilinearInvariant(
  { stepDiscriminator: a, stepGenerator: b }: StepSizes,
  { particle: y, weight: w }: BilinearStart,
): number {
  return b * w * w + a * y * y - a * b * w * y;
}

/** The largest |w| and |y| on that ellipse: √(F/(b(1 − ab/4))) and √(F/(a(1 − ab/4))). */
export function bilinearAmplitude(steps: StepSizes, start: BilinearStart): BilinearStart {
  const { stepDiscriminator: a, stepGenerator: b } = steps;
  const level = bilinearInvariant(steps, start) / (1 - (a * b) / 4);
  return { weight: Math.sqrt(level / b), particle: Math.sqrt(level / a) };
}

/**
 * The constant of the 1/T law of the time average ȳ_T = (y_0 + … + y_{T−1})/T. The discriminator has added up what the
 * particle went through, w_T = w_0 − a T ȳ_T, so that
 *
 *   T |ȳ_T| = |w_T − w_0| / a,
 *
 * at most (w_max + |w_0|)/a (`most`, which is approached again and again), with the root mean square over the orbit
 * √(w_0² + w_max²/2)/a (`typical`).
 */
export function averageConstant(
  steps: StepSizes,
  start: BilinearStart,
): { readonly most: number; readonly typical: number } {
  const { weight: largest } = bilinearAmplitude(steps, start);
  const a = steps.stepDiscriminator;
  return {
    most: (largest + Math.abs(start.weight)) / a,
    typical: Math.sqrt(start.weight ** 2 + largest ** 2 / 2) / a,
  };
}
