import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Spec } from "../../src/options/index.ts";
import { type Memory, randomKernels, run, type Sketch, sketches } from "../games.ts";
import { gap, holdsFor, mapPlaces, rounding } from "./holds.ts";

/**
 * Kernels without a kink: there, sums in another order stay roundings. The laws that hold bit for bit take
 * the Laplacian as well.
 */
const smooth = fc.oneof(randomKernels.gaussian, randomKernels.rationalQuadratic, randomKernels.gaussianSum);
const any = fc.oneof(smooth, randomKernels.laplacian, randomKernels.multiScale);

const steps = 40;
const both: readonly Memory[] = [{ form: "history" }, { form: "auto", accuracy: 1e-10 }];

/** A sketch with all its places changed, true points and particles alike. */
function moved(sketch: Sketch, change: (place: readonly number[]) => readonly number[]): Sketch {
  return { ...sketch, points: sketch.points.map(change), start: sketch.start.map(change) };
}

/** Runs two games in each form and hands their positions to a check. */
async function compare(
  one: Sketch,
  other: Sketch,
  check: (first: readonly Float64Array[], second: readonly Float64Array[], dimension: number) => void,
): Promise<void> {
  for (const memory of both) {
    const [first, second] = await run([one, other], { steps, every: 4 }, memory);
    check(first!.positions, second!.positions, one.points[0]!.length);
  }
}

const plane = { kernel: smooth, dimensions: [2], points: [2, 2], particles: [3, 3] } as const;

describe("labels", () => {
  const order = [2, 0, 1];
  const pick = <Item>(list: readonly Item[]) => order.map((k) => list[k]!);

  it("permuting the particles permutes the result", async () => {
    await holdsFor(sketches(plane), async (game) => {
      const other = { ...game, start: pick(game.start), particleMasses: pick(game.particleMasses) };
      await compare(game, other, (first, second, d) => {
        const permuted = first.map((state) =>
          pick([0, 1, 2].map((j) => Array.from(state.subarray(j * d, (j + 1) * d)))).flat(),
        );
        expect(gap(game, second, permuted)).toBeLessThan(rounding);
      });
    });
  });

  it("permuting the true points changes nothing", async () => {
    await holdsFor(sketches({ ...plane, points: [3, 3] }), async (game) => {
      const other = { ...game, points: pick(game.points), masses: pick(game.masses) };
      await compare(game, other, (first, second) => {
        expect(gap(game, second, first)).toBeLessThan(rounding);
      });
    });
  });
});

describe("motions of space", () => {
  it("translating everything translates the result", async () => {
    const shift = fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 }));
    await holdsFor(fc.tuple(sketches(plane), shift), async ([game, offset]) => {
      const translate = (place: readonly number[]) => place.map((x, k) => x + offset[k]! / 3);
      await compare(game, moved(game, translate), (first, second, d) => {
        const wanted = first.map((state) => mapPlaces(state, d, translate));
        expect(gap(game, second, wanted)).toBeLessThan(rounding);
      });
    });
  });

  it("rotating everything rotates the result, in two dimensions and about an axis in three", async () => {
    for (const dimension of [2, 3]) {
      const games = sketches({ ...plane, dimensions: [dimension] });
      const angles = fc.integer({ min: 1, max: 60 }).map((k) => k / 10);
      await holdsFor(
        fc.tuple(games, angles),
        async ([game, angle]) => {
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const rotate = ([x, y, ...rest]: readonly number[]) => [c * x! - s * y!, s * x! + c * y!, ...rest];
          await compare(game, moved(game, rotate), (first, second, d) => {
            const wanted = first.map((state) => mapPlaces(state, d, rotate));
            expect(gap(game, second, wanted)).toBeLessThan(rounding);
          });
        },
        dimension === 2 ? 6 : 3,
      );
    }
  });

  it("reflecting an axis reflects the result, bit for bit", async () => {
    await holdsFor(sketches({ ...plane, kernel: any }), async (game) => {
      const reflect = ([x, ...rest]: readonly number[]) => [-x!, ...rest];
      await compare(game, moved(game, reflect), (first, second, d) => {
        expect(
          gap(
            game,
            second,
            first.map((state) => mapPlaces(state, d, reflect)),
          ),
        ).toBe(0);
      });
    });
  });

  it("a game on a line stays on it, with the path of the one-dimensional game, bit for bit", async () => {
    await holdsFor(sketches({ ...plane, kernel: any, dimensions: [1] }), async (game) => {
      const [flat] = await run([game], { steps }, { form: "history" });
      const [embedded] = await run([moved(game, ([x]) => [0, x!, 0])], { steps }, { form: "history" });
      const wanted = flat!.positions.map((state) => mapPlaces(state, 1, ([x]) => [0, x!, 0]));
      expect(gap(game, embedded!.positions, wanted)).toBe(0);
    });
  });

  it("a mirror-symmetric game stays mirror-symmetric", async () => {
    await holdsFor(sketches({ ...plane, dimensions: [1] }), async (game) => {
      const [a, b] = game.start;
      const mirrored = {
        ...game,
        points: [game.points[0]!, game.points[0]!.map((x) => -x)],
        masses: [0.5, 0.5],
        start: [a!, a!.map((x) => -x), b!, b!.map((x) => -x)],
        particleMasses: [0.15, 0.15, 0.35, 0.35],
      };
      await compare(mirrored, mirrored, (states) => {
        const reflected = states.map(([a1, a2, b1, b2]) => [-a2!, -a1!, -b2!, -b1!]);
        expect(gap(game, states, reflected)).toBeLessThan(rounding);
      });
    });
  });
});

describe("units", () => {
  // f has no length, ∇f one over length: y → s y, σ → s σ need η_g → s² η_g; η_d and λ stay.
  function rescaled(game: Sketch, s: number): Sketch {
    return {
      ...moved(game, (place) => place.map((x) => s * x)),
      kernel: rescaledKernel(game.kernel, s),
      stepGenerator: game.stepGenerator * s * s,
    };
  }

  function rescaledKernel(kernel: Spec, s: number): Spec {
    return kernel.kind === "multiScale"
      ? { ...kernel, kernels: (kernel.kernels as Spec[]).map((one) => rescaledKernel(one, s)) }
      : { ...kernel, width: (kernel.width as number) * s };
  }

  it("lengths s times as long with η_g s² times as large give the same game", async () => {
    const games = fc.tuple(sketches(plane), fc.integer({ min: 1, max: 50 }));
    await holdsFor(games, async ([game, k]) => {
      const s = k / 7;
      await compare(game, rescaled(game, s), (first, second) => {
        const wanted = first.map((state) => state.map((x) => s * x));
        expect(gap(game, second, wanted) / s).toBeLessThan(rounding);
      });
    });
  });

  it("a power of two of a length changes no digit, whatever the kernel", async () => {
    await holdsFor(sketches({ ...plane, kernel: any }), async (game) => {
      await compare(game, rescaled(game, 8), (first, second) => {
        expect(
          gap(
            game,
            second,
            first.map((state) => state.map((x) => 8 * x)),
          ),
        ).toBe(0);
      });
    });
  });
});
