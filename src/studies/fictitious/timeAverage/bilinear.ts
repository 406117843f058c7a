import { linear } from "../../../discriminators/index.ts";
import {
  type DrawnGame,
  drawGame,
  planOf,
  fictitious as play,
  type Stepper,
} from "../../../dynamics/index.ts";
import { weights } from "../../../dynamics/stepper.ts";
import type { Backend } from "../../../engine/index.ts";
import { particles } from "../../../generators/index.ts";
import { ipm } from "../../../losses/index.ts";
import { fitLine } from "../../../numerics/statistics.ts";
import { weightDecay } from "../../../penalties/index.ts";
import { points } from "../../../targets/index.ts";
import type { fictitious } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";

/** One particle before the discriminator w·x, true point at 0: the game of `theory.fictitious`. */
export type Delays = fictitious.DelayedGame;

/** Where courses begin. */
export const start: fictitious.BilinearStart = { particle: 1, weight: 0 };

/** @param particle y before step 1 */
export function bilinearGame(
  { weightDecay: strength }: Pick<Delays, "weightDecay">,
  particle: number,
): DrawnGame {
  const game = {
    target: points([[0]]),
    generator: particles({ start: [[particle]] }),
    discriminator: linear({}),
    loss: ipm(),
    penalties: [weightDecay(strength)],
  };
  return drawGame(game, 1);
}

export function stepperOf(game: Delays): Stepper {
  const { stepDiscriminator, stepGenerator, generatorQueue, discriminatorQueue, decay, order } = game;
  return play({ stepDiscriminator, stepGenerator, queue: generatorQueue, discriminatorQueue, decay, order });
}

/** w and y of a course, start included. */
export interface Orbit {
  readonly w: Float64Array;
  readonly y: Float64Array;
}

/** Plays a game step by step and looks at both players after each. */
export async function orbitOf(delays: Delays, steps: number, backend: Backend): Promise<Orbit> {
  const game = bilinearGame(delays, start.particle);
  const plan = planOf({ game, stepper: stepperOf(delays) }, steps);
  const { program } = plan.assemble([plan]);
  const execution = await backend.load(program);
  const [w, y] = [new Float64Array(steps + 1), new Float64Array(steps + 1)];
  try {
    for (let k = 0; k <= steps; k++) {
      if (k > 0) await execution.advance(1);
      w[k] = execution.read(weights)[0]!;
      y[k] = execution.read("position")[0]!;
    }
    return { w, y };
  } finally {
    await execution.close();
  }
}

/** |ȳ_T|, the mean of y_0 … y_{T−1}, for T = 1, 2, …; at place 0 nothing, NaN. */
export function averagesOf({ y }: Orbit): Float64Array {
  let sum = 0;
  return y.map((_, T) => {
    if (T === 0) return Number.NaN;
    sum += y[T - 1]!;
    return Math.abs(sum) / T;
  });
}

/** Where a positive series is at a maximum, ends excluded. */
export function peaksOf(series: Float64Array): { readonly at: number; readonly value: number }[] {
  return Array.from(series).flatMap((value, at) =>
    at > 0 && value > series[at - 1]! && value >= (series[at + 1] ?? Infinity) ? [{ at, value }] : [],
  );
}

/** By how much ln of the peaks of |y| grows a step. */
export function growthOf({ y }: Orbit): number {
  const peaks = peaksOf(y.map(Math.abs)).filter(({ value }) => value > 0);
  // The first turns are those of queues that fill.
  const late = peaks.slice(Math.min(4, Math.floor(peaks.length / 3)));
  if (late.length < 3) return Number.NaN;
  return fitLine(
    late.map(({ at }) => at),
    late.map(({ value }) => Math.log(value)),
  ).slope;
}

/** The higher one of each two neighbours: what oscillates about a value other than 0 has peaks of two heights. */
export function higherOfTwo(peaks: ReturnType<typeof peaksOf>): ReturnType<typeof peaksOf> {
  return peaks.slice(1).map((peak, k) => (peak.value > peaks[k]!.value ? peak : peaks[k]!));
}

/** Peaks of |y| and of |ȳ_T|, as they are drawn. */
export function orbitRows(name: string, orbit: Orbit): Row[] {
  const last = peaksOf(orbit.y.map(Math.abs)).map(({ at, value }) => ({
    game: name,
    what: "last",
    T: at,
    distance: value,
  }));
  const average = higherOfTwo(peaksOf(averagesOf(orbit))).map(({ at, value }) => ({
    game: name,
    what: "average",
    T: at,
    distance: value,
  }));
  return [...last, ...average];
}
