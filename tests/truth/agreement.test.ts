import { describe, expect, it } from "vitest";
import type { Trajectory } from "../../src/dynamics/index.ts";
import type { Spec } from "../../src/options/index.ts";
import {
  largestDifference,
  narrowestWidth,
  randomKernels,
  run,
  type Sketch,
  someSketches,
} from "../games.ts";
import { forceErrors } from "../oracles/forceAlongPath.ts";
import { tolerances } from "../tolerances.ts";
import {
  type NaiveKernel,
  type NaiveResult,
  type NaiveSettings,
  naiveGaussian,
  naiveLaplacian,
  naiveMultiScale,
  naiveRationalQuadratic,
  naiveRun,
} from "./naive.ts";

function naiveKernel(spec: Spec): NaiveKernel {
  const { kind, width, mixture } = spec as { kind: string; width: number; mixture: number };
  if (kind === "gaussian") return naiveGaussian(width);
  if (kind === "laplacian") return naiveLaplacian(width);
  if (kind === "rationalQuadratic") return naiveRationalQuadratic(width, mixture);
  return naiveMultiScale((spec.kernels as Spec[]).map(naiveKernel), spec.weights as number[]);
}

function settingsOf(sketch: Sketch, steps: number): NaiveSettings {
  return { ...sketch, kernel: naiveKernel(sketch.kernel), steps };
}

/** ∇f at the particles as it was felt in the last of `steps` steps, by the naive equations. */
function lastForce(sketch: Sketch, whole: NaiveResult, steps: number): Float64Array {
  const felt = sketch.order === "alternating" ? whole : naiveRun(settingsOf(sketch, steps - 1));
  return Float64Array.from(whole.positions[steps - 1]!.flatMap((y) => felt.gradient(y)));
}

function flat(states: readonly number[][][]): Float64Array[] {
  return states.map((state) => Float64Array.from(state.flat()));
}

const exact = { form: "history", truncation: 0 } as const;

/**
 * A kink at zero distance turns a difference of one rounding into a kick of a whole weight once particles
 * sit in their own past: with a Laplacian only runs that are still under way can be compared.
 */
const laps: Readonly<Record<string, { steps: number; kicks: [number, number] }>> = {
  gaussian: { steps: 100, kicks: [0.02, 0.2] },
  gaussianSum: { steps: 60, kicks: [0.02, 0.2] },
  rationalQuadratic: { steps: 70, kicks: [0.02, 0.2] },
  multiScale: { steps: 80, kicks: [0.02, 0.1] },
  laplacian: { steps: 60, kicks: [0.01, 0.05] },
};

/** Dimension, true points, particles. */
const shapes = [
  [1, 1, 1],
  [1, 3, 2],
  [2, 2, 3],
  [3, 1, 2],
] as const;

function gamesWith(kind: keyof typeof randomKernels): Sketch[] {
  return shapes.flatMap(([d, N, n], k) =>
    someSketches(3, 100 + k, {
      kernel: randomKernels[kind],
      dimensions: [d],
      points: [N, N],
      particles: [n, n],
      steps: laps[kind]!.kicks,
    }),
  );
}

describe("the exact form is the naive equations", () => {
  for (const kind of Object.keys(randomKernels) as (keyof typeof randomKernels)[]) {
    it(`${kind}: positions agree at every step and forces at the last`, async () => {
      const { steps } = laps[kind]!;
      const games = gamesWith(kind);
      expect(new Set(games.map(({ order }) => order)).size).toBe(2);
      expect(games.some((game) => game.weightDecay === 0) && games.some((game) => game.weightDecay > 0)).toBe(
        true,
      );
      const trajectories = await run(games, { steps }, exact);
      games.forEach((game, k) => {
        expectAgreement(game, trajectories[k]!, steps);
      });
    });
  }
});

describe("a weight decay beyond one step", () => {
  it("makes old weights change sign at every step, in the exact form as in the naive equations", async () => {
    const games = someSketches(6, 21, {
      kernel: randomKernels.gaussian,
      dimensions: [1],
      particles: [2, 2],
    }).map((game) => ({ ...game, weightDecay: 1.4 / game.stepDiscriminator }));
    for (const memory of [exact, { form: "history" }] as const) {
      const trajectories = await run(games, { steps: 60 }, memory);
      games.forEach((game, k) => {
        expectAgreement(game, trajectories[k]!, 60);
      });
    }
  });
});

function expectAgreement(game: Sketch, trajectory: Trajectory, steps: number): void {
  const whole = naiveRun(settingsOf(game, steps));
  const wanted = flat(whole.positions);
  expect(trajectory.steps.length).toBe(steps + 1);
  // Lengths are measured in kernel widths: that is the size of every displacement that matters.
  const unit = narrowestWidth(game.kernel);
  expect(largestDifference(trajectory.positions, wanted) / unit).toBeLessThan(tolerances.double.positions);
  const force = lastForce(game, whole, steps);
  const size = Math.max(1 / unit, ...force.map(Math.abs));
  expect(largestDifference([trajectory.gradients.at(-1)!], [force]) / size).toBeLessThan(
    tolerances.double.positions,
  );
}

describe("a truncated history", () => {
  it("keeps the force within w/λ · Σq · sup‖∇K‖ of the whole sum", async () => {
    const truncation = 1e-4;
    // 1 − η_dλ = 0.7: below 1e-4 after 26 steps, 32 slots.
    const games = someSketches(12, 5, {
      kernel: randomKernels.gaussian,
      dimensions: [1],
      points: [1, 2],
    }).map((game) => ({ ...game, weightDecay: 0.3 / game.stepDiscriminator }));
    const trajectories = await run(games, { steps: 80 }, { form: "history", truncation });
    // The unit of `forceErrors` is Σ|weights|/σ, which has settled at 2/(λσ) by the time something is forgotten.
    const allowed = 0.5 * truncation * Math.exp(-0.5);
    const worst = games.map((game, k) => {
      expect(trajectories[k]!.form).toEqual({ form: "history", bound: truncation, length: 32 });
      return Math.max(...forceErrors(game, trajectories[k]!));
    });
    expect(Math.max(...worst)).toBeLessThan(allowed * (1 + 1e-4));
    // Something was forgotten indeed.
    expect(Math.max(...worst)).toBeGreaterThan(tolerances.double.force);
  });

  it("never forgets with truncation 0, and is told so", async () => {
    const game = someSketches(1, 8)[0]!;
    const [trajectory] = await run([{ ...game, weightDecay: 1 }], { steps: 70 }, exact);
    expect(trajectory!.form).toEqual({ form: "history", bound: 0, length: 70 });
  });
});
