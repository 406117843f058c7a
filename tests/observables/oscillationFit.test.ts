import { describe, expect, test } from "vitest";
import { kernelDiscriminator } from "../../src/discriminators/index.ts";
import { alternating } from "../../src/dynamics/index.ts";
import { particles } from "../../src/generators/index.ts";
import { gaussian } from "../../src/kernels/index.ts";
import { ipm } from "../../src/losses/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { oscillation, type Setting, type State, simulate } from "../../src/observables/index.ts";
import { weightDecay } from "../../src/penalties/index.ts";
import { points } from "../../src/targets/index.ts";
import { localSpectrum } from "../../src/theory/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

// A noise-free series gives its numbers back to this.
const EXACT = 1e-6;

// A start at 1e-4 widths makes the force linear to about 1e-8; the fit passes on some hundred times that.
const LINEAR = 1e-5;

const target = points([
  [1, -2],
  [30, 0],
]).draw(randomStream(0));
const setting: Setting = { target, masses: Float64Array.of(0.5, 0.5), dimension: 2, width: 1 };

/** Saved every 4 steps: one coordinate after the other, as functions of the step. */
function courseOf(coordinates: readonly ((step: number) => number)[], count = 100): State[] {
  return Array.from({ length: count }, (_, k) => ({
    step: 4 * k,
    positions: Float64Array.from(coordinates, (value) => value(4 * k)),
    gradient: new Float64Array(coordinates.length),
  }));
}

const wave = (rest: number, rate: number, frequency: number) => (step: number) =>
  rest + 0.3 * Math.exp(-rate * step) * Math.cos(frequency * step);

/** Four coordinates that differ in everything: particle 0 about (1, −2), particle 1 about (30, 0). */
const four = courseOf([
  wave(1, 0.01, 0.05),
  wave(-2, 0.005, 0.1),
  wave(30, 0.02, 0.2),
  wave(0, -0.002, 0.15),
]);

function measured(course: readonly State[], options: Parameters<typeof oscillation>[0] = {}): number[] {
  return oscillation(options).measure(course.at(-1)!, setting, course);
}

describe("the observable oscillation", () => {
  test.each([
    [{}, 0.01, 0.05],
    [{ axis: 1 }, 0.005, 0.1],
    [{ particle: 1 }, 0.02, 0.2],
    [{ particle: 1, axis: 1 }, -0.002, 0.15],
  ])("%j is of that coordinate, about its nearest true point, a step", (options, rate, frequency) => {
    const [decayRate, angularFrequency, dampingRatio] = measured(four, options);
    expect(Math.abs(decayRate! / rate - 1)).toBeLessThan(EXACT);
    expect(Math.abs(angularFrequency! / frequency - 1)).toBeLessThan(EXACT);
    expect(Math.abs(dampingRatio! / (rate / Math.hypot(rate, frequency)) - 1)).toBeLessThan(EXACT);
  });

  test("is told by a whole course only: it is marked so, and a single state gives NaN", () => {
    const observable = oscillation({});
    expect(observable.atEnd).toBe(true);
    const none = observable.columns(setting).map(() => Number.NaN);
    expect(observable.measure(four.at(-1)!, setting)).toEqual(none);
    expect(measured(four.slice(0, 7))).toEqual(none);
    expect(measured(four.slice(0, 60))).not.toContain(Number.NaN);
  });

  test("is NaN for a particle that never moves, and for a particle or axis that there is not", () => {
    const still = courseOf([() => 1.5, () => -2, () => 30, () => 0]);
    const none = [Number.NaN, Number.NaN, Number.NaN];
    expect(measured(still)).toEqual(none);
    expect(measured(still, { axis: 1 })).toEqual(none);
    expect(measured(four, { particle: 2 })).toEqual(none);
    expect(measured(four, { axis: 2 })).toEqual(none);
  });

  test("one real rate has no frequency and no damping ratio", () => {
    const slide = wave(1, 0.03, 0);
    const [decayRate, angularFrequency, dampingRatio] = measured(
      courseOf([slide, () => -2, () => 30, () => 0]),
    );
    expect(Math.abs(decayRate! / 0.03 - 1)).toBeLessThan(EXACT);
    expect(angularFrequency).toBe(0);
    expect(dampingRatio).toBeNaN();
  });

  test("is NaN when the particle was lost on the way", () => {
    const lost = four.map((one, k) =>
      k === 50 ? { ...one, positions: one.positions.map(() => Number.NaN) } : one,
    );
    expect(measured(lost)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test("refuses options that name nothing", () => {
    expectInputError(() => oscillation({ particle: -1 }), "particle");
    expectInputError(() => oscillation({ axis: 0.5 }), "axis");
  });

  test("stands at the last saved step of a run, with what linearisation foretells, and nowhere else", async () => {
    const [strength, stepDiscriminator, stepGenerator] = [0.1, 0.05, 0.05];
    const game = {
      target: points([[0]]),
      generator: particles({ start: [[1e-4]] }),
      discriminator: kernelDiscriminator(gaussian({ width: 1 }), { form: "history" }),
      loss: ipm(),
      penalties: [weightDecay(strength)],
    };
    const run = await simulate(game, alternating({ stepDiscriminator, stepGenerator }), {
      steps: 600,
      every: 4,
    });
    const { mean } = localSpectrum({
      ...{ pointMass: 1, particleMass: 1, particles: 1, curvature: 1, weightDecay: strength },
      ...{ stepDiscriminator, stepGenerator, order: "alternating" },
    })!;
    const { re, im } = mean[0]!;
    const rates = run.observable("oscillation");
    expect(rates.slice(0, -1).every(Number.isNaN)).toBe(true);
    expect(Math.abs(rates.at(-1)! / -Math.log(Math.hypot(re, im)) - 1)).toBeLessThan(LINEAR);
    const frequencies = run.observable("oscillation", "angularFrequency");
    expect(Math.abs(frequencies.at(-1)! / Math.abs(Math.atan2(im, re)) - 1)).toBeLessThan(LINEAR);
  });
});
