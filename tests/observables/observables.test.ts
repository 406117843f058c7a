import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import {
  buildObservable,
  observableSpec,
  observables,
  type Setting,
  type State,
} from "../../src/observables/index.ts";
import { check } from "../../src/options/index.ts";
import { points, ring, type Target } from "../../src/targets/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

// Sums over at most a few dozen particles of order 1; 1e-13 of the largest cost for the transport.
const TOLERANCE = 1e-11;

function setting(target: Target, masses: number[]): Setting {
  return { target, masses: Float64Array.from(masses), dimension: target.dimension, width: 1 };
}

function state(positions: number[], gradient = positions.map(() => 0)): State {
  return { step: 0, positions: Float64Array.from(positions), gradient: Float64Array.from(gradient) };
}

function randomCase(count: number, seed: number) {
  const stream = randomStream(seed, 50);
  const raw = Array.from({ length: count }, () => 0.2 + stream.uniform());
  const total = raw.reduce((sum, mass) => sum + mass, 0);
  const target = ring({ modes: 3, radius: 2, spread: 0.1, samples: 6 }).draw(stream);
  const draw = () => Array.from({ length: 2 * count }, () => 2 * stream.normal());
  return {
    given: setting(
      target,
      raw.map((mass) => mass / total),
    ),
    state: state(draw(), draw()),
  };
}

const kinds = observables.kinds.map((one) => one.kind);

describe.each(kinds)("the laws of observables hold for %s", (kind) => {
  const observable = buildObservable(kind);

  test("one number a column, with names that no other observable has", () => {
    const { given, state } = randomCase(5, 1);
    const columns = observable.columns(given);
    expect(observable.measure(state, given)).toHaveLength(columns.length);
    expect(new Set(columns).size).toBe(columns.length);
    for (const other of kinds.filter((name) => name !== kind)) {
      const shared = buildObservable(other)
        .columns(given)
        .filter((name) => columns.includes(name));
      expect(shared).toEqual([]);
    }
  });

  test("permuting particles with their masses changes nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(1000), (count, seed) => {
        const { given, state: one } = randomCase(count, seed);
        const turn = (values: Float64Array, d: number) =>
          Float64Array.from(values, (_, k) => values[(count - 1 - Math.floor(k / d)) * d + (k % d)]!);
        const before = observable.measure(one, given);
        const after = observable.measure(
          { step: 0, positions: turn(one.positions, 2), gradient: turn(one.gradient, 2) },
          { ...given, masses: turn(given.masses, 1) },
        );
        before.forEach((value, k) => {
          expect(Math.abs(after[k]! - value)).toBeLessThan(TOLERANCE);
        });
      }),
      { seed: 5, numRuns: 30 },
    );
  });

  test("splitting a particle into two at the same place changes nothing", () => {
    const { given, state: one } = randomCase(4, 9);
    const twice = (values: Float64Array) => Float64Array.of(...values, ...values.slice(0, 2));
    const masses = Float64Array.of(...given.masses, given.masses[0]! / 2);
    masses[0]! /= 2;
    const before = observable.measure(one, given);
    const after = observable.measure(
      { step: 0, positions: twice(one.positions), gradient: twice(one.gradient) },
      { ...given, masses },
    );
    before.forEach((value, k) => {
      expect(Math.abs(after[k]! - value)).toBeLessThan(TOLERANCE);
    });
  });

  test("moving target and particles together moves nothing but the mean", () => {
    const { given, state: one } = randomCase(6, 3);
    const shift = (values: Float64Array) => values.map((x, k) => x + (k % 2 === 0 ? 5 : -7));
    const { target } = given;
    const moved: Target = {
      ...target,
      points: shift(target.points),
      modes: { ...target.modes, centres: shift(target.modes.centres) },
    };
    const before = observable.measure(one, given);
    const after = observable.measure(
      { ...one, positions: shift(one.positions) },
      { ...given, target: moved },
    );
    before.forEach((value, k) => {
      const expected = kind === "mean" ? value + [5, -7][k]! : value;
      expect(Math.abs(after[k]! - expected)).toBeLessThan(TOLERANCE);
    });
  });

  test("a place that is not finite gives NaN in every column", () => {
    const { given, state: one } = randomCase(3, 4);
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const positions = one.positions.slice();
      positions[3] = wrong;
      const values = observable.measure({ ...one, positions }, given);
      expect(values).toEqual(observable.columns(given).map(() => Number.NaN));
    }
  });

  test("places that overflow give finite numbers or NaN", () => {
    const { given, state: one } = randomCase(3, 4);
    const positions = one.positions.map((x) => x * 1e300);
    for (const value of observable.measure({ ...one, positions }, given)) {
      expect(Number.isFinite(value) || Number.isNaN(value)).toBe(true);
    }
  });
});

describe("closed forms", () => {
  const pair = points(
    [
      [0, 0],
      [4, 0],
    ],
    [0.25, 0.75],
  ).draw(randomStream(0));

  test("wasserstein2 is zero on the target and the squared shift beside it", () => {
    const given = setting(pair, [0.25, 0.75]);
    const { measure } = buildObservable("wasserstein2");
    expect(measure(state([0, 0, 4, 0]), given)).toEqual([0]);
    expect(measure(state([1, 1, 5, 1]), given)[0]).toBeCloseTo(2, 14);
  });

  test("wasserstein2 of collapse onto one mode is the other's mass times the squared distance", () => {
    const given = setting(pair, [0.5, 0.5]);
    expect(buildObservable("wasserstein2").measure(state([0, 0, 0, 0]), given)[0]).toBeCloseTo(0.75 * 16, 13);
  });

  test("modeMass and coverage count what lies within the radius", () => {
    // Radius: min(width 1, a quarter of 4) = 1.
    const given = setting(pair, [0.2, 0.2, 0.6]);
    const places = state([0.5, 0, 0, 1.5, 4, 0.9]);
    expect(buildObservable("modeMass").measure(places, given)).toEqual([0.2, 0.6]);
    expect(buildObservable("modeMass").columns(given)).toEqual(["modeMass0", "modeMass1"]);
    // 0.2 of 0.25 and 0.6 of 0.75 are 80% each.
    expect(buildObservable("coverage").measure(places, given)).toEqual([2]);
    expect(buildObservable({ kind: "coverage", share: 0.81 }).measure(places, given)).toEqual([0]);
    expect(buildObservable({ kind: "coverage", radius: 0.6 }).measure(places, given)).toEqual([1]);
    expect(buildObservable({ kind: "modeMass", radius: 2 }).measure(places, given)).toEqual([0.4, 0.6]);
  });

  test("mean and covariance weigh by mass", () => {
    const given = setting(pair, [0.25, 0.75]);
    const places = state([0, 0, 4, 8]);
    expect(buildObservable("mean").measure(places, given)).toEqual([3, 6]);
    // Variance of two values a distance s apart: 0.25·0.75·s².
    expect(buildObservable("covariance").measure(places, given)).toEqual([3, 6, 12]);
    expect(buildObservable("covariance").columns(given)).toEqual([
      "covariance00",
      "covariance01",
      "covariance11",
    ]);
  });

  test("covariance columns stay apart beyond ten dimensions", () => {
    const wide = points([new Array(12).fill(0)]).draw(randomStream(0));
    const columns = buildObservable("covariance").columns(setting(wide, [1]));
    expect(new Set(columns).size).toBe(78);
    expect(columns).toContain("covariance1_11");
  });

  test("gradientNorm is the root mean square slope, and NaN for a slope that is not finite", () => {
    const given = setting(pair, [0.25, 0.75]);
    const { measure } = buildObservable("gradientNorm");
    expect(measure(state([0, 0, 0, 0], [6, 8, 0, 0]), given)[0]).toBeCloseTo(5, 14);
    expect(measure(state([0, 0, 0, 0], [Number.POSITIVE_INFINITY, 0, 0, 0]), given)).toEqual([Number.NaN]);
  });
});

describe("observables in a sim file", () => {
  test("are a name or an object", () => {
    expect(check(observableSpec, "wasserstein2")).toBe("wasserstein2");
    expect(check(observableSpec, { kind: "coverage", radius: 0.5 })).toMatchObject({ radius: 0.5 });
  });

  test("a wrong name, kind or option is refused at its place with the nearest name", () => {
    expectInputError(
      () => check(observableSpec, "wasserstien2", "observables[0]"),
      "observables[0]",
      /"wasserstein2"/,
    );
    expectInputError(() => check(observableSpec, { kind: "coverge" }), "kind", /"coverage"/);
    expectInputError(() => check(observableSpec, { kind: "coverage", raduis: 1 }), "raduis", /"radius"/);
    expectInputError(() => check(observableSpec, { kind: "coverage", radius: -1 }), "radius", /more than 0/);
    expectInputError(() => check(observableSpec, { kind: "coverage", share: 2 }), "share", /at most 1/);
    expectInputError(() => check(observableSpec, 3, "observables[0]"), "observables[0]");
    expectInputError(() => buildObservable("wasserstien2"), "kind", /"wasserstein2"/);
    expectInputError(() => buildObservable({ kind: "coverage", raduis: 1 }), "raduis", /"radius"/);
  });
});
