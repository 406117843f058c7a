import { type ModelDiscriminator, quadratic } from "../../../discriminators/index.ts";
import {
  alternating,
  drawGame,
  extragradient,
  optimistic,
  type Simulation,
  type Stepper,
  simulateEnsemble,
  simultaneous,
  type Trajectory,
} from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { linearGenerator } from "../../../generators/index.ts";
import { ipm } from "../../../losses/index.ts";
import { randomStream } from "../../../numerics/random.ts";
import { outputRidge, weightDecay } from "../../../penalties/index.ts";
import { points } from "../../../targets/index.ts";
import { duality, type Scheme } from "../../../theory/index.ts";
import { pointsOf } from "./spectra.ts";

/** The ways to step that are compared. */
export const schemes = {
  simultaneous: simultaneous,
  alternating: alternating,
  optimistic: optimistic,
  extragradient: extragradient,
} as const satisfies Record<
  Exclude<Scheme["kind"], "flow">,
  (steps: { stepDiscriminator: number; stepGenerator: number }) => Stepper
>;
export type SchemeName = keyof typeof schemes;

/** One game of the study. */
export interface SpectralSetting {
  /** Eigenvalues of the data, [d]. */
  readonly values: readonly number[];
  readonly threshold: number;
  readonly ridge: number;
  readonly samples: number;
  /** m of the generator; d when left out. */
  readonly latentDimension?: number;
  readonly units: number;
  readonly scheme: SchemeName;
  readonly step: number;
  readonly seed: number;
  /** In place of the quadratic one, with its weight decay in place of 2β. */
  readonly discriminator?: ModelDiscriminator;
  readonly weightDecay?: number;
}

/** The simulation of a game. */
export function simulationOf(setting: SpectralSetting): Simulation {
  const { values, threshold, ridge, samples, units, scheme, step, seed } = setting;
  const stream = randomStream(seed, 71);
  const game = drawGame(
    {
      target: points(pointsOf(values, samples, stream)),
      generator: linearGenerator({
        count: samples,
        latentDimension: setting.latentDimension ?? values.length,
        bias: false,
        spread: 0.5,
      }),
      discriminator: setting.discriminator ?? quadratic({ units }),
      loss: ipm(),
      penalties: [weightDecay(setting.weightDecay ?? 2 * threshold, { biases: false }), outputRidge(ridge)],
    },
    seed,
  );
  return { game, stepper: schemes[scheme]({ stepDiscriminator: step, stepGenerator: step }) };
}

/** The game as theory has it. */
export function spectralGameOf(simulation: Simulation, setting: SpectralSetting): duality.SpectralGame {
  const { drawn } = simulation.game;
  const moment = duality.secondMoment(drawn.points, drawn.masses, drawn.dimension);
  return { moment, dimension: drawn.dimension, threshold: setting.threshold, ridge: setting.ridge };
}

/** Runs games side by side; what is far out counts as diverged. */
export function playedAll(
  simulations: readonly Simulation[],
  run: {
    readonly steps: number;
    readonly every: number;
    readonly backend: Backend;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Trajectory[]> {
  const { signal, ...rest } = run;
  return simulateEnsemble(simulations, {
    ...rest,
    keep: ["weights"],
    rules: { radius: 1e4 },
    ...(signal === undefined ? {} : { signal }),
  });
}
