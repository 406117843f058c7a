import {
  boundedUnits,
  type ModelDiscriminator,
  networkDiscriminator,
} from "../../../discriminators/index.ts";
import { type Activation, type ActivationName, activations } from "../../../networks/index.ts";
import { type RandomStream, randomStream } from "../../../numerics/random.ts";
import { symmetricEigen } from "../../../numerics/singularValues.ts";
import { duality } from "../../../theory/index.ts";
import type { Row } from "../../columns.ts";
import { playedAll, type SpectralSetting, simulationOf, spectralGameOf } from "./game.ts";
import type { Course } from "./measure.ts";
import type { SpectrumOptions } from "./options.ts";

/** Four eigenvalues above β, evenly apart on a logarithmic scale, and one below. */
const values = [5, 3.4, 2.3, 1.56, 0.4];

/** A smooth activation at the shift c where it is bent most, and at even ones no slope. */
export interface Bent {
  readonly activation: ActivationName;
  readonly shift: number;
  readonly scales: readonly number[];
}

/** Scales ρ in units of 1/√β; where σ' ≠ 0 the linear part grows as 1/ρ and bounds the step. */
export const bentUnits: readonly Bent[] = [
  { activation: "sine", shift: Math.PI / 2, scales: [0.1, 0.2, 0.4, 0.8] },
  { activation: "erf", shift: Math.SQRT1_2, scales: [0.2, 0.4, 0.8] },
  { activation: "tanh", shift: 0.6585, scales: [0.2, 0.4, 0.8] },
];

/** Networks whose hidden weights decay but are not bounded, with their weight decay in units of √β. */
export const unbounded = [
  { activation: "erf", weightDecay: 0.28 },
  { activation: "relu", weightDecay: 0.28 },
] as const;

/** What a discriminator of another activation came to against the closed form of the quadratic one. */
export interface OtherUnits {
  readonly label: string;
  readonly scale: number;
  readonly discriminator: ModelDiscriminator;
  readonly weightDecay: number;
  readonly step: number;
  readonly steps: number;
  /** For the constraint on its own units. */
  readonly bent?: { readonly activation: Activation; readonly shift: number };
}

/** All of them. */
export function otherUnits({ threshold, units, step, steps }: SpectrumOptions): OtherUnits[] {
  const bounded = bentUnits.flatMap(({ activation, shift, scales }) =>
    scales.map((share): OtherUnits => {
      const scale = share / Math.sqrt(threshold);
      const own = activations[activation];
      // The linear part's strength beside the quadratic one's.
      const linear = (2 * Math.abs(own.slope(shift))) / (scale * Math.abs(own.curvature(shift)));
      const slower = Math.max(1, Math.round(linear / 4));
      return {
        label: activation,
        scale: share,
        discriminator: boundedUnits({ units, activation, scale, shift }),
        weightDecay: 2 * threshold,
        step: step / slower,
        steps: steps * Math.min(slower, 4),
        bent: { activation: own, shift },
      };
    }),
  );
  const free = unbounded.map(({ activation, weightDecay }): OtherUnits => {
    const discriminator = networkDiscriminator({
      hidden: [2 * units],
      activation,
      antisymmetric: false,
      parametrization: "standard",
    });
    const decay = weightDecay * Math.sqrt(threshold);
    return {
      label: `${activation} network`,
      scale: Number.NaN,
      discriminator,
      weightDecay: decay,
      step,
      steps,
    };
  });
  return [...bounded, ...free];
}

/** A row a seed and eigenvalue: how much the generated spectrum lacks, in units of β, and both constraints. */
export async function activationRows(
  options: SpectrumOptions,
  other: OtherUnits,
  { backend, seeds, signal }: Course,
): Promise<Row[]> {
  const { threshold, ridge, samples, units } = options;
  const { label, scale, discriminator, weightDecay, step, steps, bent } = other;
  const settings = seeds.map(
    (seed): SpectralSetting => ({
      values: values.map((value) => value * threshold),
      scheme: "extragradient",
      ...{ threshold, ridge, samples, units, step, seed, discriminator, weightDecay },
    }),
  );
  const simulations = settings.map(simulationOf);
  const played = await playedAll(simulations, { steps, every: 0, backend, signal });
  return played.flatMap((trajectory, k) => {
    const simulation = simulations[k]!;
    const game = spectralGameOf(simulation, settings[k]!);
    const { drawn, generator } = simulation.game;
    const outputs = trajectory.positions.at(-1)!;
    const stayed = outputs.every((value) => Math.abs(value) < 1e6);
    const generated = duality.secondMoment(outputs, generator.masses, game.dimension);
    const found = stayed ? symmetricEigen(generated, game.dimension).values : undefined;
    const distance = stayed ? duality.momentDistance(game, generated) / threshold : Number.NaN;
    const own =
      bent === undefined || !stayed
        ? Number.NaN
        : largestSeen(
            { truth: drawn.points, outputs, dimension: game.dimension },
            (t) => profileAt(bent, scale / Math.sqrt(threshold), t),
            randomStream(seeds[k]!, 72),
          ) / threshold;
    return values.map(
      (value, index): Row => ({
        ...{ label, scale, seed: seeds[k]!, index: index + 1, data: value },
        lacks: found === undefined ? Number.NaN : value - found[index]! / threshold,
        ...{ distance, own },
      }),
    );
  });
}

/** φ(t) = [σ(ρt + c) − σ(c)]/(ρ²|σ''(c)|/2). */
function profileAt(
  { activation, shift }: { readonly activation: Activation; readonly shift: number },
  scale: number,
  t: number,
): number {
  const bend = (scale * scale * Math.abs(activation.curvature(shift))) / 2;
  return (activation.value(scale * t + shift) - activation.value(shift)) / bend;
}

/** Equally many points of equal masses, [n*d] each. */
interface Both {
  readonly truth: Float64Array;
  readonly outputs: Float64Array;
  readonly dimension: number;
}

/** max over ‖û‖ = 1 of |E φ(û·x) − E φ(û·y)|: many random directions, the best ones bettered step by step. */
export function largestSeen(
  { truth, outputs, dimension }: Both,
  profile: (t: number) => number,
  stream: RandomStream,
): number {
  const mean = (points: Float64Array, u: readonly number[]) => {
    const n = points.length / dimension;
    let sum = 0;
    for (let j = 0; j < n; j++) {
      let t = 0;
      for (let a = 0; a < dimension; a++) t += u[a]! * points[j * dimension + a]!;
      sum += profile(t);
    }
    return sum / n;
  };
  const seen = (u: readonly number[]) => Math.abs(mean(truth, u) - mean(outputs, u));
  const onSphere = (from: readonly number[], spread: number) => {
    const moved = from.map((value) => value + spread * stream.normal());
    const size = Math.hypot(...moved);
    return moved.map((value) => value / size);
  };
  const zero = new Array<number>(dimension).fill(0);
  const starts = Array.from({ length: 400 }, () => onSphere(zero, 1)).sort((a, b) => seen(b) - seen(a));
  let most = 0;
  for (const start of starts.slice(0, 6)) {
    let [best, height, spread] = [start, seen(start), 0.3];
    while (spread > 1e-5) {
      const next = onSphere(best, spread);
      const high = seen(next);
      if (high > height) [best, height] = [next, high];
      else spread *= 0.93;
    }
    most = Math.max(most, height);
  }
  return most;
}
