import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import type { Setting, State } from "../../src/observables/observable.ts";
import { buildObservable, type ObservableSpec } from "../../src/observables/register.ts";
import { points, ring } from "../../src/targets/index.ts";

function setting(places: number[][], masses: number[], trueMasses?: number[]): Setting {
  const target = points(places, trueMasses).draw(randomStream(0));
  return { target, masses: Float64Array.from(masses), dimension: target.dimension, width: 1 };
}

function state(positions: number[], gradient = positions.map(() => 0)): State {
  return { step: 0, positions: Float64Array.from(positions), gradient: Float64Array.from(gradient) };
}

/** A column of an observable of a state. */
function value(spec: ObservableSpec, given: Setting, now: State, column = 0): number {
  return buildObservable(spec).measure(now, given)[column]!;
}

const square = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

describe("distances between clouds", () => {
  const pair = setting([[0], [4]], [0.25, 0.75], [0.5, 0.5]);
  const on = (masses: number[]): Setting => ({ ...pair, masses: Float64Array.from(masses) });

  test.each(["sinkhorn", "mmd", "energyDistance", "nearestDistances"])("%s is zero on the target", (kind) => {
    expect(Math.abs(value(kind, on([0.5, 0.5]), state([0, 4])))).toBeLessThan(1e-12);
  });

  test("mmd and energyDistance of wrong masses at the right places", () => {
    // ±¼ at two places: 2·(1/16)(1 − K) and 2·(1/16)·distance.
    const kernel = Math.exp(-16 / (2 * 9));
    expect(value({ kind: "mmd", width: 3 }, pair, state([0, 4]))).toBeCloseTo((1 - kernel) / 8, 14);
    expect(value("mmd", pair, state([0, 4]))).toBeCloseTo((1 - Math.exp(-8)) / 8, 14);
    expect(value("energyDistance", pair, state([0, 4]))).toBeCloseTo(4 / 8, 14);
  });

  test("mmd and energyDistance of one particle beside one point", () => {
    const one = setting([[0, 0]], [1]);
    expect(value("mmd", one, state([0.6, 0.8]))).toBeCloseTo(2 - 2 * Math.exp(-0.5), 14);
    expect(value("energyDistance", one, state([0.6, 0.8]))).toBeCloseTo(2, 14);
    // No extent: the blur is a share of the kernel's width.
    expect(value("sinkhorn", one, state([0.6, 0.8]))).toBeCloseTo(1, 9);
  });

  test("sinkhorn is near wasserstein2 for a small blur, and takes a twentieth of the extent when not told", () => {
    const stream = randomStream(1, 100);
    const target = ring({ modes: 4, radius: 2, spread: 0.2, samples: 20 }).draw(stream);
    const given = { target, masses: new Float64Array(20).fill(1 / 20), dimension: 2, width: 1 };
    const now = state(Array.from({ length: 40 }, () => stream.normal()));
    const exact = value("wasserstein2", given, now);
    const near = value({ kind: "sinkhorn", blur: 0.05 }, given, now);
    const far = value({ kind: "sinkhorn", blur: 1 }, given, now);
    expect(Math.abs(near / exact - 1)).toBeLessThan(0.01);
    expect(Math.abs(far / exact - 1)).toBeGreaterThan(0.05);
    const usual = value(
      "sinkhorn",
      setting(
        [
          [0, 0],
          [3, 4],
        ],
        [1],
      ),
      state([1, 1]),
    );
    const told = value(
      { kind: "sinkhorn", blur: 0.25 },
      setting(
        [
          [0, 0],
          [3, 4],
        ],
        [1],
      ),
      state([1, 1]),
    );
    expect(usual).toBe(told);
  });

  test("sinkhorn that does not come to an end is NaN", () => {
    const given = setting([[0], [1], [2.1]], [0.2, 0.3, 0.5]);
    expect(value({ kind: "sinkhorn", blur: 1e-5 }, given, state([0.45, 1.6, 0.9]))).toBeNaN();
  });

  test("nearestDistances tells stray particles from missed points", () => {
    const given = setting([[0], [4]], [0.5, 0.5], [0.25, 0.75]);
    expect(buildObservable("nearestDistances").measure(state([0, 1]), given)).toEqual([0.5, 0.75 * 3]);
    // Collapsed onto a true point: nothing is stray.
    expect(buildObservable("nearestDistances").measure(state([0, 0]), given)).toEqual([0, 3]);
  });
});

describe("order parameters of the collapse", () => {
  test("cloudVariance is 0 of one place and the target's own on the target", () => {
    const given = setting(square, [0.25, 0.25, 0.25, 0.25]);
    expect(buildObservable("cloudVariance").measure(state(square.flat()), given)).toEqual([1, 1]);
    expect(value("cloudVariance", given, state([2, 2, 2, 2, 2, 2, 2, 2]), 1)).toBe(0);
    // Masses ¼ and ¾ at a distance 2: 3/16·4.
    expect(value("cloudVariance", setting([[0]], [0.25, 0.75]), state([1, 3]))).toBeCloseTo(0.75, 14);
    expect(value("cloudVariance", setting([[0]], [0.25, 0.75]), state([1, 3]), 1)).toBeNaN();
  });

  test("missingEntropy is 0 when all modes have a share, ln M on one, and counts the nearest", () => {
    const given = setting(square, [0.25, 0.25, 0.25, 0.25]);
    const measure = (positions: number[]) =>
      buildObservable("missingEntropy").measure(state(positions), given);
    expect(measure(square.flat().map((x) => 9 * x))).toEqual([0, 4]);
    expect(measure([1, 0, 2, 0, 5, 1, 3, 0])[0]).toBeCloseTo(Math.log(4), 14);
    expect(measure([1, 0, 2, 0, 0, 1, 0, 3])[0]).toBeCloseTo(Math.log(2), 14);
    expect(measure([1, 0, 2, 0, 0, 1, 0, 3])[1]).toBe(2);
    // Shares ½, ¼, ¼ hold 1.5 ln 2 of ln 4.
    expect(measure([1, 0, 2, 0, 0, 1, -3, 0])[0]).toBeCloseTo(0.5 * Math.log(2), 14);
  });

  test("missingEntropy by cosine looks at directions, among points at every true point", () => {
    const two = setting(
      [
        [1, 0],
        [3, 3],
      ],
      [0.5, 0.5],
    );
    // (5, 0.1) is nearer to (3, 3) than to (1, 0) by place; by direction it is the other way round.
    const places = state([5, 0.1, 2, 2.1]);
    expect(value("missingEntropy", two, places)).toBeCloseTo(Math.LN2, 14);
    expect(value("missingEntropy", two, places, 1)).toBe(1);
    const cosine = { kind: "missingEntropy", distance: "cosine" };
    expect(value(cosine, two, places)).toBeCloseTo(0, 14);
    expect(value(cosine, two, places, 1)).toBe(2);
    const target = ring({ modes: 2, radius: 2, spread: 0.1, samples: 6 }).draw(randomStream(1));
    const cloud = { target, masses: Float64Array.of(1), dimension: 2, width: 1 };
    expect(value("missingEntropy", cloud, state([2, 0]))).toBeCloseTo(Math.log(2), 14);
    expect(value({ kind: "missingEntropy", among: "points" }, cloud, state([2, 0]))).toBeCloseTo(
      Math.log(6),
      14,
    );
  });

  test("missingEntropy is not known where distances overflow", () => {
    const given = setting(square, [0.5, 0.5]);
    for (const distance of ["euclidean", "cosine"]) {
      const measured = buildObservable({ kind: "missingEntropy", distance }).measure(
        state([1e300, 1e300, -1e300, 1]),
        given,
      );
      expect(measured).toEqual([Number.NaN, Number.NaN]);
    }
  });

  test("modeEnergies divides displacement and drive into the mean's and the rest", () => {
    const given = setting([[1, 1]], [0.25, 0.75]);
    // Mean (3, 0) is √5 from (1, 1); the particles are 4 apart: 3/16·16.
    const now = state([0, 0, 4, 0], [2, 0, 2, 4]);
    expect(buildObservable("modeEnergies").measure(now, given)).toEqual([5, 3, 4 + 9, 3]);
  });

  test("cosineSpread is the mean over pairs and the distance to the nearest direction", () => {
    const given = setting(
      [
        [5, 0],
        [0, 1],
      ],
      [0.5, 0.5],
    );
    const [alike, distance] = buildObservable("cosineSpread").measure(state([2, 0, -1, 1]), given);
    expect(alike).toBeCloseTo(Math.SQRT1_2, 14);
    expect(distance).toBeCloseTo((0 + 1 - Math.SQRT1_2) / 2, 14);
    // One pair of weight ⅙·½, others: unequal masses weigh the pairs.
    const three = setting([[1, 0]], [0.5, 0.3, 0.2]);
    const weighted = value("cosineSpread", three, state([1, 0, 0, 2, -3, 0]));
    expect(weighted).toBeCloseTo(0.1 / (0.15 + 0.1 + 0.06), 14);
    expect(value("cosineSpread", setting([[1, 0]], [1]), state([1, 1]))).toBeNaN();
    // What has no direction is like nothing.
    expect(value("cosineSpread", given, state([0, 0, 1, 0]))).toBe(0);
  });
});
