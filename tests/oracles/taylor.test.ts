import { describe, expect, it } from "vitest";
import { taylorLayout, truncationBound } from "../../src/discriminators/taylor/bound.ts";
import { randomStream } from "../../src/numerics/random.ts";
import {
  largestDifference,
  narrowestWidth,
  randomKernels,
  run,
  type Sketch,
  someSketches,
} from "../games.ts";
import { tolerances } from "../tolerances.ts";
import { forceErrors } from "./forceAlongPath.ts";
import { largestPairError } from "./taylorPairs.ts";

/** Dimension, true points, particles, distance of the points in widths, accuracies. */
const shapes: readonly [number, number, number, [number, number], readonly number[]][] = [
  [1, 1, 1, [1, 1], [1e-4, 1e-8, 1e-12]],
  [1, 4, 4, [0.5, 2], [1e-4, 1e-6, 1e-12]],
  [1, 2, 3, [7, 9], [1e-4, 1e-10]],
  [2, 3, 2, [0.7, 3], [1e-4, 1e-9]],
  [2, 2, 4, [8, 10], [1e-6]],
  [3, 2, 2, [1, 3], [1e-4]],
];

function gamesOf(
  shape: (typeof shapes)[number],
  kernel: "gaussian" | "gaussianSum",
  count = 6,
): readonly Sketch[] {
  const [d, N, n, spacing] = shape;
  return someSketches(count, 31, {
    kernel: randomKernels[kernel],
    dimensions: [d],
    points: [N, N],
    particles: [n, n],
    spacing,
    // In 1-D particles start at up to 1.6 widths, where the truncation can be seen.
    spread: d === 1 ? 1.6 : 0.8,
    // Slow enough in three dimensions that none wanders off to a point about which f is not expanded.
    steps: d === 3 ? [0.02, 0.08] : [0.02, 0.2],
  });
}

describe("along its own path, the Taylor form gives the force of the whole history", () => {
  for (const kernel of ["gaussian", "gaussianSum"] as const) {
    for (const shape of shapes) {
      const [d, N, n, , accuracies] = shape;
      if (kernel === "gaussianSum" && d === 3) continue;
      it(`${kernel}, ${d}-d, ${N} points, ${n} particles: within the stated bound`, async () => {
        const games = gamesOf(shape, kernel);
        for (const accuracy of accuracies) {
          const trajectories = await run(games, { steps: 40 }, { form: "taylor", accuracy });
          games.forEach((game, k) => {
            const trajectory = trajectories[k]!;
            expect(trajectory.form.form).toBe("taylor");
            expect(trajectory.form.bound).toBeLessThanOrEqual(accuracy);
            const worst = Math.max(...forceErrors(game, trajectory));
            expect(worst).toBeLessThan(trajectory.form.bound + tolerances.double.force);
          });
        }
      });
    }
  }

  it("the truncation can be seen at low accuracy and sinks below rounding at high accuracy", async () => {
    const games = gamesOf(shapes[1]!, "gaussian");
    const worst = async (accuracy: number) => {
      const trajectories = await run(games, { steps: 40 }, { form: "taylor", accuracy });
      return Math.max(...trajectories.flatMap((trajectory, k) => forceErrors(games[k]!, trajectory)));
    };
    expect(await worst(1e-1)).toBeGreaterThan(100 * tolerances.double.force);
    expect(await worst(1e-12)).toBeLessThan(tolerances.double.force);
  });
});

describe("the runs of both forms", () => {
  it("end at the same positions where the game is not chaotic", async () => {
    for (const shape of shapes.slice(0, 4)) {
      const games = gamesOf(shape, "gaussian").map((game) => ({
        ...game,
        stepGenerator: game.stepGenerator / 4,
        weightDecay: Math.max(game.weightDecay, 0.2),
      }));
      const steps = shape[0] === 1 ? 100 : 40;
      const exact = await run(games, { steps }, { form: "history", truncation: 0 });
      const fixed = await run(games, { steps }, { form: "taylor", accuracy: 1e-12 });
      games.forEach((game, k) => {
        const gap = largestDifference(fixed[k]!.positions, exact[k]!.positions) / narrowestWidth(game.kernel);
        expect(gap).toBeLessThan(tolerances.double.positions);
      });
    }
  });
});

describe("the bound on ∇K", () => {
  const layouts = [
    [2, 1e-4],
    [2, 1e-9],
    [3, 1e-6],
    [3, 1e-12],
    [4, 1e-4],
    [5, 1e-9],
  ] as const;

  it("is above every pair of points, and not thirty times too large", () => {
    const stream = randomStream(3);
    for (const [region, accuracy] of layouts) {
      const { reach, order, bound } = taylorLayout(region, accuracy);
      expect(bound).toBeLessThanOrEqual(accuracy);
      for (const degree of [order, Math.ceil(order * 0.7), Math.ceil(order * 0.4)]) {
        const upper = truncationBound(region, reach, degree);
        const found = largestPairError(region, reach, degree, stream);
        expect(found).toBeLessThanOrEqual(upper);
        expect(upper).toBeLessThan(30 * found);
      }
    }
  });

  it("also covers what a source beyond the reach would have added", () => {
    for (const [region, accuracy] of layouts) {
      const { reach, bound } = taylorLayout(region, accuracy);
      for (let gap = reach - region; gap < 12; gap += 0.01) {
        expect(gap * Math.exp(-0.5 * gap * gap)).toBeLessThanOrEqual(bound);
      }
    }
  });

  it("takes the least order that meets the accuracy, which grows with accuracy and region", () => {
    for (const region of [2, 3, 4, 5]) {
      let before = 0;
      for (const accuracy of [1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12]) {
        const { order, reach } = taylorLayout(region, accuracy);
        expect(truncationBound(region, reach, order)).toBeLessThanOrEqual(accuracy);
        expect(truncationBound(region, reach, order - 1)).toBeGreaterThan(accuracy);
        expect(order).toBeGreaterThan(before);
        expect(order).toBeGreaterThan(region === 2 ? 0 : taylorLayout(region - 1, accuracy).order);
        before = order;
      }
    }
  });
});
