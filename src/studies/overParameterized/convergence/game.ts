import { standardNormals } from "../../../numerics/normalVectors.ts";
import { randomStream } from "../../../numerics/random.ts";
import { overParameterized } from "../../../theory/index.ts";
import type { ConvergenceOptions } from "./options.ts";

/** Which layers are trained: all but the last, as in the paper, or all. */
export type Trained = "hidden" | "all";

/** What all games of the study have in common. */
export interface Common {
  readonly options: ConvergenceOptions;
  readonly seed: number;
  /** z_j, the same in all games. */
  readonly latents: readonly (readonly number[])[];
  /** x̄. */
  readonly mean: readonly number[];
  /** The mean's kernel at infinite width. */
  readonly kernel: overParameterized.InfiniteKernel;
}

/** The stream that the latents come from. */
const LATENTS = 21;

/** How much of the first distance is left where a rate's course ends, and the share of it that is left out before. */
export const fit = { floor: 1e-9, from: 0.6 } as const;

/** States that are saved of a run. */
const SAVED = 60;

export function commonOf(options: ConvergenceOptions, seed: number): Common {
  const { latents: n, latentDimension, dimension, distance } = options;
  const drawn = standardNormals(n, latentDimension, randomStream(seed, LATENTS));
  return {
    options,
    seed,
    latents: Array.from({ length: n }, (_, j) =>
      Array.from(drawn.subarray(j * latentDimension, (j + 1) * latentDimension)),
    ),
    mean: new Array<number>(dimension).fill(distance / Math.sqrt(dimension)),
    kernel: overParameterized.infiniteMeanKernel({ latents: drawn, latentDimension }),
  };
}

/** h of an infinitely wide generator with these layers trained. */
export function infiniteKernelOf({ kernel }: Common, trained: Trained): number {
  return trained === "hidden" ? kernel.hidden : kernel.hidden + kernel.output;
}

/** λ_c = 2√(η_g h/η_d), at which both multipliers of a pair meet. */
export function criticalDecay({ stepDiscriminator, stepGenerator }: Steps, kernel: number): number {
  return 2 * Math.sqrt((stepGenerator * kernel) / stepDiscriminator);
}

interface Steps {
  readonly stepDiscriminator: number;
  readonly stepGenerator: number;
}

/** λ, η_d, and the η_g at which λ is `damping` times critical at infinite width. */
export function playOf(common: Common, trained: Trained): overParameterized.SaddleGame {
  const { weightDecay, stepDiscriminator, damping } = common.options;
  const kernel = infiniteKernelOf(common, trained);
  const stepGenerator = (stepDiscriminator * weightDecay ** 2) / (4 * damping ** 2 * kernel);
  return { weightDecay, stepDiscriminator, stepGenerator };
}

/** Every how many steps states are saved in a run of T steps. */
export function savedEvery(steps: number): number {
  return Math.max(1, Math.floor(steps / SAVED));
}

/** A sim of one width, as in a file. */
export function simOf(common: Common, trained: Trained, width: number, steps: number) {
  const { latents, mean, options } = common;
  const { weightDecay, ...sizes } = playOf(common, trained);
  return {
    target: { kind: "points", points: [mean] },
    generator: {
      kind: "network",
      count: latents.length,
      hidden: [width],
      activation: "relu",
      biasScale: 0,
      latentDimension: options.latentDimension,
      latents,
      trained,
    },
    discriminator: { kind: "linear" },
    loss: { kind: "ipm" },
    penalties: [{ kind: "weightDecay", strength: weightDecay }],
    dynamics: { kind: "simultaneous", ...sizes, steps },
    // A run ends when nothing moves by 1e-9; particles may go far from the mean.
    outcome: { stop: "settled", stillness: 1e-6, radius: 1e6 },
    record: {
      every: savedEvery(steps),
      observables: [
        "meanDistance",
        "saddleDistance",
        { kind: "convergenceRate", distance: "saddleDistance", ...fit },
        "meanKernel",
      ],
    },
  };
}
