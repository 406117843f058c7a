import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Motion } from "../../src/generators/index.ts";
import { minimax } from "../../src/losses/index.ts";
import { type RandomStream, randomStream } from "../../src/numerics/random.ts";
import {
  buildObservable,
  type Observable,
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

/** A generator that moves all particles in the plane alike: whose kernel no order of the particles matters to. */
const together = {
  parameters: Float64Array.of(0.1, 0.2),
  pullBack: (_: Float64Array, force: Float64Array) =>
    Float64Array.from([0, 1], (a) => force.reduce((sum, push, row) => sum + (row % 2 === a ? push : 0), 0)),
} as unknown as Motion;

function setting(target: Target, masses: number[]): Setting {
  const { dimension } = target;
  const common = { dimension, width: 1, loss: minimax(), motion: together };
  return { target, masses: Float64Array.from(masses), ...common };
}

function state(positions: number[], gradient = positions.map(() => 0)): State {
  return { step: 0, positions: Float64Array.from(positions), gradient: Float64Array.from(gradient) };
}

/** A random setting, and the states saved of it. */
interface Case {
  readonly given: Setting;
  readonly course: readonly State[];
}

function randomMasses(count: number, stream: RandomStream): number[] {
  const raw = Array.from({ length: count }, () => 0.2 + stream.uniform());
  const total = raw.reduce((sum, mass) => sum + mass, 0);
  return raw.map((mass) => mass / total);
}

/** Particles anywhere; a single state. */
function randomState(count: number, seed: number): Case {
  const stream = randomStream(seed, 50);
  const masses = randomMasses(count, stream);
  const target = ring({ modes: 3, radius: 2, spread: 0.1, samples: 6 }).draw(stream);
  const draw = () => Array.from({ length: 2 * count }, () => 2 * stream.normal());
  const felt = target.masses.length + count;
  const discriminator = {
    values: Float64Array.from({ length: felt }, () => stream.normal()),
    parameters: Float64Array.from({ length: 5 }, () => stream.normal()),
  };
  const generator = together.parameters;
  return { given: setting(target, masses), course: [{ ...state(draw(), draw()), discriminator, generator }] };
}

/** Particles that swing about a true point each, ever less, or only slide there; 40 states. */
function randomCourse(count: number, seed: number, swinging = 1): Case {
  const stream = randomStream(seed, 51);
  const masses = randomMasses(count, stream);
  const target = ring({ modes: 3, radius: 2 }).draw(stream);
  const swings = Array.from({ length: 2 * count }, (_, k) => ({
    rest: target.points[2 * (Math.floor(k / 2) % 3) + (k % 2)]!,
    size: 0.2 + 0.3 * stream.uniform(),
    decay: 0.05 + 0.05 * stream.uniform(),
    frequency: swinging * (0.3 + stream.uniform()),
  }));
  const course = Array.from({ length: 40 }, (_, k) => {
    const places = swings.map(
      ({ rest, size, decay, frequency }) => rest + size * Math.exp(-decay * k) * Math.cos(frequency * k),
    );
    return { ...state(places), step: 5 * k };
  });
  return { given: setting(target, masses), course };
}

/** The course with what it has of its particles changed, d numbers each. */
function changed(
  course: readonly State[],
  change: (values: Float64Array, d: number) => Float64Array,
): State[] {
  return course.map(({ discriminator, ...one }) => ({
    ...one,
    positions: change(one.positions, 2),
    gradient: change(one.gradient, 2),
    ...(discriminator === undefined ? {} : { discriminator: changedState(discriminator, one, change) }),
  }));
}

function changedState(
  discriminator: NonNullable<State["discriminator"]>,
  { positions }: Pick<State, "positions">,
  change: (values: Float64Array, d: number) => Float64Array,
): NonNullable<State["discriminator"]> {
  const values = discriminator.values!;
  const truths = values.length - positions.length / 2;
  const generated = change(values.slice(truths), 1);
  return { ...discriminator, values: Float64Array.of(...values.slice(0, truths), ...generated) };
}

function measured(observable: Observable, { given, course }: Case): number[] {
  return observable.measure(course.at(-1)!, given, course);
}

/** Equal up to round-off, column by column. What is not known, of a course without an oscillation, stays so. */
function expectNear(after: readonly number[], before: readonly number[]): void {
  expect(after).toHaveLength(before.length);
  before.forEach((value, k) => {
    if (Number.isNaN(value)) expect(after[k]).toBeNaN();
    else expect(Math.abs(after[k]! - value)).toBeLessThan(TOLERANCE);
  });
}

const kinds = observables.kinds.map((one) => one.kind);

describe.each(kinds)("the laws of observables hold for %s", (kind) => {
  // Random courses reach all modes only where these are large.
  const observable = buildObservable(kind === "coverageTime" ? { kind, radius: 100, share: 0.01 } : kind);
  const randomCase =
    observable.atEnd !== true
      ? randomState
      : (count: number, seed: number) => randomCourse(count, seed, kind === "relaxationTime" ? 0 : 1);

  test("one number a column, with names that no other observable has", () => {
    const one = randomCase(5, 1);
    const columns = observable.columns(one.given);
    const values = measured(observable, one);
    expect(values).toHaveLength(columns.length);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(new Set(columns).size).toBe(columns.length);
    for (const other of kinds.filter((name) => name !== kind)) {
      const shared = buildObservable(other)
        .columns(one.given)
        .filter((name) => columns.includes(name));
      expect(shared).toEqual([]);
    }
  });

  test("permuting particles with their masses changes nothing, a named particle keeping its name", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(1000), (count, seed) => {
        const { given, course } = randomCase(count, seed);
        const turn = (values: Float64Array, d: number) =>
          Float64Array.from(values, (_, k) => values[(count - 1 - Math.floor(k / d)) * d + (k % d)]!);
        const renamed = kind === "oscillation" ? buildObservable({ kind, particle: count - 1 }) : observable;
        const after = measured(renamed, {
          given: { ...given, masses: turn(given.masses, 1) },
          course: changed(course, turn),
        });
        expectNear(after, measured(observable, { given, course }));
      }),
      { seed: 5, numRuns: 30 },
    );
  });

  // A mean over pairs of different particles counts the two as one more pair.
  const splits = kind === "cosineSpread" ? undefined : test;
  splits?.("splitting a particle into two at the same place changes nothing", () => {
    const { given, course } = randomCase(4, 9);
    const before = measured(observable, { given, course });
    const masses = Float64Array.of(...given.masses, given.masses[0]! / 2);
    masses[0]! /= 2;
    const twice = (values: Float64Array, d: number) => Float64Array.of(...values, ...values.slice(0, d));
    expectNear(measured(observable, { given: { ...given, masses }, course: changed(course, twice) }), before);
  });

  // Directions from the origin are what they are because of where it is.
  const moves = kind === "cosineSpread" ? undefined : test;
  moves?.("moving target and particles together moves nothing but the mean", () => {
    const { given, course } = randomCase(6, 3);
    const shift = (values: Float64Array) => values.map((x, k) => x + (k % 2 === 0 ? 5 : -7));
    const { target } = given;
    const moved: Target = {
      ...target,
      points: shift(target.points),
      modes: { ...target.modes, centres: shift(target.modes.centres) },
    };
    const after = measured(observable, {
      given: { ...given, target: moved },
      course: course.map((one) => ({ ...one, positions: shift(one.positions) })),
    });
    const before = measured(observable, { given, course });
    const isMean = kind === "mean" || kind === "timeAverage";
    expectNear(after, isMean ? before.map((value, k) => value + [5, -7][k]!) : before);
  });

  const mixes = observable.linear === true ? test : undefined;
  mixes?.("the value for a mixture is the mean of the values for its parts", () => {
    const { given, course } = randomCase(3, 6);
    const [a, b] = [course[0]!, randomCase(3, 7).course[0]!];
    const positions = Float64Array.of(...a.positions, ...b.positions);
    const masses = Float64Array.of(...given.masses, ...given.masses).map((mass) => mass / 2);
    const whole = observable.measure({ ...a, positions }, { ...given, masses });
    const [first, second] = [a, b].map((one) => observable.measure(one, given));
    expectNear(
      whole,
      first!.map((value, k) => (value + second![k]!) / 2),
    );
  });

  test("a place that is not finite gives NaN in every column", () => {
    const { given, course } = randomCase(3, 4);
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const last = { ...course.at(-1)!, positions: course.at(-1)!.positions.slice() };
      last.positions[3] = wrong;
      const values = measured(observable, { given, course: [...course.slice(0, -1), last] });
      expect(values).toEqual(observable.columns(given).map(() => Number.NaN));
    }
  });

  test("places that overflow give finite numbers or NaN", () => {
    const { given, course } = randomCase(3, 4);
    const far = changed(course, (values) => values.map((x) => x * 1e300));
    for (const value of measured(observable, { given, course: far })) {
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
