import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { coveredRadius, stableUpTo } from "../../../src/studies/effectiveModel/coveredState.ts";
import { phaseOf } from "../../../src/studies/effectiveModel/phases.ts";
import { limitClaim, pairClaim } from "../../../src/studies/effectiveModel/transition/claims.ts";
import { curveTable } from "../../../src/studies/effectiveModel/transition/curves.ts";
import { couplingAt } from "../../../src/studies/effectiveModel/transition/game.ts";
import {
  exponentOf as growthOf,
  pairFormulas,
  wholeFrom,
} from "../../../src/studies/effectiveModel/transition/pairs.ts";
import {
  distanceBetween,
  exponentOf,
  transitionTable,
} from "../../../src/studies/effectiveModel/transition/point.ts";
import { transition } from "../../../src/studies/effectiveModel/transition/transition.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { effective } from "../../../src/theory/index.ts";
import { about } from "../../figures/studyTables.ts";

const rule = { modes: 8, whole: 0.1 };

describe("the phase of a run", () => {
  it("is told by outcome, coverage and variance, in that order", () => {
    const spread = { outcome: "undecided", coverage: 8, cloudVarianceRatio: 1 };
    expect(phaseOf(spread, rule)).toBe("covered");
    expect(phaseOf({ ...spread, outcome: "escaped" }, rule)).toBe("diverged");
    expect(phaseOf({ ...spread, coverage: 1, cloudVarianceRatio: 0.02, outcome: "oscillating" }, rule)).toBe(
      "collapsed",
    );
    expect(phaseOf({ ...spread, coverage: 6, outcome: "oscillating" }, rule)).toBe("oscillating");
    expect(phaseOf({ ...spread, coverage: 6 }, rule)).toBe("undecided");
  });
});

describe("the linear map of the covered state", () => {
  const state = {
    points: [-20, 20],
    dimension: 1,
    size: 6,
    coupling: 0.3,
    weightDecay: 0.2,
    stepDiscriminator: 0.5,
    stepGenerator: 0.7,
  };
  const isolated = (coupling: number, r1: number, stepGenerator: number) =>
    effective.coupledSpectrum({
      points: 2,
      pointMass: 1 / 2,
      particles: 3,
      particleMass: 1 / 6,
      curvature: 1,
      diagonal: 1,
      coupling,
      r1,
      weightDecay: 0.2,
      stepDiscriminator: 0.5,
      stepGenerator: 6 * stepGenerator,
      order: "alternating",
    })!;

  it("is that of isolated points where they lie many widths apart", () => {
    for (const [coupling, r1, stepGenerator] of [
      [0, 0, 0.7],
      [0.3, 0, 0.7],
      [0.3, 1.5, 0.7],
      [0.8, 0.4, 9],
    ] as const) {
      const { total, between } = isolated(coupling, r1, stepGenerator);
      const largest = Math.max(...[...total, ...between!].map(({ re, im }) => Math.hypot(re, im)));
      expect(coveredRadius({ ...state, coupling, r1, stepGenerator })).toBeCloseTo(largest, 9);
    }
  });

  it("has the limit of isolated points", () => {
    const at = (stepGenerator: number) => ({ ...state, stepGenerator });
    const limit = stableUpTo(at, 0.01, 1000);
    // k = η_d η_g q·gain·rq < 2(2 − η_d λ).
    expect(limit).toBeCloseTo((2 * (2 - 0.1)) / (0.5 * (1 - 0.3 + 0.3 * 6) * 0.5), 5);
    expect(stableUpTo(at, 0.01, 0.02)).toBe(Number.POSITIVE_INFINITY);
    expect(stableUpTo(at, 100, 1000)).toBe(0);
  });

  it("feels how the fields of neighbouring modes overlap", () => {
    const near = (stepGenerator: number) => ({ ...state, points: [-1, 1], stepGenerator });
    const apart = (2 * (2 - 0.1)) / (0.5 * (1 - 0.3 + 0.3 * 6) * 0.5);
    // Common motion: D falls from 1 to 1 + (1 − ℓ²)e^(−ℓ²/2) at ℓ = 2.
    expect(stableUpTo(near, 0.01, 1000)).toBeCloseTo(apart / (1 - 3 * Math.exp(-2)), 5);
  });
});

/** A transition at the ratio of gains 5 for every N. */
function madeUp(sharp: (size: number) => number, at: (size: number) => number = () => 5) {
  return [8, 16, 32, 64].flatMap((size) =>
    [1, 2, 3, 4, 5, 6, 8, 12].flatMap((ratio) =>
      Array.from({ length: 40 }, (_, k) => {
        const share = 1 / (1 + (ratio / at(size)) ** sharp(size));
        const spread = k < 40 * share;
        return {
          start: "fixed",
          size,
          ratio,
          coupling: couplingAt(ratio, size),
          phase: spread ? "covered" : "collapsed",
          coverage: spread ? 2 : 0,
          cloudVarianceRatio: spread ? 1 : 0.01,
          missingEntropy: spread ? 0 : Math.log(2),
          meanEnergy: spread ? 0 : 1,
          relativeEnergy: spread ? 1 : 0,
        };
      }),
    ),
  );
}

describe("the transition point", () => {
  it("is found at each size, and its odds fall as 1/N", () => {
    const points = transitionTable(
      madeUp(() => 6),
      randomStream(1),
    );
    expect(points).toHaveLength(4);
    for (const row of points) {
      expect(row.ratio).toBeGreaterThan(4.5);
      expect(row.ratio).toBeLessThan(5.5);
      expect(row.coupling).toBeCloseTo(couplingAt(row.ratio as number, row.size as number), 12);
    }
    const { value, low, high } = exponentOf(points, "odds")!;
    expect(value).toBeCloseTo(-1, 1);
    expect(low).toBeLessThan(-1);
    expect(high).toBeGreaterThan(-1);
  });

  it("another law is told from it", () => {
    const rows = madeUp(
      () => 12,
      (size) => 1.5 * Math.sqrt(size / 4),
    );
    expect(exponentOf(transitionTable(rows, randomStream(1)), "odds")!.low).toBeGreaterThan(-1);
  });

  it("curves of one ratio of gains lie on each other over it, and not over γ", () => {
    const rows = madeUp(() => 6);
    const over = (x: (row: (typeof rows)[number]) => number) => distanceBetween(rows, x as never);
    expect(over((row) => Math.log(row.ratio))).toBeLessThan(0.1);
    expect(over((row) => row.coupling)).toBeGreaterThan(5);
  });

  it("the order parameters have their intervals", () => {
    const table = curveTable(
      madeUp(() => 6),
      2,
      randomStream(1),
    );
    const row = table.find(({ size, ratio }) => size === 16 && ratio === 5)!;
    expect(row.spreads).toBe(0.5);
    expect(row.spreadsLow).toBeCloseTo(0.352, 2);
    expect(row.susceptibility).toBeCloseTo((16 * 0.25 * 40) / 39, 9);
  });
});

describe("the pair that moves as a cloud", () => {
  it("has the two gains of the cloud", () => {
    const { coupling, step } = pairFormulas(16, 0.1);
    const value = (text: string, own: number) => new Function("own", `return ${text}`)(own) as number;
    for (const own of [0, 0.2, 0.9]) {
      const [c, s] = [value(coupling, own), value(step, own)];
      expect((s / 2) * (1 - c)).toBeCloseTo(0.1 * (1 - own), 12);
      expect((s / 2) * (1 + c)).toBeCloseTo(0.1 * (1 - own + 16 * own), 12);
    }
  });

  it("parts or comes together", () => {
    expect(growthOf(1e-12, 1e-14, 100)).toBeCloseTo(-Math.log(100) / 200, 9);
    expect(growthOf(1e-12, 0.5, 100)).toBeGreaterThan(0);
    expect(growthOf(0.5, 0.5, 100)).toBeGreaterThan(0);
    expect(growthOf(1e-12, 0, 100)).toBeLessThan(0);
  });

  it("holds together from the zero of its exponent on", () => {
    const rows = [1, 2, 3].map((value) => ({ coupling: 0.5, value, exponent: 0.03 - 0.02 * value }));
    expect(wholeFrom(rows)).toEqual([{ coupling: 0.5, value: 1.5 }]);
  });
});

describe("claims", () => {
  it("fail where one body is found against the pair, or a limit is a tile off", () => {
    const body = { phase: "collapsed" };
    expect(pairClaim([body], () => -0.1, 100).passes).toBe(true);
    expect(pairClaim([body], () => 0.1, 100).passes).toBe(false);
    expect(limitClaim([{ measured: 1.2, theory: 1 }], Math.log(2)).passes).toBe(true);
    expect(limitClaim([{ measured: 2.2, theory: 1 }], Math.log(2)).passes).toBe(false);
  });
});

describe("the study", () => {
  const small = {
    study: "transition",
    options: {
      target: "twoModes",
      length: 2,
      sizes: [4, 8, 16],
      ratios: [1, 3, 8, 20],
      steps: 300,
      seeds: 3,
      mapSize: 8,
      mapCouplings: 3,
      mapSeeds: 1,
      maps: [
        { axis: "length", from: 1, to: 4, count: 3 },
        { axis: "stepRatio", from: 1, to: 1000, count: 3 },
      ],
    },
  };

  it("runs small, and its figures can be drawn", async () => {
    const { result } = await runStudy(resolveStudy(small, [transition]), transition, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read: () => {
        throw new Error("no file is read");
      },
    });
    expect(result.tables.curves!.length).toBe(3 * 3 * 4);
    expect(result.tables["map-length"]!.length).toBe(9);
    expect(result.tables["map-step-ratio"]!.length).toBe(18);
    expect(result.comparisons.length).toBeGreaterThan(5);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  }, 60_000);

  it("says what is wrong with its options", () => {
    const wrong = (options: object) => () =>
      resolveStudy({ ...small, options: { ...small.options, ...options } }, [transition]);
    expect(wrong({ ratios: [1, 3, 2, 8] })).toThrow("must grow");
    expect(wrong({ sizes: [4, 8, 15] })).toThrow("dealt evenly");
    expect(wrong({ maps: [{ axis: "length", from: 2, to: 1 }] })).toThrow("above from");
  });
});
