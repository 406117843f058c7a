import { count, define, nonNegative } from "../options/index.ts";
import type { Penalty } from "./penalty.ts";

/** Copies of a sample unless said otherwise. */
const usualCopies = 16;

/**
 * The kind `instanceNoise` of sim files: the discriminator sees true and generated points through normal noise of
 * standard deviation `spread` along each axis, Sønderby et al., "Amortised MAP Inference for Image Super-resolution"
 * (ICLR 2017), section 4; Arjovsky, Bottou, "Towards Principled Methods for Training GANs" (ICLR 2017). The mean over
 * the noise is taken over `copies` displaced samples. To second order in the spread s it is a penalty: the mean of
 * ℓ(f(x + ε)) is ℓ(f) + (s²/2)(ℓ''(f)‖∇f‖² + ℓ'(f)Δf). It costs nothing else, so its strength is 0.
 */
export const instanceNoisePenalty = define(
  "instanceNoise",
  {
    spread: nonNegative().describe("standard deviation of the noise along each axis"),
    copies: count(1, 10_000)
      .default(usualCopies)
      .describe("displaced samples that stand for one, with an equal share of its mass each"),
  },
  ({ spread, copies }): Penalty => ({
    kind: "instanceNoise",
    strength: 0,
    decay: 0,
    noise: { spread, copies },
  }),
);

/** Noise of standard deviation `spread` ≥ 0 on what the discriminator sees. */
export function instanceNoise(spread: number, copies = usualCopies): Penalty {
  return instanceNoisePenalty({ spread, copies });
}
