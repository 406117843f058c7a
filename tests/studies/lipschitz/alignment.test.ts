import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { inline } from "../../../src/studies/index.ts";
import { lipschitzAlignment, meansBy } from "../../../src/studies/lipschitz/alignment/alignment.ts";
import { drawCase, met, mirroredTrue } from "../../../src/studies/lipschitz/alignment/cases.ts";
import { boundRow, segmentSpread, spacingOf } from "../../../src/studies/lipschitz/alignment/measure.ts";
import { escapeRows, movedRow, turnedRows } from "../../../src/studies/lipschitz/alignment/special.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { lipschitz } from "../../../src/theory/index.ts";
import { about } from "../../figures/studyTables.ts";

const sizes = { samples: 10, dimension: 16 };

describe("cases", () => {
  const means = (points: ArrayLike<number>) => {
    const x = Array.from(points).filter((_, k) => k % 2 === 0);
    return x.reduce((sum, value) => sum + value, 0) / x.length;
  };

  it("have the places and shares of the published ones", () => {
    const many = { samples: 200, dimension: 2 };
    const draw = (name: "case 1" | "case 2" | "case 3") => drawCase(name, many, randomStream(1));
    expect(means(draw("case 1").truePoints)).toBeCloseTo(1, 1);
    expect(means(draw("case 1").generatedPoints)).toBeCloseTo(-1, 1);
    // 0.8·1 − 0.2·1, and the other way round.
    expect(means(draw("case 2").truePoints)).toBeCloseTo(0.6, 1);
    expect(means(draw("case 2").generatedPoints)).toBeCloseTo(-0.6, 1);
    expect(means(draw("case 3").truePoints)).toBeCloseTo(-0.125, 1);
    expect(means(draw("case 3").generatedPoints)).toBeCloseTo(-0.75, 1);
  });

  it("20 % of case 1 lie on the boundary of their square", () => {
    const { generatedPoints } = drawCase("case 1", { samples: 50, dimension: 2 }, randomStream(2));
    const farthest = Array.from({ length: 50 }, (_, k) =>
      Math.max(Math.abs(generatedPoints[2 * k]! + 1), Math.abs(generatedPoints[2 * k + 1]!)),
    );
    expect(farthest.filter((one) => one === 0.5)).toHaveLength(10);
    expect(farthest.filter((one) => one <= 0.25)).toHaveLength(40);
  });

  it("meet where they are put on each other, and are mirrored about the generated square", () => {
    const samples = drawCase("case 2", sizes, randomStream(3));
    const sites = lipschitz.sitesOf(met(samples));
    const shared = [...sites.trueMasses.keys()].filter(
      (site) => sites.trueMasses[site]! > 0 && sites.generatedMasses[site]! > 0,
    );
    // Of 10: numbers 0 and 1 on the first, 3 on the second, 6 and 7 on the third, 9 on the fourth.
    expect(shared.map((site) => Math.round(10 * sites.generatedMasses[site]!))).toEqual([2, 1, 2, 1]);
    const twice = mirroredTrue(mirroredTrue(samples));
    Array.from(twice.truePoints).forEach((value, k) => {
      expect(value).toBeCloseTo(samples.truePoints[k]!, 12);
    });
  });
});

describe("measures", () => {
  it("a row of a bound optimum is certified and aligned", async () => {
    const samples = drawCase("10 points", sizes, randomStream(4));
    const row = await boundRow(samples, lipschitz.objectiveOf("exponential"), 0.1, randomStream(5));
    expect(row.nearest).toBeGreaterThan(0.999);
    expect(row.boundShare).toBe(1);
    expect(row.gap).toBeLessThanOrEqual(1e-10);
    expect(row.segment).toBeLessThan(1e-6);
  });

  it("optima differ on segments where nothing binds", async () => {
    const samples = drawCase("case 1", sizes, randomStream(6));
    const objective = lipschitz.objectiveOf("logistic");
    const optimum = await lipschitz.lipschitzOptimum(samples, objective, { strength: 0.1 });
    const across = { true: optimum.sites.ofTrue[0]!, generated: optimum.sites.ofTrue[5]!, mass: 1 };
    expect(segmentSpread({ ...optimum, pairs: [across] }, objective)).toBeGreaterThan(0.01);
  });

  it("the spacing of a lattice is its own", () => {
    const points = [0, 1, 2, 3].flatMap((x) => [0, 1, 2].flatMap((y) => [0.5 * x, 0.5 * y]));
    const masses = new Array<number>(12).fill(1 / 12);
    const moved = points.map((value) => value + 50);
    const sites = lipschitz.sitesOf({
      dimension: 2,
      truePoints: points,
      trueMasses: masses,
      generatedPoints: moved,
      generatedMasses: masses,
    });
    expect(spacingOf(sites)).toBe(0.5);
  });

  it("the gradient of an unbound optimum turns at no cost; a bound one follows the true samples", async () => {
    const samples = drawCase("case 1", sizes, randomStream(7));
    const rows = await turnedRows(samples);
    expect(rows.map(({ along }) => along)).toEqual([1, 1, -1, -1]);
    for (const { along, alignment, error } of rows) {
      expect(alignment).toBeCloseTo(along as number, 6);
      expect(error).toBeLessThan(1e-9);
    }
    const moved = await movedRow(samples, 0.1);
    expect(moved.free).toBe(0);
    expect(moved.bound).toBeGreaterThan(0.01);
  });

  it("unbalanced costs take f to the end of any box", async () => {
    const rows = await escapeRows(drawCase("2 points", sizes, randomStream(8)), 0.1);
    for (const { box, largest, escapes } of rows) {
      expect(largest).toBeCloseTo(box as number, 4);
      expect(escapes).toBe(1);
    }
  });

  it("means are taken of rows that agree", () => {
    const rows = [
      { a: "x", v: 1 },
      { a: "y", v: 5 },
      { a: "x", v: 3 },
    ];
    expect(meansBy(rows, ["a"], ["v"]).map(({ a, v }) => [a, v])).toEqual([
      ["x", 2],
      ["y", 5],
    ]);
  });
});

const small = {
  study: "lipschitzAlignment",
  options: { samples: 6, draws: 2, freeDraws: 2, strengths: [0.001, 10], widths: [0.5, 4], dimension: 16 },
  seed: 3,
};

describe("the study of alignment", () => {
  it("runs small: all but chance agrees, and its figures can be drawn", async () => {
    const { result } = await runStudy(resolveStudy(small, [lipschitzAlignment]), lipschitzAlignment, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read: () => {
        throw new Error("no file is read");
      },
    });
    const failing = result.comparisons.filter(({ passes }) => !passes).map(({ claim }) => claim);
    expect(failing.filter((claim) => !claim.startsWith("no bound: "))).toEqual([]);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
    // 5 sets, 6 objectives, 2 draws.
    expect(result.tables.bound!.length).toBe(60);
  }, 60_000);
});
