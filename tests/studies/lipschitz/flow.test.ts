import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { rowsIn } from "../../../src/studies/columns.ts";
import { inline } from "../../../src/studies/index.ts";
import {
  besideOptimum,
  bindingAlignment,
  coneShare,
  straightDistance,
} from "../../../src/studies/lipschitz/flow/courses.ts";
import { lipschitzFlow } from "../../../src/studies/lipschitz/flow/flow.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { points } from "../../../src/targets/index.ts";
import { lipschitz } from "../../../src/theory/index.ts";
import { about } from "../../figures/studyTables.ts";

const drawn = points([
  [0, 0],
  [2, 0],
]).draw(randomStream(0));
const masses = Float64Array.of(0.5, 0.5);
const positions = Float64Array.of(0, 1, 2, 0.5);

describe("straight transport", () => {
  it("shortens every way by a stride a step until it is gone", () => {
    const distances = straightDistance({ positions, masses }, drawn, [0, 10, 25, 50, 60]);
    // Ways of 1 and ½, each of half of the mass; a stride is 0.02.
    [0.75, 0.55, 0.25, 0, 0].forEach((wanted, k) => {
      expect(distances[k]).toBeCloseTo(wanted, 14);
    });
  });
});

describe("beside the exact optimum", () => {
  const gradient = Float64Array.of(0, -1, 0, -1);

  it("the optimal heights cost nothing more, and others do", async () => {
    // Pairs apart: e^−u and e^(u − d) balance at u = d/2.
    const best = { drawn, positions, masses, gradient, heights: Float64Array.of(0.5, 0.25) };
    const found = await besideOptimum("exponential", 1, best);
    expect((found.cost as number) - (found.exact as number)).toBeCloseTo(0, 8);
    expect([found.steepest, found.bound]).toEqual([1, 1]);
    const off = await besideOptimum("exponential", 1, { ...best, heights: Float64Array.of(0.5, 0) });
    expect((off.cost as number) - (off.exact as number)).toBeGreaterThan(0.01);
  });

  const sites = {
    points: Float64Array.of(0, 0, 2, 0, 0, 1, 2, 0.5),
    ofTrue: Int32Array.of(0, 1),
    ofGenerated: Int32Array.of(2, 3),
  };

  it("takes the true point that binds, not another one; of several the one that ∇f points to most", () => {
    const game = { drawn, positions, masses, gradient };
    const far = { generated: 2, true: 1, mass: 0.5 };
    const near = { generated: 2, true: 0, mass: 0.5 };
    const found = (pairs: object[], which?: "single") =>
      bindingAlignment(game, { pairs, sites } as never, which);
    expect(found([far]).cosine).toBeCloseTo(1 / Math.sqrt(5), 14);
    expect(found([far, near])).toEqual({ cosine: 1, mass: 0.5 });
    // The first particle has two: only the other one counts.
    const own = { generated: 3, true: 1, mass: 0.5 };
    expect(found([far, near, own], "single")).toEqual({ cosine: 1, mass: 0.5 });
    expect(found([far, near], "single")).toEqual({ cosine: Number.NaN, mass: 0 });
  });

  it("the highest cone is that of a binding point or not, as the heights are", () => {
    const game = { drawn, positions, masses };
    const pairs = [
      { generated: 2, true: 1, mass: 0.5 },
      { generated: 3, true: 1, mass: 0.5 },
    ];
    const share = (heights: number[]) => coneShare(game, 1, heights, { pairs, sites } as never);
    // The first particle is 1 from the first true point and √5 from the second.
    expect([share([0, 0]), share([0, 2]), share([9, 0])]).toEqual([0.5, 1, 0]);
  });
});

describe("a particle between two true points", () => {
  it.each([0.5, Math.log(3), 2])(
    "is pulled to an empty point far away as the docs say, kd = %f",
    async (kd) => {
      // Two particles at the first true point; the outer one is bound by both.
      const samples = {
        dimension: 1,
        truePoints: [0, 1],
        trueMasses: [0.5, 0.5],
        generatedPoints: [-1e-6, 1e-6],
        generatedMasses: [0.5, 0.5],
      };
      const objective = lipschitz.objectiveOf("exponential");
      const { pairs } = await lipschitz.lipschitzOptimum(samples, objective, { constant: kd });
      const outer = pairs.filter(({ generated }) => generated === 3);
      const [near, far] = [0, 1].map((point) => outer.find((pair) => pair.true === point)!.mass) as [
        number,
        number,
      ];
      const fall = Math.exp(-kd);
      expect(far / (near + far)).toBeCloseTo((2 * fall) / (1 + fall), 3);
    },
  );
});

describe("the study of flows", () => {
  it("runs small, f never beats the exact optimum, and its figures can be drawn", async () => {
    const options = { particles: 8, seeds: 2, steps: 24, early: 4, constants: [0.25, 2], rounds: 8 };
    const { result } = await runStudy(
      resolveStudy({ study: "lipschitzFlow", options }, [lipschitzFlow]),
      lipschitzFlow,
      {
        executor: inline(),
        store: memoryStudyStore(),
        package: { name: "ganphase", version: "0.0.0" },
        read: () => {
          throw new Error("no file is read");
        },
      },
    );
    expect(result.tables.ends!.length).toBe(6 * 4);
    const states = rowsIn(result.tables.courses!).filter(({ step }) => (step as number) > 0);
    expect(states).toHaveLength(6 * 2 * 12);
    const excesses = states.map(({ cost, below }) => (cost as number) - (below as number));
    // No f does better than the exact one; f = 0 would cost at most k W₁ ≤ 2 more.
    for (const one of excesses) expect(one).toBeGreaterThan(-1e-6);
    expect(Math.max(...excesses)).toBeLessThan(2);
    expect(result.comparisons).toHaveLength(2 + 2 + 4 + 8 + 4);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 60_000);

  it("refuses what is out of order", () => {
    const spec = (options: object) => () =>
      resolveStudy({ study: "lipschitzFlow", options }, [lipschitzFlow]);
    expect(spec({ constants: [1, 0.5] })).toThrow(/constants\[1\].*above/);
    expect(spec({ early: 300 })).toThrow(/early.*below steps/);
  });
});
