import { StepMap } from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { jacobianEigenvalues } from "../../../numerics/jacobian.ts";
import { modulus } from "../../../numerics/linearAlgebra.ts";
import { fictitious } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { bilinearGame, type Delays, growthOf, orbitOf, stepperOf } from "./bilinear.ts";

/** Ways to remember, by the words that stand in figures. */
export const ways: Readonly<Record<string, (queue: number) => Partial<Delays>>> = {
  "both sides": (queue) => ({ generatorQueue: queue, discriminatorQueue: queue }),
  "generators alone": (queue) => ({ generatorQueue: queue }),
  "both sides, weights 0.8^age": (queue) => ({
    generatorQueue: queue,
    discriminatorQueue: queue,
    decay: 0.8,
  }),
  "both sides, simultaneous steps": (queue) => ({
    generatorQueue: queue,
    discriminatorQueue: queue,
    order: "simultaneous",
  }),
};

/** The bilinear game with these delays. */
export function delaysOf(step: number, delays: Partial<Delays>): Delays {
  return {
    stepDiscriminator: step,
    stepGenerator: step,
    weightDecay: 0,
    generatorQueue: 1,
    discriminatorQueue: 1,
    decay: 1,
    order: "alternating",
    ...delays,
  };
}

/** ln of the largest modulus among the eigenvalues of the numerical Jacobian of the whole step, queues full. */
export async function jacobianGrowth(game: Delays, backend: Backend): Promise<number> {
  const map = new StepMap({ game: bilinearGame(game, 0), stepper: stepperOf(game) }, backend);
  const full = Math.max(game.generatorQueue, game.discriminatorQueue);
  const [state] = await map.images([map.start], full);
  const found = await jacobianEigenvalues((states) => map.images(states), state!);
  return Math.log(modulus(found[0]!));
}

/** Turns of the cycle over which growth is read from a course. */
const TURNS = 24;

/** How a cycle grows a step against Q: numerical Jacobian, a course, the exact polynomial and the law of small steps. */
export async function growthRows(step: number, queues: readonly number[], backend: Backend): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [way, delays] of Object.entries(ways)) {
    for (const queue of queues) {
      const game = delaysOf(step, delays(queue));
      const orbit = await orbitOf(game, Math.ceil((TURNS * 2 * Math.PI) / step), backend);
      rows.push({
        way,
        queue,
        age: fictitious.meanAge(game.generatorQueue, game.decay),
        jacobian: await jacobianGrowth(game, backend),
        course: growthOf(orbit),
        theory: fictitious.delayedGrowth(game),
        smallStep: fictitious.smallStepGrowth(game),
      });
    }
  }
  return rows;
}

/**
 * The weight decay at which the cycle neither grows nor falls, from numerical Jacobians by the secant method, begun
 * beside the law of small steps; memory on both sides.
 */
export async function restingRows(step: number, queues: readonly number[], backend: Backend): Promise<Row[]> {
  const rows: Row[] = [];
  for (const queue of queues.filter((one) => one > 1)) {
    const game = delaysOf(step, ways["both sides"]!(queue));
    const smallStep = step * (queue - 1);
    const growth = (weightDecay: number) => jacobianGrowth({ ...game, weightDecay }, backend);
    let [before, at] = [0.9 * smallStep, 1.1 * smallStep];
    let atBefore = await growth(before);
    for (let k = 0; k < 6 && Math.abs(at - before) > 1e-12; k++) {
      const here = await growth(at);
      const next = at - (here * (at - before)) / (here - atBefore);
      [before, atBefore, at] = [at, here, next];
    }
    const theory = fictitious.restingDecay(game, 4 * smallStep) ?? Number.NaN;
    rows.push({ queue, jacobian: at, theory, smallStep });
  }
  return rows;
}
