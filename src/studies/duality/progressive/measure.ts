import { multiply } from "../../../numerics/linearAlgebra.ts";
import { type NormalLaw, normalWasserstein2 } from "../../../numerics/normalDistance.ts";
import type { RandomStream } from "../../../numerics/random.ts";
import {
  excessEigenvalues,
  freshExcess,
  type Moments,
  momentsOf,
} from "../../../theory/duality/progressive.ts";
import { pixelMap, type Stage } from "./chain.ts";
import { type Level, latentMoments } from "./data.ts";
import { averagedRows, enlargedRows } from "./pictures.ts";

/** Draws of the random matrices whose largest eigenvalue predicts the excess. */
const DRAWS = 10;

/** Draws of fresh latents a fit. */
const FRESH = 2;

/** ‖XᵀX − GᵀG‖₂ for latents with these second moments. */
export function constraintNorm({ data, form, reach }: Stage, latents: Float64Array): number {
  const values = excessEigenvalues(data, form.components, reach, latents);
  return Math.max(values[0]!, -values.at(-1)!, form.beta);
}

/** The constraint of a stage on the latents of its fit and on as many fresh ones; all but counts relative to s_1². */
export function constraintRow(stage: Stage, samples: number, ones: number, stream: RandomStream) {
  const { data, form, shape, rank, size, fitted } = stage;
  const largest = data.values[0]! ** 2;
  let fresh = 0;
  for (let draw = 0; draw < FRESH; draw++) {
    fresh += constraintNorm(stage, latentMoments(samples, size, stream, ones)) / FRESH;
  }
  const perSample = form.spectrum.map((value) => value / Math.sqrt(samples));
  const predicted = freshExcess(perSample, form.beta / samples, samples, DRAWS, stream) * samples;
  return {
    side: shape.side,
    components: form.components,
    rank,
    beta: form.beta / largest,
    onFitted: constraintNorm(stage, fitted) / form.beta - 1,
    excess: (fresh - form.beta) / largest,
    predicted: predicted / largest,
  };
}

/** Eigenvalues of the second moments of a stage's pictures about the data's mean, descending [k]: exact, not a sample's. */
export function generatedSpectrum({ reach, size, form }: Stage): Float64Array {
  return momentsOf(reach, size, form.components).values.map((value) => value * value);
}

/** The law of a stage's pictures about the data's mean: the constant latent moves the mean, the others make the root. */
export function generatedLaw(stage: Stage, ones: number): NormalLaw {
  const map = pixelMap(stage);
  const dimension = map.length / stage.size;
  const root = new Float64Array(map.length - dimension);
  root.set(map.subarray(0, ones * dimension));
  root.set(map.subarray((ones + 1) * dimension), ones * dimension);
  return { mean: map.slice(ones * dimension, (ones + 1) * dimension), root };
}

/** The law of the data about its mean. */
function lawOf(root: Float64Array, dimension: number): NormalLaw {
  return { mean: new Float64Array(dimension), root };
}

function squares(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]! * values[k]!;
  return sum;
}

/** The squared Wasserstein distance of a stage's pictures from the data at its resolution, relative to the data's variance. */
export function distanceOf(stage: Stage, level: Level, ones: number): number {
  const { root, mean } = level.law;
  return normalWasserstein2(generatedLaw(stage, ones), lawOf(root, mean.length)) / squares(root);
}

/** How far the mean of a stage's pictures is from that of the data, squared, relative to the data's variance. */
export function offsetOf(stage: Stage, { law }: Level, ones: number): number {
  return squares(generatedLaw(stage, ones).mean) / squares(law.root);
}

/** The distance where the generator has the spectrum (s_j² − β)₊ exactly: what weight decay alone takes. */
export function shrunkDistance({ values }: Moments, components: number): number {
  const beta = (values[components] ?? 0) ** 2;
  let sum = 0;
  values.forEach((s, j) => {
    const left = j < components ? Math.sqrt(Math.max(0, s * s - beta)) : 0;
    sum += (s - left) ** 2;
  });
  return sum / squares(values);
}

/** The distance of a stage's pictures, enlarged, from the finest data, relative to their variance. */
export function finestDistance(stage: Stage, finest: Level, ones: number): number {
  const { mean, root } = generatedLaw(stage, ones);
  return enlargedDistance({ mean, root }, stage.shape.side, finest);
}

/** The same for the data themselves, averaged down to this resolution. */
export function averagedDistance(level: Level, finest: Level): number {
  return enlargedDistance(lawOf(level.law.root, level.law.mean.length), level.shape.side, finest);
}

function enlargedDistance({ mean, root }: NormalLaw, side: number, finest: Level): number {
  const factor = finest.shape.side / side;
  const enlarged = (rows: ArrayLike<number>) =>
    enlargedRows(Float64Array.from(rows), { side, channels: 1 }, factor);
  const law = { mean: enlarged(mean), root: enlarged(root) };
  return normalWasserstein2(law, lawOf(finest.law.root, finest.law.mean.length)) / squares(finest.law.root);
}

/**
 * How far a stage's pictures, averaged down, are from those that the stage before makes of the same latents: mean square
 * distance relative to the mean square of the latter, the constant left out.
 */
export function changeOf(stage: Stage, last: Stage, ones: number): number {
  const coarse = averagedRows(pixelMap(stage), stage.shape, last.shape.side);
  const before = pixelMap(last);
  const dimension = before.length / last.size;
  let [change, total] = [0, 0];
  for (let i = 0; i < stage.size; i++) {
    if (i === ones) continue;
    for (let a = 0; a < dimension; a++) {
      const old = i < last.size ? before[i * dimension + a]! : 0;
      change += (coarse[i * dimension + a]! - old) ** 2;
      total += old * old;
    }
  }
  return change / total;
}

/** Pictures that stages make of latents [pictures*size], of which a stage takes its first ones: [pictures*dimension]. */
export function picturesOf(stage: Stage, latents: Float64Array, size: number): Float64Array {
  const pictures = latents.length / size;
  const own = Float64Array.from(
    { length: pictures * stage.size },
    (_, at) => latents[Math.floor(at / stage.size) * size + (at % stage.size)]!,
  );
  const map = pixelMap(stage);
  return multiply(own, map, { rows: pictures, inner: stage.size, columns: map.length / stage.size });
}
