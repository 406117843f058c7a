import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import type { Setting, State } from "../../src/observables/observable.ts";
import { buildObservable, type ObservableSpec } from "../../src/observables/register.ts";
import { points } from "../../src/targets/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

const target = points([[0, 0]]).draw(randomStream(0));
const given: Setting = { target, masses: Float64Array.of(0.5, 0.5), dimension: 2, width: 1 };

/** Saved every 5 steps: the four coordinates of two particles as functions of the step. */
function courseOf(coordinates: readonly ((step: number) => number)[], count = 120): State[] {
  return Array.from({ length: count }, (_, k) => ({
    step: 5 * k,
    positions: Float64Array.from(coordinates, (value) => value(5 * k)),
    gradient: new Float64Array(4),
  }));
}

function measured(spec: ObservableSpec, course: readonly State[]): number[] {
  return buildObservable(spec).measure(course.at(-1)!, given, course);
}

const still = () => 0;
const none = [Number.NaN, Number.NaN];

describe("relaxationTime", () => {
  const slide = courseOf([(t) => 2 + Math.exp(-t / 60), still, (t) => 2 - Math.exp(-t / 60), still]);

  test("is the τ of the watched distance, half as long for a squared one, with its rest", () => {
    // Σ q_j r² = 4 + e^(−t/30).
    const [time, rest] = measured("relaxationTime", slide);
    expect(time).toBeCloseTo(30, 6);
    expect(rest).toBeCloseTo(4, 6);
    // A mean that goes as e^(−t/60).
    const together = courseOf([(t) => Math.exp(-t / 60), still, (t) => Math.exp(-t / 60), still]);
    for (const distance of ["strayDistance", "energyDistance"]) {
      expect(measured({ kind: "relaxationTime", distance }, together)[0]).toBeCloseTo(60, 5);
    }
    expect(measured({ kind: "relaxationTime", distance: "meanEnergy" }, together)[0]).toBeCloseTo(30, 5);
  });

  test("leaves out the share at the start, and thins long courses", () => {
    const late = (t: number) => (t < 150 ? 50 : Math.exp(-(t - 150) / 60));
    const course = courseOf([late, still, late, still]);
    const spec = { kind: "relaxationTime", distance: "strayDistance" };
    expect(measured({ ...spec, from: 0.25 }, course)[0]).toBeCloseTo(60, 5);
    expect(measured(spec, course)[0]).not.toBeCloseTo(60, 0);
    const long = courseOf([(t) => Math.exp(-t / 600), still, (t) => Math.exp(-t / 600), still], 700);
    expect(measured(spec, long)[0]).toBeCloseTo(600, 4);
  });

  test("is NaN when the distance grows, stays, or was lost on the way, and of a single state", () => {
    expect(measured("relaxationTime", courseOf([(t) => Math.exp(t / 60), still, still, still]))).toEqual(
      none,
    );
    expect(measured("relaxationTime", courseOf([() => 1, still, still, still]))).toEqual(none);
    const lost = slide.map((one, k) =>
      k === 50 ? { ...one, positions: one.positions.map(() => Number.NaN) } : one,
    );
    expect(measured("relaxationTime", lost)).toEqual(none);
    expect(buildObservable("relaxationTime").measure(slide[0]!, given)).toEqual(none);
    expect(buildObservable("relaxationTime").atEnd).toBe(true);
  });

  test("refuses what it does not watch", () => {
    expectInputError(() => buildObservable({ kind: "relaxationTime", distance: "coverage" }), "distance");
    expectInputError(() => buildObservable({ kind: "relaxationTime", from: 1 }), "from");
  });
});

describe("powerSpectrum", () => {
  const tone = (omega: number) => (t: number) => Math.cos(omega * t);
  const course = courseOf([tone(0.1), tone(0.2), (t) => 3 * Math.cos(0.3 * t), still]);

  test("is the strongest frequency a step of the mean, or of the named coordinate", () => {
    // The mean's first coordinate holds both tones, the stronger one wins.
    expect(measured("powerSpectrum", course)[0]).toBeCloseTo(0.3, 3);
    expect(measured({ kind: "powerSpectrum", axis: 1 }, course)[0]).toBeCloseTo(0.2, 3);
    const [frequency, share] = measured({ kind: "powerSpectrum", particle: 0 }, course);
    expect(frequency).toBeCloseTo(0.1, 3);
    expect(share).toBeGreaterThan(0.99);
    expect(measured("powerSpectrum", course)[1]).toBeLessThan(0.95);
  });

  test("leaves out a last state off the grid", () => {
    const odd = [...course, { ...course[0]!, step: 597 }];
    expect(measured("powerSpectrum", odd)).toEqual(measured("powerSpectrum", course));
  });

  test("is NaN without an oscillation, for a particle or axis that there is not, and of a single state", () => {
    expect(measured("powerSpectrum", courseOf([(t) => Math.exp(-t / 50), still, still, still]))).toEqual(
      none,
    );
    expect(measured({ kind: "powerSpectrum", particle: 2 }, course)).toEqual(none);
    expect(measured({ kind: "powerSpectrum", axis: 2 }, course)).toEqual(none);
    expect(buildObservable("powerSpectrum").measure(course[0]!, given)).toEqual(none);
  });
});

describe("coverageTime", () => {
  const two = points([[0, 0], [4, 0]]); // biome-ignore format: a list of points
  const setting: Setting = { ...given, target: two.draw(randomStream(0)) };
  const when = (course: readonly State[], spec: ObservableSpec = "coverageTime") =>
    buildObservable(spec).measure(course.at(-1)!, setting, course);
  /** The second particle is at the second point while `there`. */
  const visits = (there: (step: number) => boolean) =>
    courseOf([still, still, (t) => (there(t) ? 4 : 2), still], 20);

  test("is the first saved step with all modes covered, and the first from which on they stay so", () => {
    expect(when(visits((t) => (t >= 20 && t < 40) || t > 60))).toEqual([20, 65]);
    expect(when(visits(() => true))).toEqual([0, 0]);
    expect(when(visits((t) => t === 95))).toEqual([95, 95]);
  });

  test("has no step where they are lost at the end, or never covered", () => {
    const [first, since] = when(visits((t) => t > 20 && t < 95));
    expect(first).toBe(25);
    expect(since).toBeNaN();
    expect(when(visits(() => false))).toEqual(none);
  });

  test("counts as coverage does", () => {
    const spec = { kind: "coverageTime", radius: 2.5 };
    expect(when(courseOf([still, still, () => 2.6, still], 3), spec)).toEqual([0, 0]);
    expect(
      when(
        visits(() => true),
        { kind: "coverageTime", share: 1 },
      ),
    ).toEqual([0, 0]);
  });
});
