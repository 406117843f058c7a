import { networkDiscriminator } from "../../../discriminators/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { kernels } from "../../../kernels/index.ts";
import { fitPowerLaw, type PowerLaw } from "../../../numerics/powerLaw.ts";
import { randomStream } from "../../../numerics/random.ts";
import { points } from "../../../targets/index.ts";
import type { Row } from "../../columns.ts";
import { type LossName, tangentKernels } from "./cases.ts";
import { type Lesson, taughtKernel, taughtNetworks } from "./line.ts";

/** The published samples on a line: apart under least squares, overlapping under the IPM. */
const lists = {
  leastSquares: { real: [0.6, 1, 1.23, 1.32, 0.2], fake: [-1.2, -1.34, -0.8, -0.7, -0.3] },
  ipm: { real: [0.6, 1, 1.23, 1.32, -1.1, -1, -1.8], fake: [-1.2, -1.34, -0.8, -0.7, -0.2] },
} as const;
const stretch = 1.5;

/** τ = 1 in ten steps, for networks of any width and in their limit. */
const training = { step: 0.1, rounds: 10 };

export function lessonOf(loss: LossName): Lesson {
  const { real, fake } = lists[loss];
  const masses = [...real.map(() => 1 / real.length), ...fake.map(() => -1 / fake.length)];
  const samples = Float64Array.from([...real, ...fake], (value) => stretch * value);
  return { ...training, loss, samples, masses: Float64Array.from(masses) };
}

/** The places at which f is compared: 100 from −3 to 3. */
export const linePlaces = Float64Array.from({ length: 100 }, (_, k) => -3 + (6 * k) / 99);

/** Of the infinitely wide network. */
export function infiniteLine(loss: LossName): Float64Array {
  return taughtKernel(kernels.build(tangentKernels.relu.spec), lessonOf(loss), linePlaces);
}

/** f of `count` networks of three hidden layers of one width, at the places, after the lesson. */
export async function finiteLines(
  loss: LossName,
  width: number,
  count: number,
  seed: number,
  backend: Backend,
): Promise<Float64Array[]> {
  const discriminator = networkDiscriminator({
    hidden: [width, width, width],
    activation: "relu",
    weightScale: 1,
    biasScale: 1,
    antisymmetric: true,
  });
  const target = points([[0]]).draw(randomStream(seed));
  const models = Array.from({ length: count }, (_, k) =>
    discriminator.ready({
      target,
      start: Float64Array.of(0),
      count: 1,
      stream: randomStream(seed, width, k),
    }),
  );
  return taughtNetworks(models, lessonOf(loss), linePlaces, backend);
}

/** √ of the mean squared difference over the places, relative to that of the infinite one from 0. */
export function lineDistance(one: Float64Array, infinite: Float64Array): number {
  const square = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(square(one.map((value, k) => value - infinite[k]!)) / square(infinite));
}

/** Distance against width with its exponent, all networks as points of one fit. */
export function widthLaw(rows: readonly Row[], loss: LossName): PowerLaw {
  const own = rows.filter((row) => row.loss === loss);
  const column = (name: string) => own.map((row) => row[name] as number);
  return fitPowerLaw(column("width"), column("distance"));
}
