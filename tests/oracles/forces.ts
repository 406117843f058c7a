import type { FormKind } from "../../src/discriminators/index.ts";
import type { Trajectory } from "../../src/dynamics/index.ts";
import type { BackendKind } from "../../src/engine/index.ts";
import {
  inSinglePrecision,
  largestDifference,
  type Memory,
  narrowestWidth,
  randomKernels,
  run,
  type Sketch,
  someSketches,
} from "../games.ts";
import { forceErrors } from "./forceAlongPath.ts";

export type KernelName = keyof typeof randomKernels;

/** A form with a kernel that it holds. */
export interface ForceCase {
  readonly form: FormKind;
  readonly kernel: KernelName;
  /** Two of the shapes alone: where graphics are imitated, compiling the programs takes seconds. */
  readonly brief?: boolean;
}

/** The kernels that are tried with each form, and the largest dimension: a new form joins by its line. */
const tried: Readonly<Record<FormKind, { kernels: readonly KernelName[]; dimensions: number }>> = {
  history: { kernels: Object.keys(randomKernels) as KernelName[], dimensions: 3 },
  // Three dimensions at this accuracy have thousands of features: one shape of them is enough elsewhere.
  taylor: { kernels: ["gaussian", "gaussianSum"], dimensions: 2 },
  fourier: { kernels: ["gaussian", "gaussianSum"], dimensions: 1 },
};

/** Every form in the register with every kernel that it can hold. */
export const forceCases: readonly ForceCase[] = (Object.keys(tried) as FormKind[]).flatMap((form) =>
  tried[form].kernels.map((kernel) => ({ form, kernel })),
);

/** Dimension, true points, particles, and the order of the players, so that games of a shape share a program. */
const shapes = [
  { d: 1, N: 3, n: 2, order: "alternating", brief: true },
  { d: 2, N: 2, n: 3, order: "simultaneous", brief: true },
  { d: 1, N: 1, n: 1, order: "simultaneous", brief: false },
  { d: 3, N: 1, n: 2, order: "alternating", brief: false },
] as const;

function gamesOf({ form, kernel, brief = false }: ForceCase): Sketch[] {
  return shapes
    .filter((shape) => shape.d <= tried[form].dimensions && (shape.brief || !brief))
    .flatMap(({ d, N, n, order }, k) =>
      someSketches(4, 200 + k, {
        kernel: randomKernels[kernel],
        dimensions: [d],
        points: [N, N],
        particles: [n, n],
      }).map((game) => inSinglePrecision({ ...game, order })),
    );
}

/** The run of a case in double precision: the same for every backend that is held against it. */
const doubles = new Map<string, Promise<Trajectory[]>>();

function doubleOf(games: readonly Sketch[], memory: Memory, key: string): Promise<Trajectory[]> {
  const found = doubles.get(key) ?? run(games, { steps, backend: "cpu" }, memory);
  doubles.set(key, found);
  return found;
}

/** How a run on a backend compares, for each game. */
export interface ForceReport {
  /** Largest error of a force along the run's own path, in units of Σ|weights of f|·Σ_m w_m/σ_m. */
  readonly forces: readonly number[];
  /** What the form states about its own error, in the same units. */
  readonly bounds: readonly number[];
  /** Largest distance from the run of the same form on `cpu`, in the narrowest widths. */
  readonly gaps: readonly number[];
  /** Whether both runs report the same form, bound and length. */
  readonly alike: boolean;
}

const steps = 30;
/** Accuracy that single precision can show; at 1e-12 it would only cost features. */
const accuracy = 1e-6;

/** Runs random games on a backend and on `cpu`: data alone, so that a page can send it. */
export async function forcesOn(backend: BackendKind, one: ForceCase): Promise<ForceReport> {
  const games = gamesOf(one);
  const memory = { form: one.form, accuracy, truncation: 0 };
  const single = await run(games, { steps, backend }, memory);
  const double = await doubleOf(games, memory, JSON.stringify(one));
  return {
    forces: games.map((game, k) => Math.max(...forceErrors(game, single[k]!, 3))),
    bounds: single.map(({ form }) => form.bound),
    gaps: games.map(
      (game, k) =>
        largestDifference(single[k]!.positions, double[k]!.positions) / narrowestWidth(game.kernel),
    ),
    alike: JSON.stringify(single.map(({ form }) => form)) === JSON.stringify(double.map(({ form }) => form)),
  };
}
