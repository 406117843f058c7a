import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trajectory } from "../../src/dynamics/index.ts";
import type { Spec } from "../../src/options/index.ts";
import {
  largestDifference,
  type Memory,
  narrowestWidth,
  randomKernels,
  run,
  type Sketch,
  someSketches,
} from "../games.ts";
import { tolerances } from "../tolerances.ts";
import { forceErrors } from "./forceAlongPath.ts";

/** Of numbers of order one, in widths: the same sums with exponentials that round differently. */
const samePositions = 1e-12;

function matern(smoothness: number): fc.Arbitrary<Spec> {
  return fc.integer({ min: 50, max: 200 }).map((w) => ({ kind: "matern", width: w / 100, smoothness }));
}

const sumOfAll = fc.constant<Spec>({
  kind: "multiScale",
  kernels: [
    { kind: "gaussian", width: 0.7 },
    { kind: "rationalQuadratic", width: 1.3, mixture: 0.8 },
    { kind: "matern", width: 2, smoothness: 1.5 },
    { kind: "matern", width: 1, smoothness: 2.5 },
    { kind: "matern", width: 0.9, smoothness: 3.5 },
  ],
  weights: [1, 0.5, 0.3, 0.7, 0.2],
});

const kernels = {
  ...randomKernels,
  maternOneHalf: matern(0.5),
  maternThreeHalves: matern(1.5),
  maternFiveHalves: matern(2.5),
  maternSevenHalves: matern(3.5),
  sumOfAll,
} as const;

/** Dimension, true points, particles. */
const shapes = [
  [1, 1, 1],
  [1, 3, 4],
  [2, 2, 3],
  [3, 1, 2],
  [5, 2, 3],
] as const;

function gamesOf(kernel: fc.Arbitrary<Spec>, count = 6): Sketch[] {
  return shapes.flatMap(([d, N, n], k) =>
    someSketches(count, 300 + k, { kernel, dimensions: [d], points: [N, N], particles: [n, n] }),
  );
}

async function both(games: readonly Sketch[], steps: number, memory: Memory) {
  const text = await run(games, { steps, backend: "cpu" }, { form: "history", ...memory });
  const module = await run(games, { steps, backend: "webasm" }, { form: "history", ...memory });
  return { text, module };
}

function farthest(games: readonly Sketch[], one: readonly Trajectory[], other: readonly Trajectory[]) {
  return Math.max(
    ...games.map(
      (game, k) => largestDifference(one[k]!.positions, other[k]!.positions) / narrowestWidth(game.kernel),
    ),
  );
}

const memories: readonly [string, Memory, number][] = [
  ["all of the past", { truncation: 0 }, 40],
  ["a truncated past, whose slots are used many times", { truncation: 0.05 }, 150],
];

describe("the hand-written step of the history form", () => {
  for (const [name, kernel] of Object.entries(kernels)) {
    const kinked = name === "laplacian" || name === "maternOneHalf";
    // A kink turns roundings into kicks: there the force along its own path is compared, further down.
    if (kinked) continue;
    for (const [what, memory, steps] of memories) {
      it(`${name}, ${what}: the positions of the text`, async () => {
        const games = gamesOf(kernel).map((game) =>
          memory.truncation === 0 ? game : { ...game, weightDecay: Math.max(game.weightDecay, 0.8) },
        );
        const { text, module } = await both(games, steps, memory);
        expect(farthest(games, module, text)).toBeLessThan(samePositions);
        const verdicts = (list: readonly Trajectory[]) =>
          list.map(({ outcome: { kind, step } }) => [kind, step]);
        expect(verdicts(module)).toEqual(verdicts(text));
        const lengths = module.map(({ form }) => form.length);
        expect(Math.min(...lengths) < steps).toBe(memory.truncation !== 0);
        // It was not the text that ran: its exponentials round otherwise.
        expect(farthest(games, module, text)).toBeGreaterThan(0);
      });
    }
  }

  for (const [name, kernel] of Object.entries(kernels)) {
    it(`${name}: every force is the full sum along its own path`, async () => {
      const games = gamesOf(kernel, 3);
      const runs = await run(games, { steps: 30, backend: "webasm" }, { form: "history", truncation: 0 });
      const errors = games.map((game, k) => Math.max(...forceErrors(game, runs[k]!)));
      expect(Math.max(...errors)).toBeLessThan(tolerances.double.force);
    });
  }

  it("gives one simulation alone the bits that it has in company", async () => {
    const games = gamesOf(kernels.gaussian, 3);
    const together = await run(games, { steps: 30, backend: "webasm" }, { form: "history" });
    for (const [k, game] of games.entries()) {
      const [alone] = await run([game], { steps: 30, backend: "webasm" }, { form: "history" });
      expect(alone!.positions).toEqual(together[k]!.positions);
      expect(alone!.gradients).toEqual(together[k]!.gradients);
    }
  });

  it("far particles feel exactly nothing, near ones are not disturbed by them", async () => {
    const game: Sketch = {
      points: [[0]],
      masses: [1],
      start: [[0.1], [300]],
      particleMasses: [0.5, 0.5],
      kernel: { kind: "gaussian", width: 1 },
      weightDecay: 0.1,
      stepDiscriminator: 0.1,
      stepGenerator: 0.1,
      order: "alternating",
    };
    const { text, module } = await both([game], 20, { truncation: 0 });
    expect(module[0]!.positions.map((state) => state[1])).toEqual(text[0]!.positions.map(() => 300));
    expect(farthest([game], module, text)).toBeLessThan(samePositions);
  });
});
