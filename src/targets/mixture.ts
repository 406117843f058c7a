import type { RandomStream } from "../numerics/random.ts";
import { count, InputError, nonNegative } from "../options/index.ts";
import type { Target } from "./target.ts";

/** What a file says of the points within the modes. */
export const clusterShape = {
  spread: nonNegative()
    .default(0)
    .describe("standard deviation of the x_i about their mode, along each axis"),
  samples: count()
    .optional()
    .describe("N, the number of x_i, dealt to the modes in turn; one a mode when left out"),
};

/**
 * Samples of equal mass dealt to the centres in turn, so that the modes' counts differ by one at most, each
 * displaced by `spread` times a standard normal vector.
 */
export interface Mixture {
  readonly kind: string;
  readonly centres: readonly (readonly number[])[];
  readonly spread: number;
  readonly samples: number;
}

/** @throws InputError at `samples` when some mode would get none */
export function checkSamples(samples: number, modes: number): void {
  if (samples < modes) {
    throw new InputError("samples", `must be at least ${modes}, the number of modes, not ${samples}`);
  }
}

/** Draws the samples of a mixture. Without spread no random number is used. */
export function drawMixture({ kind, centres, spread, samples }: Mixture, stream: RandomStream): Target {
  const dimension = centres[0]!.length;
  const points = new Float64Array(samples * dimension);
  const dealt = new Float64Array(centres.length);
  for (let i = 0; i < samples; i++) {
    const mode = i % centres.length;
    dealt[mode]! += 1;
    for (let a = 0; a < dimension; a++) {
      const shift = spread > 0 ? spread * stream.normal() : 0;
      points[i * dimension + a] = centres[mode]![a]! + shift;
    }
  }
  return {
    kind,
    dimension,
    points,
    masses: new Float64Array(samples).fill(1 / samples),
    modes: {
      centres: Float64Array.from(centres.flat()),
      masses: dealt.map((count) => count / samples),
      spread,
    },
  };
}
