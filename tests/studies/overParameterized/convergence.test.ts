import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import type { Row } from "../../../src/studies/columns.ts";
import { inline } from "../../../src/studies/index.ts";
import { convergence } from "../../../src/studies/overParameterized/convergence/convergence.ts";
import { exponent, leastStep } from "../../../src/studies/overParameterized/convergence/fits.ts";
import { commonOf } from "../../../src/studies/overParameterized/convergence/game.ts";
import { movedKernel, reachable, startOf } from "../../../src/studies/overParameterized/convergence/start.ts";
import {
  ableIn,
  arrives,
  courseRows,
  deviation,
  FEWEST,
  rateRows,
  reachRows,
} from "../../../src/studies/overParameterized/convergence/tables.ts";
import {
  spreadClaims,
  stepRows,
  trendClaims,
  type WidthData,
} from "../../../src/studies/overParameterized/convergence/trendClaims.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { about } from "../../figures/studyTables.ts";

const small = {
  study: "overParameterized",
  options: {
    ...{ widths: [4, 8, 16], wholeWidths: [4, 8], fitFrom: 4, narrowWidths: [3, 6], courseWidths: [4] },
    ...{ dampingWidths: [4, 16], dampings: [0.5, 1, 2], scaleWidths: [4, 16] },
    ...{ seeds: 4, wholeSeeds: 4, narrowSeeds: 4, fewSeeds: 4, steps: 300, narrowSteps: 400 },
  },
};
const resolved = resolveStudy(small, [convergence]);
const common = commonOf(resolved.options as never, 1);

describe("fits over the width", () => {
  const x = [16, 64, 256];
  const stream = () => randomStream(3);
  const noise = randomStream(5);
  const samples = x.map((k) => Array.from({ length: 100 }, () => 1 - 1 / k + noise.normal() / Math.sqrt(k)));

  it("find the exponent of a spread", () => {
    const fit = exponent(x, samples, deviation, { stream: stream() });
    expect(fit.low).toBeLessThan(-0.5);
    expect(fit.high).toBeGreaterThan(-0.5);
    expect(fit.high - fit.low).toBeLessThan(0.25);
  });

  it("name the step that is least sure", () => {
    const steps = [
      [0, 0.1],
      [1, 1.1],
      [1.02, 1.14],
      [3, 3.1],
    ];
    expect(leastStep(steps, { stream: stream() }).at).toBe(1);
  });
});

describe("starts that are drawn again", () => {
  it("differ by replica, and have as many eigenvalues above 0 as units allow", () => {
    const [one, other] = [0, 1].map((replica) => startOf(common, "hidden", 3, replica));
    expect(one!.kernel).not.toEqual(other!.kernel);
    // Three units give a kernel of rank 3 in four dimensions; the output layer fills the last one.
    expect(Math.abs(one!.eigenvalues[0]!)).toBeLessThan(1e-12);
    expect(one!.eigenvalues[1]!).toBeGreaterThan(1e-6);
    expect(startOf(common, "all", 3, 0).eigenvalues[0]!).toBeGreaterThan(1e-6);
  });

  it("move their kernel less, the wider they are", () => {
    const drift = (width: number) => {
      const start = startOf(common, "hidden", width, 0);
      const moved = movedKernel(start)!;
      const change = moved.map((value, k) => value - start.kernel[k]!);
      return Math.hypot(...change) / Math.hypot(...start.kernel);
    };
    expect(drift(1024)).toBeLessThan(0.1);
    expect(drift(1024)).toBeLessThan(0.5 * drift(16));
  });

  it("cannot have a mean outside the cone of their columns", async () => {
    expect(await reachable(common, 3, 0)).toBe(false);
    expect(await reachable(common, 64, 0)).toBe(true);
  });
});

describe("tables", () => {
  it("count who arrives, and draw quartiles", () => {
    const rows = [1e-5, 0.5, 1e-9, 2].map((meanDistance) => ({ width: 8, meanDistance, reachable: 1 }));
    const [row] = reachRows("hidden", rows, 1, 4);
    expect(row).toMatchObject({ share: 0.5, able: 1, runs: 4 });
    expect(row!.wendel).toBeCloseTo(1 - 93 / 256, 12);
    expect(arrives({ meanDistance: Number.NaN }, 1)).toBe(false);
    const courses = courseRows(
      [0, 10],
      [0, 1, 2, 3, 4].map((k) => [k, 2 * k]),
      { width: 4 },
    );
    expect(courses[1]).toEqual({ width: 4, step: 10, distance: 4, low: 2, high: 6 });
  });
});

describe("claims about the width", () => {
  const runs = (width: number, rates: readonly number[], reachable: (k: number) => number): Row[] =>
    rates.map((saddleDistanceRate, k) => ({
      width,
      saddleDistanceRate,
      ...{
        frozenRate: saddleDistanceRate,
        movedRate: saddleDistanceRate,
        kernelDrift: 0.1,
        firstOrderDrift: 0.1,
      },
      ...{ reachable: reachable(k), meanDistance: reachable(k) === 1 ? 1e-6 : 1 },
    }));
  const about = (middle: number, spread: number) =>
    Array.from({ length: 16 }, (_, k) => middle + spread * (k % 2 === 0 ? 1 : -1));
  // Half of the narrow runs stand still; those that can arrive are as fast as the wide ones.
  const stalled = [
    ...runs(8, [...about(0.02, 0.004), ...about(1e-5, 1e-6)], (k) => (k < 16 ? 1 : 0)),
    ...runs(32, about(0.02, 0.001), () => 1),
  ];
  const dataOf = (hidden: readonly Row[]): WidthData => {
    const stream = randomStream(4);
    const rates = rateRows("hidden", hidden, undefined, stream).map((row) => ({ ...row, drawnSpread: 1 }));
    return { common, hidden, all: hidden, rates, stream };
  };

  it("do not take runs that cannot arrive for slow ones", () => {
    const claims = trendClaims(dataOf(stalled));
    const of = (words: string) =>
      claims.find(({ claim }) => claim.includes(words) && claim.includes("mean rate"));
    expect(of("all runs")!.passes).toBe(true);
    expect(of("in its cone")!.passes).toBe(false);
    expect(of("that arrived")!.passes).toBe(false);
    expect(ableIn(stalled)).toHaveLength(32);
  });

  it("leave out widths of few runs that can arrive", () => {
    const few = runs(8, about(0.02, 0.001), (k) => (k < FEWEST - 1 ? 1 : 0));
    const [row] = rateRows("hidden", few, undefined, randomStream(4));
    expect(row).toMatchObject({ runs: 16, able: FEWEST - 1, ableRate: Number.NaN, relative: Number.NaN });
    const steps = stepRows(dataOf([...few, ...runs(32, about(0.03, 0.001), () => 1)]));
    expect(new Set(steps.map(({ series }) => series)).size).toBe(2);
  });

  it("tell the relative spread from the spread as such", () => {
    const wider = [...runs(8, about(0.001, 0.0005), () => 1), ...runs(32, about(0.02, 0.002), () => 1)];
    const [relative, , absolute] = spreadClaims(dataOf(wider));
    expect(relative!.passes).toBe(true);
    expect(absolute!.passes).toBe(false);
    expect(
      spreadClaims(
        dataOf(runs(8, about(0.001, 0.0005), () => 1).concat(runs(32, about(0.02, 0.02), () => 1))),
      )[0]!.passes,
    ).toBe(false);
  });
});

describe("the study of over-parameterised generators", () => {
  it("runs small, and its figures can be drawn", async () => {
    const { result } = await runStudy(resolved, convergence, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read: () => {
        throw new Error("no file is read");
      },
    });
    expect(result.tables.runs!.length).toBe(3 * 4 + 2 * 4);
    expect(result.tables.damping!.length).toBe(2 * 3);
    expect(result.comparisons).toHaveLength(27);
    const rates = result.tables.rates!.columns;
    // The widest of three converges faster than the narrowest, and its kernel moves less.
    expect((rates.rate as Float64Array)[2]!).toBeGreaterThan((rates.rate as Float64Array)[0]!);
    expect((rates.drift as Float64Array)[2]!).toBeLessThan((rates.drift as Float64Array)[0]!);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 60_000);
});
