import { describe, expect, it } from "vitest";
import { openBackend } from "../../src/engine/index.ts";
import {
  alternating,
  drawGame,
  gaussian,
  ipm,
  kernelDiscriminator,
  particles,
  points,
  rationalQuadratic,
  simulateEnsemble,
  weightDecay,
} from "../../src/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { naiveGaussian, naiveRationalQuadratic, naiveRun } from "../truth/naive.ts";

const d = 12;
const stream = randomStream(7, 1);
const cloud = (count: number, size: number) =>
  Array.from({ length: count }, () => Array.from({ length: d }, () => size * stream.normal()));

// Orthonormal coordinates round at 1e-16 of the size of the cloud; 80 steps of smooth forces keep that.
const tolerance = 1e-12;

describe("a run in many dimensions", () => {
  for (const [name, kernel, naive] of [
    ["gaussian", gaussian({ width: 1.5 }), naiveGaussian(1.5)],
    ["rationalQuadratic", rationalQuadratic({ width: 2, mixture: 0.5 }), naiveRationalQuadratic(2, 0.5)],
  ] as const) {
    it(`takes place in the subspace of its points and equals the full equations (${name})`, async () => {
      const targets = cloud(2, 0.5);
      const start = cloud(3, 0.4);
      const game = drawGame(
        {
          target: points(targets, [0.6, 0.4]),
          generator: particles({ start, masses: [0.5, 0.3, 0.2] }),
          discriminator: kernelDiscriminator(kernel, { form: "history", truncation: 0 }),
          loss: ipm(),
          penalties: [weightDecay(0.2)],
        },
        1,
      );
      const stepper = alternating({ stepDiscriminator: 0.2, stepGenerator: 0.2 });
      const [run] = await simulateEnsemble([{ game, stepper }], {
        steps: 80,
        every: 20,
        backend: await openBackend("cpu"),
      });
      const truth = naiveRun({
        points: targets,
        masses: [0.6, 0.4],
        start,
        particleMasses: [0.5, 0.3, 0.2],
        kernel: naive,
        weightDecay: 0.2,
        stepDiscriminator: 0.2,
        stepGenerator: 0.2,
        steps: 80,
        order: "alternating",
      });
      expect(run!.positions[0]).toHaveLength(3 * d);
      run!.steps.forEach((step, k) => {
        const expected = truth.positions[step]!.flat();
        run!.positions[k]!.forEach((value, row) => {
          expect(Math.abs(value - expected[row]!)).toBeLessThan(tolerance);
        });
      });
    });
  }

  it("rests where all its particles sit on the one true point", async () => {
    const game = drawGame(
      {
        target: points([new Array<number>(d).fill(1)]),
        generator: particles({ start: [new Array<number>(d).fill(1)] }),
        discriminator: kernelDiscriminator(gaussian({ width: 1 })),
        loss: ipm(),
        penalties: [],
      },
      1,
    );
    const stepper = alternating({ stepDiscriminator: 0.2, stepGenerator: 0.2 });
    const backend = await openBackend("cpu");
    const [run] = await simulateEnsemble([{ game, stepper }], { steps: 20, every: 0, backend });
    expect([...run!.positions.at(-1)!]).toEqual(new Array<number>(d).fill(1));
    expect(run!.outcome.kind).toBe("covered");
  });
});
