import { describe, expect, it } from "vitest";
import {
  type AssignmentProblem,
  assignmentCount,
  assignments,
  census,
  finalOccupation,
  forecast,
  spreadPairDistance,
} from "../../src/theory/index.ts";
import { naiveGaussian, naiveRun } from "../truth/naive.ts";

const three: AssignmentProblem = {
  pointMasses: [1 / 3, 1 / 3, 1 / 3],
  particleMass: 1 / 3,
  particles: 3,
  curvature: 1,
  weightDecay: 0.3,
  stepDiscriminator: 0.3,
  stepGenerator: 0.3,
  order: "alternating",
};
const two: AssignmentProblem = { ...three, pointMasses: [0.5, 0.5], particleMass: 0.25, particles: 4 };

/** True points twenty widths apart: the kernel between them is exp(−200), zero in every sum. */
const APART = 20;

/** Runs the full equations from particles set down near their points; returns all positions at the end. */
function settle(problem: AssignmentProblem, occupation: readonly number[], steps: number): number[] {
  const start = occupation.flatMap((held, i) =>
    Array.from({ length: held }, (_, j) => [APART * i + 0.02 * (j - (held - 1) / 2) + 0.003 * (i + j)]),
  );
  const run = naiveRun({
    points: problem.pointMasses.map((_, i) => [APART * i]),
    masses: problem.pointMasses,
    start,
    particleMasses: start.map(() => problem.particleMass),
    kernel: naiveGaussian(1 / Math.sqrt(problem.curvature)),
    weightDecay: problem.weightDecay,
    stepDiscriminator: problem.stepDiscriminator,
    stepGenerator: problem.stepGenerator,
    steps,
    order: problem.order,
  });
  return run.positions[steps]!.map((y) => y[0]!);
}

/** How many positions are within `reach` of each true point. */
function occupationOf(problem: AssignmentProblem, positions: readonly number[], reach: number): number[] {
  return problem.pointMasses.map((_, i) => positions.filter((y) => Math.abs(y - APART * i) < reach).length);
}

describe("the list of assignments", () => {
  it("holds every occupation vector once, and C(n + N, N) of them", () => {
    for (const problem of [three, two, { ...two, particles: 5 }]) {
      const list = assignments(problem);
      expect(list.length).toBe(assignmentCount(problem));
      expect(new Set(list.map(({ occupation }) => occupation.join())).size).toBe(list.length);
      for (const { occupation, lost } of list) {
        expect(occupation.reduce((sum, held) => sum + held, 0) + lost).toBe(problem.particles);
      }
    }
    expect(assignmentCount(three)).toBe(20);
  });

  it("kinds stand for all permutations of points of equal mass, and only for those", () => {
    for (const problem of [three, two, { ...three, pointMasses: [0.25, 0.5, 0.25] }]) {
      const every = assignments(problem);
      const kinds = assignments(problem, { kinds: true });
      expect(kinds.reduce((sum, one) => sum + one.multiplicity, 0)).toBe(every.length);
      expect(kinds.length).toBeLessThan(every.length);
      expect(census(kinds)).toEqual(census(every));
    }
  });

  it("three particles on three points: one good state, and seven bad stable ones with particles lost", () => {
    const list = assignments(three);
    const stable = list.filter(({ stability }) => stability === "stable");
    // Every vector of zeros and ones: a point without particles never gets any.
    expect(stable.map(({ occupation }) => Math.max(...occupation)).every((most) => most <= 1)).toBe(true);
    expect(census(list)).toEqual({ stable: 8, marginal: 0, unstable: 12, badStable: 7, badLasting: 7 });
    expect(list.filter(({ best }) => best).map(({ occupation }) => occupation)).toEqual([[1, 1, 1]]);
  });

  it("four particles on two points: the good state is marginal, (2, 1) and its like are bad and stable", () => {
    const found = (occupation: readonly number[]) =>
      assignments(two).find((one) => one.occupation.join() === occupation.join())!;
    expect(found([2, 2])).toMatchObject({ stability: "marginal", best: true, mismatch: 0, lost: 0 });
    expect(found([1, 1])).toMatchObject({ stability: "stable", best: false, mismatch: 0.5, lost: 2 });
    expect(found([2, 1])).toMatchObject({ stability: "marginal", best: false });
    expect(found([3, 1])).toMatchObject({ stability: "unstable", best: false });
  });

  it("without weight decay only balance is not unstable", () => {
    const list = assignments({ ...two, weightDecay: 0 });
    expect(list.filter((one) => one.stability !== "unstable").map((one) => one.occupation)).toEqual([[2, 2]]);
  });
});

describe("the forecast", () => {
  it("names the neighbourhoods with too many, and what is left on the point", () => {
    expect(finalOccupation(three, [3, 0, 0])).toEqual([1, 0, 0]);
    expect(finalOccupation(two, [4, 0])).toEqual([2, 0]);
    expect(forecast(two, [3, 1])).toMatchObject([
      { stability: "unstable", cause: "surplus", keeps: 2 },
      { stability: "stable", keeps: 1 },
    ]);
    expect(forecast(two, [3, 1])[1]).not.toHaveProperty("cause");
    expect(forecast({ ...two, weightDecay: 0 }, [2, 0])).toMatchObject([
      { keeps: 2 },
      { cause: "unbounded" },
    ]);
    expect(forecast({ ...three, stepGenerator: 900 }, [1, 0, 0])[0]).toMatchObject({
      cause: "steps",
      keeps: 1,
    });
  });

  it("one heavy particle stays on a light point up to Δ*, and no further", () => {
    const heavy = { ...three, pointMasses: [0.5, 0.5], particleMass: 0.6, particles: 1 };
    expect(finalOccupation(heavy, [1, 0])).toEqual([1, 0]);
    expect(finalOccupation({ ...heavy, weightDecay: 0.1 }, [1, 0])).toEqual([0, 0]);
  });
});

describe("the full equations, started near an assignment", () => {
  /** Stable neighbourhoods decay at 0.02 a step and more here: after 400 steps e^−8 of 0.02 is left, 7e-6. */
  const RESTED = 1e-4;

  it("stay at stable ones, good and bad, and leave empty points empty", () => {
    const cases: [AssignmentProblem, number[]][] = [
      [three, [1, 1, 1]],
      [three, [1, 0, 1]],
      [two, [1, 0]],
      [{ ...two, particles: 3, particleMass: 0.2 }, [2, 1]],
    ];
    for (const [problem, occupation] of cases) {
      const one = assignments(problem).find((each) => each.occupation.join() === occupation.join())!;
      expect(one.stability).toBe("stable");
      const end = settle(problem, occupation, 400);
      expect(occupationOf(problem, end, RESTED)).toEqual(occupation);
    }
  });

  it("expel from unstable ones, down to what the forecast keeps", () => {
    const end = settle(three, [3, 0, 0], 500);
    expect(occupationOf(three, end, 0.05)).toEqual(finalOccupation(three, [3, 0, 0]));
    expect(end.filter((y) => Math.abs(y) > 5).length).toBe(2);
  });

  it("hold a pair of small surplus at the spread-out rest instead, and expel it when damped weakly", () => {
    const pair = { ...three, pointMasses: [0.5, 0.5], particleMass: 0.5, particles: 2 };
    for (const [problem, occupation] of [
      [pair, [2, 0]],
      [{ ...pair, particleMass: 1 / 3, particles: 3 }, [2, 1]],
    ] as const) {
      expect(forecast(problem, occupation)[0]).toMatchObject({ cause: "surplus", keeps: 1 });
      const s = spreadPairDistance({ ...problem, pointMass: 0.5 });
      const end = settle(problem, occupation, 500);
      expect(end[0]! + s).toBeCloseTo(0, 3);
      expect(end[1]! - s).toBeCloseTo(0, 3);
    }
    const weak = settle({ ...pair, weightDecay: 0.05 }, [2, 0], 200);
    expect(Math.max(...weak.map(Math.abs))).toBeGreaterThan(5);
    expect(spreadPairDistance({ pointMass: 1, particleMass: 0.5, curvature: 1 })).toBe(0);
  });
});
