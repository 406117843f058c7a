import fc from "fast-check";
import { kernelDiscriminator } from "../src/discriminators/index.ts";
import {
  alternating,
  drawGame,
  type SimulateOptions,
  type Simulation,
  simulateEnsemble,
  simultaneous,
  type Trajectory,
} from "../src/dynamics/index.ts";
import { type BackendKind, openBackend } from "../src/engine/index.ts";
import { particles } from "../src/generators/index.ts";
import { radialKernels } from "../src/kernels/index.ts";
import { ipm } from "../src/losses/index.ts";
import type { Spec } from "../src/options/index.ts";
import { weightDecay } from "../src/penalties/index.ts";
import { points } from "../src/targets/index.ts";

/** Everything that makes a simulation, as plain numbers: what random games are made of. */
export interface Sketch {
  readonly points: readonly (readonly number[])[];
  readonly masses: readonly number[];
  readonly start: readonly (readonly number[])[];
  readonly particleMasses: readonly number[];
  readonly kernel: Spec;
  readonly weightDecay: number;
  readonly stepDiscriminator: number;
  readonly stepGenerator: number;
  readonly order: "alternating" | "simultaneous";
}

/** How the discriminator is held. */
export type Memory = NonNullable<Parameters<typeof kernelDiscriminator>[1]>;

/** The simulation that a sketch describes. */
export function simulationOf(sketch: Sketch, memory: Memory = {}): Simulation {
  const { stepDiscriminator, stepGenerator } = sketch;
  const source = {
    target: points(
      sketch.points.map((point) => [...point]),
      [...sketch.masses],
    ),
    generator: particles({ start: sketch.start, masses: sketch.particleMasses }),
    discriminator: kernelDiscriminator(radialKernels.build(sketch.kernel), memory),
    loss: ipm(),
    penalties: [weightDecay(sketch.weightDecay)],
  };
  const stepper = sketch.order === "alternating" ? alternating : simultaneous;
  return { game: drawGame(source, 1), stepper: stepper({ stepDiscriminator, stepGenerator }) };
}

/** Runs sketches as one ensemble. */
export async function run(
  sketches: readonly Sketch[],
  options: { readonly steps: number; readonly backend?: BackendKind } & Partial<
    Omit<SimulateOptions, "backend">
  >,
  memory: Memory = {},
): Promise<Trajectory[]> {
  const backend = await openBackend(options.backend ?? "cpu");
  const simulations = sketches.map((sketch) => simulationOf(sketch, memory));
  return simulateEnsemble(simulations, { every: 1, ...options, backend });
}

/** The length that everything of a kernel is measured in here: its shortest width. */
export function narrowestWidth(kernel: Spec): number {
  if (kernel.kind !== "multiScale") return kernel.width as number;
  return Math.min(...(kernel.kernels as Spec[]).map(narrowestWidth));
}

/** The longest width of a kernel. */
export function widestWidth(kernel: Spec): number {
  if (kernel.kind !== "multiScale") return kernel.width as number;
  return Math.max(...(kernel.kernels as Spec[]).map(widestWidth));
}

/** ‖a − b‖∞ of two lists of states. */
export function largestDifference(
  one: readonly ArrayLike<number>[],
  other: readonly ArrayLike<number>[],
): number {
  if (one.length !== other.length) throw new Error(`${one.length} states against ${other.length}`);
  let largest = 0;
  one.forEach((state, k) => {
    for (let row = 0; row < state.length; row++) {
      const gap = Math.abs(state[row]! - other[k]![row]!);
      if (!(gap <= largest)) largest = gap;
    }
  });
  return largest;
}

/** Numbers spread evenly over a range: left to itself, fast-check draws mostly its ends and zero. */
const number = (min: number, max: number) =>
  fc.noBias(fc.integer({ min: 0, max: 1_000_000 })).map((k) => min + ((max - min) * k) / 1_000_000);

/** Unequal masses that sum to 1. */
export function massList(count: number): fc.Arbitrary<number[]> {
  return fc.array(number(0.3, 1), { minLength: count, maxLength: count }).map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });
}

const width = number(0.5, 2);
const simple = {
  gaussian: width.map((w): Spec => ({ kind: "gaussian", width: w })),
  laplacian: width.map((w): Spec => ({ kind: "laplacian", width: w })),
  rationalQuadratic: fc
    .tuple(width, number(0.5, 3))
    .map(([w, mixture]): Spec => ({ kind: "rationalQuadratic", width: w, mixture })),
};
const gaussianSum = fc.tuple(width, number(1.3, 2.5), number(0.3, 1), number(0.3, 1)).map(
  ([w, ratio, one, other]): Spec => ({
    kind: "multiScale",
    kernels: [
      { kind: "gaussian", width: w },
      { kind: "gaussian", width: w * ratio },
    ],
    weights: [one, other],
  }),
);
const mixedSum = fc.tuple(simple.gaussian, simple.rationalQuadratic, number(0.3, 1)).map(
  ([one, other, weight]): Spec => ({
    kind: "multiScale",
    kernels: [one, other],
    weights: [1, weight],
  }),
);

/** Random kernels by name. */
export const randomKernels = { ...simple, gaussianSum, multiScale: mixedSum } as const;

/** What random games may be like. */
export interface Limits {
  readonly kernel: fc.Arbitrary<Spec>;
  readonly dimensions: readonly number[];
  readonly points: readonly [number, number];
  readonly particles: readonly [number, number];
  /** Distance between neighbouring true points, in widths. */
  readonly spacing: readonly [number, number];
  /** The particles start at most this many widths from a true point along each axis. */
  readonly spread: number;
  /** η_d, and η_g in units of width²: from these least to these largest values. */
  readonly steps: readonly [number, number];
}

/** Games in which nothing is chaotic: small steps, particles that start near the true points. */
export const tameLimits: Limits = {
  kernel: fc.oneof(...Object.values(randomKernels)),
  dimensions: [1, 2, 3],
  points: [1, 4],
  particles: [1, 4],
  spacing: [1, 7],
  spread: 0.8,
  steps: [0.02, 0.2],
};

/** Random games: true points in a row with jitter, unequal masses, λ = 0 in one of three. */
export function sketches(changes: Partial<Limits> = {}): fc.Arbitrary<Sketch> {
  const limits = { ...tameLimits, ...changes };
  const shape = fc.record({
    kernel: limits.kernel,
    dimension: fc.constantFrom(...limits.dimensions),
    count: fc.integer({ min: limits.points[0], max: limits.points[1] }),
    particles: fc.integer({ min: limits.particles[0], max: limits.particles[1] }),
    spacing: number(...limits.spacing),
  });
  return shape.chain(({ kernel, dimension, count, particles: size, spacing }) => {
    const unit = narrowestWidth(kernel);
    const offset = fc.array(number(-limits.spread, limits.spread), {
      minLength: dimension,
      maxLength: dimension,
    });
    const centre = (i: number) => Array.from({ length: dimension }, (_, k) => (k === 0 ? i * spacing : 0));
    const place = (i: number, shift: readonly number[], share: number) =>
      centre(i).map((x, k) => unit * (x + share * shift[k]!));
    return fc
      .record({
        jitter: fc.array(offset, { minLength: count, maxLength: count }),
        masses: massList(count),
        homes: fc.array(fc.tuple(fc.integer({ min: 0, max: count - 1 }), offset), {
          minLength: size,
          maxLength: size,
        }),
        particleMasses: massList(size),
        decay: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: number(0.05, 1) }),
        stepDiscriminator: number(...limits.steps),
        stepGenerator: number(...limits.steps),
        order: fc.constantFrom("alternating" as const, "simultaneous" as const),
      })
      .map(({ jitter, homes, decay, stepGenerator, ...rest }): Sketch => {
        const truth = jitter.map((shift, i) => place(i, shift, count > 1 ? 0.2 : 1));
        return {
          ...rest,
          kernel,
          points: truth,
          start: homes.map(([home, shift]) => truth[home]!.map((x, k) => x + unit * shift[k]!)),
          weightDecay: decay,
          stepGenerator: stepGenerator * unit * unit,
        };
      });
  });
}

/** A fixed list of random games. */
export function someSketches(count: number, seed: number, changes: Partial<Limits> = {}): readonly Sketch[] {
  return fc.sample(sketches(changes), { numRuns: count, seed });
}

/** The same game with positions that single precision represents exactly. */
export function inSinglePrecision(sketch: Sketch): Sketch {
  const rounded = (list: readonly (readonly number[])[]) => list.map((place) => place.map(Math.fround));
  return { ...sketch, points: rounded(sketch.points), start: rounded(sketch.start) };
}
