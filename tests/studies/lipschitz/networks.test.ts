import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { inline } from "../../../src/studies/index.ts";
import { withinClouds } from "../../../src/studies/lipschitz/networks/claims.ts";
import { cloudNames, drawClouds } from "../../../src/studies/lipschitz/networks/clouds.ts";
import { lipschitzNetworks } from "../../../src/studies/lipschitz/networks/networks.ts";
import { correlation, steepestPair } from "../../../src/studies/lipschitz/networks/train.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { about } from "../../figures/studyTables.ts";

describe("clouds", () => {
  it.each(cloudNames)("%s: as many of each, the same for a seed, another for another", (name) => {
    const one = drawClouds(name, 20, 3);
    expect([one.real.length, one.fake.length]).toEqual([20, 20]);
    expect(drawClouds(name, 20, 3)).toEqual(one);
    expect(drawClouds(name, 20, 4)).not.toEqual(one);
  });

  it("lie where they should", () => {
    const { real, fake } = drawClouds("disjoint", 40, 1);
    expect(real.every(([x, y]) => x >= 0.5 && x <= 1.5 && Math.abs(y) <= 0.5)).toBe(true);
    const onEdge = fake.filter(([x, y]) => Math.max(Math.abs(x + 1), Math.abs(y)) > 0.5 - 1e-12);
    expect(onEdge).toHaveLength(8);
    const mixed = drawClouds("overlapping", 40, 1);
    expect(mixed.real.filter(([x]) => x < 0)).toHaveLength(8);
    expect(mixed.fake.filter(([x]) => x < 0)).toHaveLength(32);
  });
});

describe("measures", () => {
  it("correlation is ±1 of straight lines, whatever their scale, and 0 of even ones", () => {
    expect(correlation([1, 2, 4], [12, 14, 18])).toBeCloseTo(1, 14);
    expect(correlation([1, 2, 4], [-1, -2, -4])).toBeCloseTo(-1, 14);
    expect(correlation([-1, 0, 1], [1, 0, 1])).toBeCloseTo(0, 14);
  });

  it("the steepest pair is that of the largest quotient, of distinct places", () => {
    const places = [
      [0, 0],
      [0, 0],
      [3, 4],
      [0, 1],
    ];
    expect(steepestPair([0, 7, 5, 0.5], places)).toBe(6.5);
    expect(steepestPair([0, 0, 5, 0.5], places)).toBeCloseTo(Math.max(1, 4.5 / Math.hypot(3, 3)), 14);
  });
});

describe("intervals", () => {
  const runs = [1, 1, 1, 5, 5, 5].map((value, k) => ({ cloud: k < 3 ? "a" : "b", value }));
  const value = (run: object) => (run as { value: number }).value;

  it("have no width when draws of a cloud agree, however much clouds differ", () => {
    expect(withinClouds(runs, value, randomStream(1))).toEqual({ mean: 3, low: 3, high: 3 });
  });

  it("have one when draws differ", () => {
    const spread = [...runs, { cloud: "a", value: 3 }];
    const { low, high } = withinClouds(spread, value, randomStream(1));
    expect(high - low).toBeGreaterThan(0.1);
  });
});

describe("the study of networks", () => {
  it("runs small, and its figures can be drawn", async () => {
    const options = { points: 8, seeds: 2, steps: 3, width: 3, widths: [2, 4] };
    const { result } = await runStudy(
      resolveStudy({ study: "lipschitzNetworks", options }, [lipschitzNetworks]),
      lipschitzNetworks,
      {
        executor: inline(),
        store: memoryStudyStore(),
        package: { name: "ganphase", version: "0.0.0" },
        read: () => {
          throw new Error("no file is read");
        },
      },
    );
    // 9 cases and 2 more widths, 3 clouds, 2 draws (half of 2, but 2 at least), 16 samples.
    expect(result.tables.samples!.length).toBe(11 * 3 * 2 * 16);
    expect(result.tables.widths!.length).toBe(3 * 3);
    expect(result.comparisons).toHaveLength(7 + 1 + 4 + 3 + 2);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 90_000);
});
