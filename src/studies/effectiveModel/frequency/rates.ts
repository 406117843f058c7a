import { discriminators, inducingModel, type Model } from "../../../discriminators/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { isRadial, pairValue } from "../../../kernels/index.ts";
import { randomStream } from "../../../numerics/random.ts";
import { mean, variance } from "../../../numerics/statistics.ts";
import { targets } from "../../../targets/index.ts";
import { circleRates } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { measuredRates, onCircle } from "../../learningRates.ts";
import { type Contestant, kernelOf } from "./cases.ts";

/** Around the ring; 0 is the constant, 1 the mean, 8 the modes. */
export const frequencies = [1, 2, 3, 4, 5, 6, 8, 10, 12] as const;

/** Places on the circle: enough for k = 12 without aliases that matter. */
const places = 64;

/** Features of radial kernels, which the games hold as Fourier series instead: where, how finely, how many at most. */
const radialFeatures = { room: 0.5, accuracy: 0.05, most: 300 } as const;

/** The models of a contestant; several for networks, whose weights are drawn. */
function modelsOf({ spec }: Contestant, radius: number, networks: number, seed: number): Model[] {
  const discriminator = discriminators.build(spec);
  const target = targets.build({ kind: "ring", modes: 8, radius }).draw(randomStream(seed));
  // The box of the games, in which the features of tangent kernels are chosen there too.
  const start = Float64Array.of(-radius, -radius, radius, radius);
  const setting = (k: number) => ({ target, start, count: 2, stream: randomStream(seed, 61, k) });
  if ("ready" in discriminator) {
    return Array.from({ length: networks }, (_, k) => discriminator.ready(setting(k)));
  }
  const { kernel } = discriminator;
  if (!isRadial(kernel)) return [inducingModel({ ...discriminator, kernel }, setting(0))];
  const { room, accuracy, most } = radialFeatures;
  return [inducingModel({ kernel, accuracy, padding: room / kernel.width, most }, setting(0))];
}

/**
 * Measured rates of a contestant by frequency: the mean over networks with its standard error (0 for a kernel), the
 * closed form of its kernel, and the largest error that the features of a kernel allow.
 */
export async function rateRows(
  contestant: Contestant,
  setting: { readonly radius: number; readonly networks: number; readonly seed: number },
  backend: Backend,
): Promise<Row[]> {
  const { radius, networks, seed } = setting;
  const models = modelsOf(contestant, radius, networks, seed);
  const each = await measuredRates(models, onCircle(radius, places), frequencies, backend);
  const kernel = kernelOf(contestant);
  const theory = kernel && circleRates((x, y) => pairValue(kernel, x, y), radius, places);
  // The largest K(x, x) of the box: of a tangent kernel that at its corners, of a radial one that everywhere.
  const corner = [2 * radius, 2 * radius];
  const { bound, length } = models[0]!.report;
  // |f − f_span| ≤ bound²·max K·Σ|pull|, and Σ|pull| ≤ 1; the projection multiplies by 2·mean|cos| = 4/π at most.
  const allowed = kernel ? (4 / Math.PI) * bound ** 2 * pairValue(kernel, corner, corner) : 0;
  return frequencies.map((frequency, i): Row => {
    const values = each.map((rates) => rates[i]!);
    const error = values.length > 1 ? Math.sqrt(variance(values) / values.length) : 0;
    return {
      discriminator: contestant.label,
      frequency,
      rate: mean(values),
      error,
      networks: values.length,
      theory: theory === undefined ? Number.NaN : theory[frequency]!,
      allowed,
      features: length,
    };
  });
}
