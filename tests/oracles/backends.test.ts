import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import {
  inSinglePrecision,
  largestDifference,
  narrowestWidth,
  randomKernels,
  run,
  type Sketch,
  someSketches,
} from "../games.ts";
import { tolerances } from "../tolerances.ts";
import { forceErrors } from "./forceAlongPath.ts";

type KernelName = keyof typeof randomKernels;

/** Dimension, true points, particles. */
const shapes = [
  [1, 1, 1],
  [1, 3, 2],
  [2, 2, 3],
  [3, 1, 2],
] as const;

function gamesOf(kernel: KernelName): Sketch[] {
  return shapes
    .flatMap(([d, N, n], k) =>
      someSketches(4, 200 + k, {
        kernel: randomKernels[kernel],
        dimensions: [d],
        points: [N, N],
        particles: [n, n],
      }),
    )
    .map(inSinglePrecision);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const steps = 30;
/** Accuracy that single precision can show; at 1e-12 it would only cost features. */
const accuracy = 1e-6;

describe("webasm against the double-precision reference", () => {
  const cases = (Object.keys(randomKernels) as KernelName[]).flatMap((kernel) =>
    kernel.startsWith("gaussian")
      ? ([
          [kernel, "history"],
          [kernel, "taylor"],
        ] as const)
      : ([[kernel, "history"]] as const),
  );
  for (const [kernel, form] of cases) {
    it(`${kernel}, ${form}: every force along its own path is right to single precision`, async () => {
      // Three dimensions at this accuracy have thousands of features: one shape of them is enough elsewhere.
      const games = gamesOf(kernel).filter((game) => form === "history" || game.points[0]!.length < 3);
      const memory = { form, accuracy, truncation: 0 };
      const single = await run(games, { steps, backend: "webasm" }, memory);
      const forces = games.map((game, k) => Math.max(...forceErrors(game, single[k]!, 3)));
      expect(Math.max(...forces)).toBeLessThan(tolerances.single.force);
      // Single precision it was: in double precision nothing would be left.
      expect(median(forces)).toBeGreaterThan(1e3 * tolerances.double.force);
      if (kernel === "laplacian") return;
      // The kink of the Laplacian turns roundings into kicks: its paths part, its forces do not.
      const double = await run(games, { steps, backend: "cpu" }, memory);
      const gaps = games.map(
        (game, k) =>
          largestDifference(single[k]!.positions, double[k]!.positions) / narrowestWidth(game.kernel),
      );
      expect(Math.max(...gaps)).toBeLessThan(tolerances.single.positions);
      expect(median(gaps)).toBeLessThan(tolerances.single.positions / 30);
      expect(single.map((trajectory) => trajectory.form)).toEqual(
        double.map((trajectory) => trajectory.form),
      );
    });
  }

  it("what was asked for is what is opened", async () => {
    expect(await openBackend("cpu")).toMatchObject({ kind: "cpu", precision: "double" });
    expect(await openBackend("webasm")).toMatchObject({ kind: "webasm", precision: "single" });
  });
});
