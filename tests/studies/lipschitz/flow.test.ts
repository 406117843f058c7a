import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { rowsIn } from "../../../src/studies/columns.ts";
import { inline } from "../../../src/studies/index.ts";
import {
  besideOptimum,
  bindingAlignment,
  straightDistance,
} from "../../../src/studies/lipschitz/flow/courses.ts";
import { boundLabel, excess, type Run } from "../../../src/studies/lipschitz/flow/ends.ts";
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
    expect([found.binding, found.bound]).toEqual([1, 1]);
    const off = await besideOptimum("exponential", 1, { ...best, heights: Float64Array.of(0.5, 0) });
    expect((off.cost as number) - (off.exact as number)).toBeGreaterThan(0.01);
  });

  it("takes the true point that binds, not another one", () => {
    const sites = { points: Float64Array.of(0, 0, 2, 0, 0, 1, 2, 0.5), ofGenerated: Int32Array.of(2, 3) };
    const pairs = [{ generated: 2, true: 1, mass: 0.5 }];
    const found = bindingAlignment({ drawn, positions, masses, gradient }, { pairs, sites } as never);
    expect(found).toBeCloseTo(1 / Math.sqrt(5), 14);
  });
});

describe("a torn particle", () => {
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

describe("ends", () => {
  it("are compared start by start", () => {
    const run = (replica: number, distance: number) => ({ replica, distance }) as Run;
    const found = excess(
      [run(0, 1), run(1, 5), run(2, 2)],
      [run(2, 1), run(0, 0), run(1, 4)],
      "distance",
      randomStream(1),
    );
    expect([found.mean, found.low, found.high]).toEqual([1, 1, 1]);
    expect(boundLabel({ bound: "held", constant: 0.25 })).toBe("k = 0.25");
  });
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
    expect(result.comparisons).toHaveLength(2 + 2 + 4 + 8 + 4 + 5);
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
