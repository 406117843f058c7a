import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fourier } from "../../src/discriminators/fourier/fourier.ts";
import { assemble, memberOf } from "../../src/dynamics/assemble.ts";
import { cpu } from "../../src/engine/cpu.ts";
import type { Spec } from "../../src/options/index.ts";
import {
  largestDifference,
  narrowestWidth,
  randomKernels,
  run,
  type Sketch,
  simulationOf,
  someSketches,
} from "../games.ts";
import { tolerances } from "../tolerances.ts";
import { forceErrors } from "./forceAlongPath.ts";
import { runFourier } from "./fourierRun.ts";

const matern = (smoothness: number) =>
  fc.integer({ min: 5, max: 20 }).map((k): Spec => ({ kind: "matern", width: k / 10, smoothness }));
/** Power laws that are held: the slower ones take too many modes for tests in the plane. */
const rational = fc
  .integer({ min: 5, max: 20 })
  .map((k): Spec => ({ kind: "rationalQuadratic", width: k / 10, mixture: 1 + k / 10 }));

const families = {
  gaussian: randomKernels.gaussian,
  gaussianSum: randomKernels.gaussianSum,
  rationalQuadratic: rational,
  maternThreeHalves: matern(1.5),
  maternFiveHalves: matern(2.5),
  maternSevenHalves: matern(3.5),
} as const;
type FamilyName = keyof typeof families;

/** Kernel, dimension, accuracies: a few thousand modes at most, so that many steps can be taken. */
const cases: readonly [FamilyName, number, readonly number[]][] = [
  ["gaussian", 1, [1e-3, 1e-7, 1e-12]],
  ["gaussian", 2, [1e-3, 1e-9]],
  ["gaussian", 3, [1e-3]],
  ["gaussianSum", 1, [1e-3, 1e-9]],
  ["gaussianSum", 2, [1e-4]],
  ["rationalQuadratic", 1, [1e-3, 1e-6]],
  ["rationalQuadratic", 2, [1e-2]],
  ["rationalQuadratic", 3, [5e-2]],
  ["maternThreeHalves", 1, [1e-3]],
  ["maternFiveHalves", 1, [1e-3, 1e-6]],
  ["maternFiveHalves", 2, [1e-2]],
  ["maternSevenHalves", 1, [1e-3, 1e-8]],
  ["maternSevenHalves", 2, [1e-2]],
  ["maternSevenHalves", 3, [5e-2]],
];

/** Random games with unequal masses, λ = 0 in one of three; few and small ones in three dimensions. */
function gamesOf(kernel: fc.Arbitrary<Spec>, dimension: number, count = dimension === 3 ? 3 : 5) {
  const few: [number, number] = dimension === 3 ? [1, 2] : [1, 4];
  return someSketches(count, 47 + dimension, {
    kernel,
    dimensions: [dimension],
    points: few,
    particles: few,
    spacing: [0.5, 3],
    spread: 1.5,
  });
}

describe("along its own path, the Fourier form gives the force of the whole history", () => {
  for (const [name, dimension, accuracies] of cases) {
    it(`${name}, ${dimension}-d: within the stated bound`, async () => {
      const games = gamesOf(families[name], dimension);
      for (const accuracy of accuracies) {
        const runs = await runFourier(games, 25, { accuracy });
        runs.forEach(({ trajectory, departed }, k) => {
          expect(departed).toBe(-1);
          expect(trajectory.form).toMatchObject({ form: "fourier", norm: "largest" });
          expect(trajectory.form.bound).toBeLessThanOrEqual(accuracy);
          const worst = Math.max(...forceErrors(games[k]!, trajectory));
          expect(worst).toBeLessThan(trajectory.form.bound + tolerances.double.force);
        });
      }
    });
  }

  it("covers both orders of the players, λ = 0 and λ > 0, and unequal masses", () => {
    const all = [1, 2, 3].flatMap((d) => gamesOf(families.gaussian, d));
    expect(new Set(all.map(({ order }) => order)).size).toBe(2);
    expect(all.some(({ weightDecay }) => weightDecay === 0)).toBe(true);
    expect(all.some(({ weightDecay }) => weightDecay > 0)).toBe(true);
    expect(all.some(({ particleMasses }) => new Set(particleMasses).size > 1)).toBe(true);
  });

  it("the truncation can be seen at low accuracy and sinks below rounding at high accuracy", async () => {
    const games = gamesOf(families.gaussian, 1);
    const worst = async (accuracy: number) => {
      const runs = await runFourier(games, 25, { accuracy });
      return Math.max(...runs.flatMap(({ trajectory }, k) => forceErrors(games[k]!, trajectory)));
    };
    expect(await worst(1e-1)).toBeGreaterThan(1e-4);
    expect(await worst(1e-13)).toBeLessThan(tolerances.double.force);
  });

  it("a kernel with a kink is followed in the mean, away from the kink", async () => {
    const accuracy = 1e-2;
    const games = gamesOf(fc.constantFrom({ kind: "laplacian", width: 1 }), 1);
    const runs = await runFourier(games, 25, { accuracy });
    for (const [k, { trajectory }] of runs.entries()) {
      expect(trajectory.form.norm).toBe("rootMeanSquare");
      const errors = forceErrors(games[k]!, trajectory);
      const mean = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
      // A particle's own recent past is nearer to the kink than a difference at random: ten times is allowed.
      expect(mean).toBeLessThan(10 * accuracy);
    }
  });
});

describe("the runs of both forms", () => {
  it("end at the same positions where the game is not chaotic", async () => {
    for (const dimension of [1, 2]) {
      const games = gamesOf(families.gaussian, dimension).map((game) => ({
        ...game,
        stepGenerator: game.stepGenerator / 4,
        weightDecay: Math.max(game.weightDecay, 0.2),
      }));
      const exact = await run(games, { steps: 60 }, { form: "history", truncation: 0 });
      const fixed = await runFourier(games, 60, { accuracy: 1e-13 });
      games.forEach((game, k) => {
        const gap = largestDifference(fixed[k]!.trajectory.positions, exact[k]!.positions);
        expect(gap / narrowestWidth(game.kernel)).toBeLessThan(tolerances.double.positions);
      });
    }
  });
});

describe("a shift of everything", () => {
  it("leaves the forces as they are, up to the rounding of the shifted positions", async () => {
    for (const dimension of [1, 2, 3]) {
      const games = gamesOf(families.gaussian, dimension, 3);
      const shift = (list: readonly (readonly number[])[]) =>
        list.map((place) => place.map((x, k) => x + 7.25 - 16.5 * k));
      const moved = games.map(
        (game): Sketch => ({
          ...game,
          points: shift(game.points),
          start: shift(game.start),
        }),
      );
      const memory = { accuracy: 1e-3 };
      const [here, there] = [await runFourier(games, 10, memory), await runFourier(moved, 10, memory)];
      games.forEach((_, k) => {
        const gap = largestDifference(here[k]!.trajectory.gradients, there[k]!.trajectory.gradients);
        expect(gap).toBeLessThan(tolerances.double.positions);
        expect(Math.max(...here[k]!.trajectory.gradients.at(-1)!.map(Math.abs))).toBeGreaterThan(1e-4);
      });
    }
  });
});

describe("the region of the Fourier form", () => {
  /** Two particles on one of two true points, weakly damped: the surplus is thrown out, along x first. */
  const thrown: Sketch = {
    points: [
      [0, 0],
      [0, 12],
    ],
    masses: [0.5, 0.5],
    start: [
      [0.1, 0],
      [-0.2, 0],
    ],
    particleMasses: [0.5, 0.5],
    kernel: { kind: "gaussian", width: 1.5 },
    weightDecay: 0.02,
    stepDiscriminator: 0.2,
    stepGenerator: 0.4,
    order: "alternating",
  };
  const memory = { padding: 2, accuracy: 1e-4 };
  const [low, high] = [-0.2 - 2 * 1.5, 0.1 + 2 * 1.5];

  for (const order of ["alternating", "simultaneous"] as const) {
    it(`${order}: the first step that began with a particle outside is kept in \`departed\``, async () => {
      const game = { ...thrown, order };
      const [one] = await runFourier([game], 300, memory);
      const { positions, steps } = one!.trajectory;
      const outside = positions.findIndex((state) => [state[0]!, state[2]!].some((x) => x < low || x > high));
      expect(outside).toBeGreaterThan(5);
      // State k is where step k + 1 begins.
      expect(one!.departed).toBe(outside + 1);
      const until = { ...one!.trajectory, steps: steps.slice(0, outside + 1) };
      expect(Math.max(...forceErrors(game, until))).toBeLessThan(one!.trajectory.form.bound);
      // Beyond, at the edge of the next period, the images are felt.
      expect(Math.max(...forceErrors(game, one!.trajectory))).toBeGreaterThan(10 * memory.accuracy);
    });
  }

  it("is left later, or not at all, with more padding", async () => {
    const departed = async (padding: number) => {
      const [one] = await runFourier([thrown], 300, { ...memory, padding });
      return one!.departed;
    };
    expect(await departed(3)).toBeGreaterThan(await departed(2));
    expect(await departed(40)).toBe(-1);
  });

  it("has been left by a position that is not a number", async () => {
    const simulation = simulationOf(thrown, { ...memory, form: "fourier" });
    const { program, departed } = assemble(fourier, [{ simulation, member: memberOf(simulation, 10) }]);
    const execution = await cpu.load(program);
    await execution.advance(2);
    expect(execution.read(departed!)[0]).toBe(-1);
    const position = execution.read("position");
    position[3] = Number.NaN;
    execution.write("position", position);
    await execution.advance(2);
    expect(execution.read(departed!)[0]).toBe(3);
  });
});
