import { describe, expect, it } from "vitest";
import { openBackend } from "../../../src/engine/index.ts";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import {
  largestScore,
  scalingOf,
  standardScore,
} from "../../../src/studies/effectiveModel/universality/fits.ts";
import {
  entriesOf,
  homogeneityOf,
  offDiagonals,
  predictedEntries,
  tangentOf,
} from "../../../src/studies/effectiveModel/universality/kernels.ts";
import { distances, overTime, twinCourses } from "../../../src/studies/effectiveModel/universality/twins.ts";
import { universality } from "../../../src/studies/effectiveModel/universality/universality.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { about } from "../../figures/studyTables.ts";

describe("the exponent of a power law through root mean squares", () => {
  const x = [10, 20, 40, 80];
  const stream = randomStream(3);
  const noise = (size: number) => Array.from({ length: size }, () => stream.normal());

  it("has an interval that holds the true one, and tells another", () => {
    const samples = x.map((at) => noise(200).map((value) => value / Math.sqrt(at)));
    const fit = scalingOf(x, samples, { stream: randomStream(1), confidence: 0.99 });
    expect(fit.low).toBeLessThan(-0.5);
    expect(fit.high).toBeGreaterThan(-0.5);
    expect(fit.high - fit.low).toBeLessThan(0.25);
    expect(fit.prefactor * 10 ** fit.exponent).toBeCloseTo(1 / Math.sqrt(10), 1);
  });

  it("is certain where all samples share their scatter, if told that they do", () => {
    const shared = noise(30);
    const samples = x.map((at) => shared.map((value) => value / at));
    const width = (paired: boolean) => {
      const { low, high } = scalingOf(x, samples, { stream: randomStream(1), confidence: 0.95, paired });
      return high - low;
    };
    expect(width(true)).toBeLessThan(1e-12);
    expect(width(false)).toBeGreaterThan(0.05);
  });

  it("and the largest of many scores by chance grows with their number", () => {
    // Student's t with 9 degrees of freedom: 2.262 at 95 %.
    expect(largestScore(1, 10, 0.95)).toBeCloseTo(2.262, 3);
    expect(largestScore(100, 10, 0.95)).toBeGreaterThan(4);
    expect(standardScore([1, 2, 3], 1)).toBeCloseTo(1 / Math.sqrt(1 / 3), 12);
  });
});

describe("entries of an infinite network's kernel", () => {
  it("are taken from the triangle below the diagonal", () => {
    const matrix = Float64Array.of(4, 1, 3, 1, 5, 1, 3, 1, 6);
    const { diagonal, mean, spread } = entriesOf(matrix, 3);
    expect(diagonal).toBeCloseTo(5, 12);
    expect(mean).toBeCloseTo(5 / 3, 12);
    expect(spread).toBeCloseTo(Math.sqrt(8 / 9), 12);
  });

  it("grow with the latents' lengths as the activation says", () => {
    expect(homogeneityOf(tangentOf({ activation: "relu", depth: 3, bias: 0 }))).toBeCloseTo(1, 6);
    expect(homogeneityOf(tangentOf({ activation: "erf", depth: 2, bias: 0 }))).toBe(0);
    const biased = homogeneityOf(tangentOf({ activation: "relu", depth: 1, bias: 1 }));
    expect(biased).toBeGreaterThan(0);
    expect(biased).toBeLessThan(1);
  });

  it.each([
    { activation: "relu", depth: 2, bias: 0 },
    { activation: "relu", depth: 1, bias: 1 },
    { activation: "erf", depth: 3, bias: 1 },
  ] as const)("spread on normal latents as predicted: %j", (network) => {
    const [dimension, draws] = [256, 12];
    const rows = offDiagonals([network], { dimensions: [], latents: 40, draws, seed: 2 }, dimension);
    const meanOf = (column: string) =>
      rows.reduce((sum, row) => sum + (row[column] as number), 0) / rows.length;
    const predicted = predictedEntries(tangentOf(network), dimension);
    expect(rows).toHaveLength(draws);
    expect(Math.abs(meanOf("spread") / predicted.spread - 1)).toBeLessThan(0.04);
    // 780 pairs a draw, not quite independent.
    expect(Math.abs(meanOf("mean") - predicted.mean)).toBeLessThan(0.1 * predicted.spread);
  });
});

describe("networks and their particles", () => {
  const size = { depth: 1, particles: 5, latentDimension: 24, steps: 20, every: 5, seed: 4 };

  it("start at the same places, and come closer to each other with the width", async () => {
    const backend = await openBackend("webasm");
    const apart = async (width: number) => {
      const twins = await twinCourses({ ...size, width, runs: [0, 1, 2, 3, 4, 5], backend });
      const all = twins.network.map((own, k) => {
        const other = twins.tangent[k]!;
        expect([...other.positions[0]!]).toEqual([...own.positions[0]!]);
        expect([...twins.universal[k]!.positions[0]!]).toEqual([...own.positions[0]!]);
        const course = distances(own, other, size.particles);
        expect(course).toHaveLength(5);
        // The generator moves at all.
        expect(
          own.positions.at(-1)!.some((value, row) => Math.abs(value - own.positions[0]![row]!) > 0.1),
        ).toBe(true);
        return overTime(course);
      });
      return Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / all.length);
    };
    const [narrow, wide] = [await apart(12), await apart(108)];
    // A third of it in expectation.

    expect(wide).toBeLessThan(0.6 * narrow);
    expect(wide).toBeGreaterThan(0);
  });
});

describe("the study", () => {
  const options = {
    depths: [1, 2],
    dimensions: [4, 16, 64],
    fitFrom: 4,
    latents: 8,
    draws: 3,
    finiteDepths: [1],
    finiteWidths: [4, 8, 16],
    finiteDraws: 4,
    shallowWidths: [8, 16, 32],
    deepWidths: [6, 12, 24],
    particles: 3,
    latentDimension: 8,
    floorDimensions: [8, 16, 32],
    runs: 3,
    steps: 12,
  };
  const spec = resolveStudy({ study: "universality", backend: "webasm", options }, [universality]);
  const run = (store = memoryStudyStore(), notes: string[] = []) =>
    runStudy(spec, universality, {
      executor: inline(),
      store,
      package: { name: "ganphase", version: "0" },
      read: () => {
        throw new Error("reads nothing");
      },
      onProgress: (_, note) => notes.push(note),
    });

  it("runs from its options to figures that can be drawn, and repeats nothing that is kept", async () => {
    const store = memoryStudyStore();
    const { result } = await run(store);
    expect(result.comparisons).toHaveLength(14);
    for (const { measured, difference } of result.comparisons)
      expect(measured + difference).not.toMatch(/NaN/);
    for (const figure of result.figures) {
      const tables = result.tables as Parameters<typeof studyFigure>[1];
      expect(studyFigure(figure, tables, about).data.length).toBeGreaterThan(1);
    }
    const notes: string[] = [];
    const again = await run(store, notes);
    expect(notes).toEqual([]);
    expect(again.result).toEqual(result);
  });
});
