import { describe, expect, it } from "vitest";
import { settlingTime } from "../../../src/studies/effectiveModel/damping/courses.ts";
import {
  between,
  endOfOscillation,
  fastest,
  geometric,
} from "../../../src/studies/effectiveModel/damping/critical.ts";
import { damping } from "../../../src/studies/effectiveModel/damping/damping.ts";
import { cycleRow, settlingRow } from "../../../src/studies/effectiveModel/damping/rows.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";

describe("where an oscillation ends", () => {
  const strengths = geometric(0.2, 1.8, 8);

  it("is the zero of the parabola through squared frequencies, exact for exact data", () => {
    const found = endOfOscillation(
      strengths,
      strengths.map((one) => 1 - (0.1 + one / 2) ** 2),
    );
    expect(found.value).toBeCloseTo(1.8, 10);
    expect(found.high - found.low).toBeLessThan(1e-9);
  });

  it("has an interval that holds the truth and widens with the noise", () => {
    const noisy = (size: number) =>
      endOfOscillation(
        strengths,
        strengths.map((one, k) => 1 - one ** 2 / 4 + size * [1, -1, 0.3, -0.6][k % 4]!),
      );
    const [small, large] = [noisy(1e-3), noisy(1e-2)];
    expect(small.low).toBeLessThan(2);
    expect(small.high).toBeGreaterThan(2);
    expect(large.high - large.low).toBeGreaterThan(5 * (small.high - small.low));
  });

  it("is nowhere for frequencies that never end, and for too few", () => {
    expect(
      endOfOscillation(
        strengths,
        strengths.map((one) => 1 + one * one),
      ).value,
    ).toBeNaN();
    expect(endOfOscillation([1, 2], [1, 0.5]).value).toBeNaN();
  });
});

describe("the fastest strength", () => {
  it("lies between those beside it, in any order, NaN left out", () => {
    const strengths = [4, 1, 3, 2, 5];
    const times = [2, 9, 1, 3, Number.NaN];
    expect(fastest(strengths, times)).toEqual({ value: 3, low: 2, high: 4 });
    expect(fastest([1, 2], [1, 2])).toEqual({ value: 1, low: 1, high: 2 });
  });

  it("is looked for between its neighbours", () => {
    expect(between({ low: 1, high: 2 }, 3)).toEqual([1.25, 1.5, 1.75]);
  });
});

describe("settling", () => {
  it("is where a series falls below a share of its first value for good", () => {
    const series = Array.from({ length: 60 }, (_, k) => Math.exp(-k) * (k % 2 === 0 ? 1 : -1));
    expect(settlingTime(series, 1e-10, 0.5)).toBeCloseTo(0.5 * Math.log(1e10), 8);
    expect(settlingTime([1, 0.001, 0.5, 0.001], 0.01, 1)).toBeGreaterThan(2);
    expect(settlingTime([1, 0.5], 0.01, 1)).toBeNaN();
  });

  it("is first a little below critical damping, where theory's number is", () => {
    const row = (value: number) => settlingRow({ value, low: value, high: value }, 2, 1e-10, "x");
    expect(row(1.982).passes).toBe(true);
    expect(row(1.9).passes).toBe(false);
  });
});

describe("the end under WGAN-GP", () => {
  it("passes only where the size is as predicted", () => {
    const end = { extent: 1.01, theory: { extent: 1 } };
    expect(cycleRow("x", [end]).passes).toBe(true);
    expect(cycleRow("x", [end, { ...end, extent: 1.03 }]).passes).toBe(false);
    expect(cycleRow("x", []).passes).toBe(false);
  });
});

describe("the study", () => {
  it("agrees with theory in every row, small", { timeout: 240_000 }, async () => {
    const options = { gains: [1], hidden: [4], seeds: 1, strengths: 7 };
    const spec = resolveStudy({ study: "criticalDamping", options }, [damping]);
    const { result } = await runStudy(spec, damping, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0" },
      read: () => {
        throw new Error("nothing to read");
      },
    });
    expect(result.comparisons.length).toBeGreaterThan(20);
    expect(result.comparisons.filter(({ passes }) => !passes)).toEqual([]);
    const { critical, theory } = result.tables;
    expect(critical!.length).toBe(13);
    expect(theory!.length).toBeGreaterThan(100);
    expect(result.figures.map(({ name }) => name)).toEqual(["linear", "discriminators", "gradient-penalty"]);
  });
});
