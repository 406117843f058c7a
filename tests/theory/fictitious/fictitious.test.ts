import { describe, expect, it } from "vitest";
import { modulus } from "../../../src/numerics/linearAlgebra.ts";
import { fictitious, multipliers } from "../../../src/theory/index.ts";

const steps = { stepDiscriminator: 0.2, stepGenerator: 0.3 };
const plain = {
  ...steps,
  weightDecay: 0,
  generatorQueue: 1,
  discriminatorQueue: 1,
  decay: 1,
  order: "alternating",
} as const;

describe("the bilinear game in alternating steps", () => {
  const start = { particle: 0.8, weight: -0.3 };
  const course = Array.from({ length: 4000 }, () => ({ w: 0, y: 0, average: 0 }));
  let [w, y, sum] = [start.weight, start.particle, 0];
  course.forEach((_, t) => {
    sum += y;
    w -= steps.stepDiscriminator * y;
    y += steps.stepGenerator * w;
    course[t] = { w, y, average: sum / (t + 1) };
  });

  it("keeps its ellipse", () => {
    const level = fictitious.bilinearInvariant(steps, start);
    const drift = course.map(
      (at) => fictitious.bilinearInvariant(steps, { particle: at.y, weight: at.w }) - level,
    );
    expect(Math.max(...drift.map(Math.abs))).toBeLessThan(1e-12);
    const { weight, particle } = fictitious.bilinearAmplitude(steps, start);
    // 4000 points leave no gap wider than 1e-3 of a turn or so: 1 − cos of that.
    expect(Math.max(...course.map((at) => Math.abs(at.w))) / weight).toBeCloseTo(1, 5);
    expect(Math.max(...course.map((at) => Math.abs(at.y))) / particle).toBeCloseTo(1, 5);
  });

  it("has an average that falls as 1/T with the constant of the orbit", () => {
    const { most, typical } = fictitious.averageConstant(steps, start);
    const scaled = course.map(({ average }, t) => (t + 1) * Math.abs(average));
    expect(Math.max(...scaled) / most).toBeCloseTo(1, 5);
    const square = scaled.reduce((total, one) => total + one * one, 0) / scaled.length;
    expect(Math.sqrt(square) / typical).toBeCloseTo(1, 2);
  });
});

describe("multipliers with queues", () => {
  it("are those of plain steps for queues of one", () => {
    const game = { yy: 0, yw: 1, wy: -1, ww: -0.4 };
    for (const order of ["alternating", "simultaneous"] as const) {
      const found = fictitious.delayedMultipliers({ ...plain, weightDecay: 0.4, order });
      const expected = multipliers(game, steps, { kind: order });
      found.forEach((one, k) => {
        expect(Math.hypot(one.re - expected[k]!.re, one.im - expected[k]!.im)).toBeLessThan(1e-12);
      });
    }
  });

  it("are the growth of the recurrence itself", () => {
    for (const order of ["alternating", "simultaneous"] as const) {
      const game = {
        ...plain,
        generatorQueue: 5,
        discriminatorQueue: 3,
        decay: 0.7,
        order,
        weightDecay: 0.1,
      };
      const [a, b] = [game.stepDiscriminator, game.stepGenerator];
      const [forY, forW] = [5, 3].map((queue) => fictitious.queueWeights(queue, game.decay)) as [
        number[],
        number[],
      ];
      let [ws, ys] = [
        [0, 0, 0, 0],
        [1, 1, 1, 1, 1],
      ];
      const mix = (weights: number[], values: number[]) =>
        weights.reduce((sum, one, i) => sum + one * values[i]!, 0);
      const size = () => Math.hypot(ws[0]!, ys[0]!);
      const sizes: number[] = [];
      for (let t = 0; t < 3000; t++) {
        const w = (1 - a * game.weightDecay) * ws[0]! - a * mix(forY, ys);
        const next = [w, ...ws];
        const y = ys[0]! + b * mix(forW, order === "alternating" ? next : ws);
        ws = next.slice(0, 4);
        ys = [y, ...ys].slice(0, 5);
        sizes.push(Math.log(size()));
      }
      // Over 2000 steps what oscillates in ln‖z‖, less than 1, makes 5e-4 of error.
      const rate = (sizes[2999]! - sizes[999]!) / 2000;
      expect(Math.abs(rate - fictitious.delayedGrowth(game))).toBeLessThan(5e-4);
    }
  });

  it("grow as small steps say", () => {
    const small = { ...plain, stepDiscriminator: 1e-3, stepGenerator: 1e-3 };
    for (const order of ["alternating", "simultaneous"] as const) {
      for (const [generatorQueue, discriminatorQueue, decay] of [
        [4, 4, 1],
        [16, 1, 1],
        [8, 3, 0.5],
      ] as const) {
        const game = { ...small, order, generatorQueue, discriminatorQueue, decay, weightDecay: 2e-4 };
        expect(fictitious.delayedGrowth(game) / fictitious.smallStepGrowth(game)).toBeCloseTo(1, 3);
      }
    }
    const both = { ...small, generatorQueue: 9, discriminatorQueue: 9 };
    expect(fictitious.smallStepGrowth(both)).toBeCloseTo((1e-6 * 8) / 2, 12);
    expect(fictitious.restingDecay(both, 0.1)! / (1e-3 * 8)).toBeCloseTo(1, 3);
  });

  it("have mean ages of the queue", () => {
    expect(fictitious.meanAge(9, 1)).toBeCloseTo(4, 14);
    expect(fictitious.meanAge(400, 0.5)).toBeCloseTo(1, 14);
    expect(modulus(fictitious.delayedMultipliers(plain)[0]!)).toBeCloseTo(1, 14);
    expect(
      fictitious.restingDecay({ ...plain, generatorQueue: 9, discriminatorQueue: 9 }, 0.01),
    ).toBeUndefined();
  });
});
