import { inducingModel, type ModelDiscriminator } from "../../../discriminators/index.ts";
import {
  alternating,
  type DrawnGame,
  drawGame,
  simulateEnsemble,
  type Trajectory,
} from "../../../dynamics/index.ts";
import type { Backend } from "../../../engine/index.ts";
import { tangentMatrix } from "../../../generators/couplings/index.ts";
import { type Generator, networkGenerator, particleMotion } from "../../../generators/index.ts";
import { gaussian, pairValue } from "../../../kernels/index.ts";
import { ipm } from "../../../losses/index.ts";
import { weightDecay } from "../../../penalties/index.ts";
import { ring } from "../../../targets/index.ts";
import { entriesOf, tangentOf } from "./kernels.ts";

/** Networks of one shape and the particles that stand for them. */
export interface TwinSetting {
  /** Hidden layers of the generators, ReLU without biases. */
  readonly depth: number;
  readonly width: number;
  /** n. */
  readonly particles: number;
  /** D. */
  readonly latentDimension: number;
  /** T. */
  readonly steps: number;
  readonly every: number;
  readonly seed: number;
  /** Which replicas. */
  readonly runs: readonly number[];
  readonly backend: Backend;
  readonly signal?: AbortSignal;
}

/** Courses of the same runs, in the same order. */
export interface Twins {
  readonly network: readonly Trajectory[];
  readonly tangent: readonly Trajectory[];
  readonly universal: readonly Trajectory[];
}

/** The game: four modes on a ring, and a Gaussian kernel of moderate width that forgets within twenty steps. */
const modes = { modes: 4, radius: 2, spread: 0, samples: 4 } as const;
const width = 1.2;
const decay = 0.5;
const stepDiscriminator = 0.1;
/** η_g q Γ₀: how far a particle follows its own force in a step. */
const gain = 0.1;

/** Where the outputs start and stay, and where f is held, beyond it by one width: the same for all runs. */
const corners = Float64Array.of(-4, -4, 4, 4);

const discriminator: ModelDiscriminator = {
  kind: "kernel",
  width,
  ready: (setting) =>
    inducingModel(
      { kernel: gaussian({ width }), accuracy: 1e-2, padding: 1 },
      { ...setting, start: corners },
    ),
};

const target = ring(modes);
const common = { target, discriminator, loss: ipm(), penalties: [weightDecay(decay)] };

/** The true points, [n*d]. */
export function truePoints(): Float64Array {
  return drawGame({ ...common, generator: still(corners, 2) }, 1).drawn.points;
}

/**
 * Trains networks, and particles that start at their outputs and are coupled by the tangent kernel of the infinite
 * network at the same latents (`tangent`), or by the two numbers Γ₀ and γ read off that (`universal`).
 */
export async function twinCourses(setting: TwinSetting): Promise<Twins> {
  const { depth, width: units, particles: count, latentDimension, seed, runs } = setting;
  const hidden = new Array<number>(depth).fill(units);
  const generator = networkGenerator({ count, hidden, biasScale: 0, latentDimension });
  const games = runs.map((run) => drawGame({ ...common, generator }, seed, run));
  const pairs = games.map(({ start, motion }) => coupledPair(start, motion.own.generatorLatents!, setting));
  const network = await trained(games, setting);
  return { network, ...(await particlesFrom(pairs, setting)) };
}

/**
 * The particles alone, from starts N(0, 2) as those of networks that are the same for every latent dimension: how far
 * the universal kernel leads from the tangent kernel.
 */
export function particleCourses(
  setting: TwinSetting,
  draws: readonly { readonly start: Float64Array; readonly latents: Float64Array }[],
): Promise<Omit<Twins, "network">> {
  return particlesFrom(
    draws.map(({ start, latents }) => coupledPair(start, latents, setting)),
    setting,
  );
}

interface Pair {
  readonly tangent: Generator;
  readonly universal: Generator;
}

function coupledPair(
  start: Float64Array,
  latents: Float64Array,
  { depth, latentDimension }: TwinSetting,
): Pair {
  const numbers = tangentMatrix(kernelOf(depth), latents, latentDimension);
  const size = latents.length / latentDimension;
  const { diagonal, mean } = entriesOf(numbers, size);
  const universal = Float64Array.of(diagonal - mean, mean);
  return {
    tangent: { ...still(start, size), draw: () => particleMotion(start, size, { kind: "matrix", numbers }) },
    universal: {
      ...still(start, size),
      draw: () => particleMotion(start, size, { kind: "universal", numbers: universal }),
    },
  };
}

/** Particles of equal masses, free. */
function still(start: Float64Array, count: number): Generator {
  const free = { kind: "free", numbers: new Float64Array(0) } as const;
  return {
    kind: "particles",
    count,
    masses: new Float64Array(count).fill(1 / count),
    draw: () => particleMotion(start, count, free),
  };
}

async function particlesFrom(pairs: readonly Pair[], setting: TwinSetting) {
  const { seed, runs } = setting;
  const drawn = (kind: keyof Pair) =>
    pairs.map((pair, k) => drawGame({ ...common, generator: pair[kind] }, seed, runs[k]!));
  return {
    tangent: await trained(drawn("tangent"), setting),
    universal: await trained(drawn("universal"), setting),
  };
}

function kernelOf(depth: number) {
  return tangentOf({ activation: "relu", depth, bias: 0 });
}

/** Runs games at the step sizes that give each particle the same gain, whatever its network's kernel. */
function trained(games: readonly DrawnGame[], setting: TwinSetting): Promise<Trajectory[]> {
  const { depth, particles, steps, every, backend, signal } = setting;
  const typical = pairValue(kernelOf(depth), [1], [1]);
  const stepper = alternating({ stepDiscriminator, stepGenerator: (gain * particles) / typical });
  return simulateEnsemble(
    games.map((game) => ({ game, stepper })),
    { steps, every, backend, ...(signal === undefined ? {} : { signal }) },
  );
}

/** √ of the mean over particles of the squared distance between two courses, at every saved step. */
export function distances(one: Trajectory, other: Trajectory, particles: number): number[] {
  return one.positions.map((position, k) => {
    const there = other.positions[k]!;
    const squares = position.reduce((sum, value, row) => sum + (value - there[row]!) ** 2, 0);
    return Math.sqrt(squares / particles);
  });
}

/** √ of the mean square over all saved steps but the first, which is the same for both. */
export function overTime(course: readonly number[]): number {
  const later = course.slice(1);
  return Math.sqrt(later.reduce((sum, value) => sum + value * value, 0) / later.length);
}
