import { describe, expect, it } from "vitest";
import { type Memory, randomKernels, run, type Sketch, sketches } from "../games.ts";
import { gap, holdsFor, rounding } from "./holds.ts";

const steps = 40;
const both: readonly Memory[] = [{ form: "history" }, { form: "auto", accuracy: 1e-10 }];
const limits = {
  kernel: randomKernels.gaussian,
  dimensions: [2],
  points: [2, 2],
  particles: [2, 2],
} as const;

describe("splitting", () => {
  it("a true point in two halves at one place is the same true point", async () => {
    await holdsFor(sketches(limits), async (game) => {
      const [p, ...others] = game.masses;
      const halves = {
        ...game,
        points: [game.points[0]!, ...game.points],
        masses: [p! / 2, p! / 2, ...others],
      };
      for (const memory of both) {
        const [whole] = await run([game], { steps }, memory);
        const [split] = await run([halves], { steps }, memory);
        expect(gap(game, split!.positions, whole!.positions)).toBeLessThan(rounding);
      }
    });
  });

  // f gets the same weight from two halves as from the whole, but a half is pushed half as far: η_g q ∇f.
  it("all particles in two halves, with η_g doubled, move as the whole ones", async () => {
    await holdsFor(sketches(limits), async (game) => {
      const halves = {
        ...game,
        start: game.start.flatMap((y) => [y, y]),
        particleMasses: game.particleMasses.flatMap((q) => [q / 2, q / 2]),
        stepGenerator: 2 * game.stepGenerator,
      };
      for (const memory of both) {
        const [whole] = await run([game], { steps }, memory);
        const [split] = await run([halves], { steps }, memory);
        const pairs = split!.positions.map((state) => [
          state.slice(0, 2),
          state.slice(2, 4),
          state.slice(4, 6),
        ]);
        // Two halves never part, not even by a rounding.
        expect(pairs.every(([one, other]) => one!.every((x, k) => x === other![k]))).toBe(true);
        const joined = split!.positions.map((state) => [...state.slice(0, 2), ...state.slice(4, 6)]);
        expect(gap(game, whole!.positions, joined)).toBeLessThan(rounding);
      }
    });
  });
});

describe("isolation", () => {
  // Within a neighbourhood p and q enter as products: twice the masses with a quarter of η_g is the same game.
  it("two halves of a game beyond each other's reach are two games of double mass and a quarter of η_g", async () => {
    await holdsFor(sketches({ ...limits, points: [1, 1] }), async (game) => {
      // f beyond 60 widths is below 1e-700 and even absolute positions lose only two digits.
      const far = 60 * (game.kernel.width as number);
      const both = {
        ...game,
        points: [...game.points, game.points[0]!.map((x) => x + far)],
        masses: [0.5, 0.5],
        start: [...game.start, ...game.start.map((y) => y.map((x) => x + far))],
        particleMasses: [...game.particleMasses, ...game.particleMasses].map((q) => q / 2),
        stepGenerator: 4 * game.stepGenerator,
      };
      const [alone] = await run([game], { steps });
      const [pair] = await run([both], { steps });
      const near = pair!.positions.map((state) => state.slice(0, 4));
      const distant = pair!.positions.map((state) => state.slice(4).map((x) => x - far));
      expect(gap(game, near, alone!.positions)).toBeLessThan(rounding);
      expect(gap(game, distant, alone!.positions)).toBeLessThan(rounding);
    });
  });
});

describe("balance of masses", () => {
  // Σp = Σq: f carries no net weight, so the linear part of its force is the same everywhere.
  it("under a kernel far wider than the game, every particle feels the same force", async () => {
    await holdsFor(sketches(limits), async (game) => {
      const width = 2000;
      const wide: Sketch = {
        ...game,
        kernel: { kind: "gaussian", width },
        stepGenerator: game.stepGenerator * width * width * 1e-3,
      };
      const [trajectory] = await run([wide], { steps: 20 });
      trajectory!.gradients.forEach((state, k) => {
        const extent = Math.max(
          ...trajectory!.positions.slice(0, k + 1).flatMap((one) => [...one.map(Math.abs)]),
        );
        const lever = extent / width;
        const largest = Math.max(...state.map(Math.abs));
        // What differs is the cubic part of ∇K: r³/2σ⁴ a source, r ≤ 2√2 extents, for each of two particles;
        // the weights of f sum to at most 2 · 20 η_d.
        const allowed = (40 * game.stepDiscriminator * 24 * lever ** 3) / width;
        expect(Math.abs(state[0]! - state[2]!)).toBeLessThan(allowed);
        expect(Math.abs(state[1]! - state[3]!)).toBeLessThan(allowed);
        if (k > 1) expect(largest).toBeGreaterThan(allowed);
      });
    });
  });
});

describe("weight decay", () => {
  it("λ = 0 is the limit λ → 0: the difference shrinks in proportion to λ", async () => {
    await holdsFor(sketches({ ...limits, dimensions: [1] }), async (game) => {
      for (const memory of both) {
        const decays = [0, 1e-5, 1e-6].map((weightDecay) => ({ ...game, weightDecay }));
        const [limit, more, less] = (await run(decays, { steps }, memory)).map(({ positions }) => positions);
        const [coarse, fine] = [gap(game, more!, limit!), gap(game, less!, limit!)];
        expect(coarse).toBeGreaterThan(0);
        expect(coarse / fine).toBeGreaterThan(9.9);
        expect(coarse / fine).toBeLessThan(10.1);
      }
    });
  });
});

describe("rest", () => {
  it("a particle alone on its only true point never moves, whatever the kernel", async () => {
    for (const kernel of Object.values(randomKernels)) {
      await holdsFor(
        sketches({ kernel, points: [1, 1], particles: [1, 1], dimensions: [2] }),
        async (game) => {
          const resting = { ...game, start: game.points };
          for (const memory of both) {
            const [trajectory] = await run([resting], { steps, every: 8 }, memory);
            for (const state of trajectory!.positions) expect(Array.from(state)).toEqual(game.points[0]);
            expect(trajectory!.outcome.kind).toBe("covered");
          }
        },
        4,
      );
    }
  });

  it("in the simultaneous order nothing moves in the first step, since f⁰ = 0", async () => {
    await holdsFor(sketches({ ...limits, kernel: randomKernels.laplacian }), async (game) => {
      const [trajectory] = await run([{ ...game, order: "simultaneous" }], { steps: 2 }, both[0]);
      expect(trajectory!.positions[1]).toEqual(trajectory!.positions[0]);
      expect(trajectory!.positions[2]).not.toEqual(trajectory!.positions[0]);
    });
  });
});
