import { describe, expect, it } from "vitest";
import { simulateEnsemble, type Trajectory } from "../../src/dynamics/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { type Memory, randomKernels, run, type Sketch, simulationOf, someSketches } from "../games.ts";
import { bits } from "./holds.ts";

const steps = 45;

/** Four games of one shape, which share a program, and two of others; λ differs, so memories do. */
const shapes: readonly Sketch[] = [
  ...someSketches(4, 41, {
    kernel: randomKernels.gaussian,
    dimensions: [1],
    points: [2, 2],
    particles: [2, 2],
  }),
  ...someSketches(2, 43, { dimensions: [2], points: [1, 1], particles: [1, 1] }),
];
/** One that is thrown out of the region of the Taylor form and one that diverges. */
const restless: readonly Sketch[] = [0.2, 5].map((stepGenerator) => ({
  ...shapes[0]!,
  points: [[0], [30]],
  masses: [0.3, 0.7],
  start: [[0.1], [-0.2]],
  kernel: { kind: "gaussian", width: 1 },
  weightDecay: 0.02,
  stepDiscriminator: 0.4,
  stepGenerator: 4 * stepGenerator,
}));
const games = [...shapes.slice(0, 3), ...restless, ...shapes.slice(3)];

const memories: readonly Memory[] = [{ form: "history" }, { form: "auto", accuracy: 1e-6 }];

for (const backend of ["cpu", "webasm"] as const) {
  describe(`on ${backend}, a simulation gives the same bits`, () => {
    const alone = new Map<Memory, readonly Trajectory[]>();
    const reference = async (memory: Memory): Promise<readonly Trajectory[]> => {
      const known = alone.get(memory);
      if (known !== undefined) return known;
      const runs: Trajectory[] = [];
      for (const game of games) runs.push(...(await run([game], { steps, backend, every: 13 }, memory)));
      alone.set(memory, runs);
      return runs;
    };

    it("alone and in an ensemble, in any order", async () => {
      for (const memory of memories) {
        const single = await reference(memory);
        expect(new Set(single.map(({ outcome }) => outcome.kind)).size).toBeGreaterThan(1);
        const together = await run(games, { steps, backend, every: 13 }, memory);
        expect(together.map(bits)).toEqual(single.map(bits));
        const reversed = await run([...games].reverse(), { steps, backend, every: 13 }, memory);
        expect(reversed.reverse().map(bits)).toEqual(single.map(bits));
      }
    });

    it("in slices of any number of lanes", async () => {
      const opened = await openBackend(backend);
      for (const memory of memories) {
        const single = await reference(memory);
        const simulations = games.map((game) => simulationOf(game, memory));
        for (const lanes of [3]) {
          const sliced = await simulateEnsemble(simulations, {
            steps,
            every: 13,
            backend: { ...opened, lanes },
          });
          expect(sliced.map(bits)).toEqual(single.map(bits));
        }
      }
    });

    it("whatever is saved, and so in whatever chunks of steps", async () => {
      for (const memory of memories) {
        const single = await reference(memory);
        for (const every of [0, 1, 39]) {
          const other = await run(games, { steps, backend, every }, memory);
          other.forEach((trajectory, k) => {
            const wanted = single[k]!;
            expect(trajectory.outcome).toEqual(wanted.outcome);
            expect(trajectory.steps.at(-1)).toBe(wanted.steps.at(-1));
            trajectory.steps.forEach((step, m) => {
              const at = wanted.steps.indexOf(step);
              if (at >= 0) expect(trajectory.positions[m]).toEqual(wanted.positions[at]);
            });
          });
        }
      }
    });

    it("in company that leaves before the end", async () => {
      // Five games are settled from the start; the other three go on in a smaller and smaller batch.
      // Equal λ and order, so that all of them share a program in either form.
      const moving = shapes.slice(0, 3).map(
        (game): Sketch => ({
          ...game,
          points: [[0], [30]],
          start: [[0.3], [29.5]],
          weightDecay: 0.1,
          stepDiscriminator: 0.1,
          order: "alternating",
        }),
      );
      const resting = { ...moving[0]!, start: [[0], [30]], kernel: { kind: "gaussian", width: 1 } };
      const mixed = [resting, moving[0]!, resting, resting, moving[1]!, resting, moving[2]!, resting];
      const options = { steps: 200, backend, every: 20, rules: { stop: "settled" } } as const;
      for (const memory of memories) {
        const together = await run(mixed, options, memory);
        expect(together.filter(({ steps: saved }) => saved.at(-1)! < 100).length).toBeGreaterThanOrEqual(5);
        for (const k of [1, 4, 6]) {
          const [single] = await run([mixed[k]!], options, memory);
          expect(bits(together[k]!)).toEqual(bits(single!));
          expect(single!.steps.at(-1)).toBeGreaterThan(100);
        }
      }
    });

    it("run again", async () => {
      const again = await run(games, { steps, backend, every: 13 }, memories[1]);
      expect(again.map(bits)).toEqual((await reference(memories[1]!)).map(bits));
    });
  });
}
