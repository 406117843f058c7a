import { describe, expect, it } from "vitest";
import { run, type Sketch } from "../games.ts";
import { fittedOrder } from "./fit.ts";
import { type Flow, flowAt } from "./flow.ts";

const flows: Readonly<Record<string, Flow>> = {
  "one particle about its point": {
    points: [0],
    masses: [1],
    start: [0.5],
    particleMasses: [1],
    width: 1,
    weightDecay: 0.5,
    ascent: 1,
    descent: 1,
  },
  "three particles between two points, unequal masses": {
    points: [-0.6, 0.5],
    masses: [0.35, 0.65],
    start: [-1, 0.2, 1.1],
    particleMasses: [0.5, 0.2, 0.3],
    width: 0.8,
    weightDecay: 0.3,
    ascent: 0.7,
    descent: 1.5,
  },
  "no weight decay": {
    points: [-0.4, 0.6],
    masses: [0.5, 0.5],
    start: [0.9, -0.7],
    particleMasses: [0.6, 0.4],
    width: 1,
    weightDecay: 0,
    ascent: 1,
    descent: 0.8,
  },
};

const tau = 6;
/** Six step sizes, each half of the one before. */
const rounds = [60, 120, 240, 480, 960, 1920];

/** η_d = h a, η_g = h b. */
function sketchOf(flow: Flow, h: number, order: Sketch["order"]): Sketch {
  return {
    ...flow,
    points: flow.points.map((x) => [x]),
    start: flow.start.map((y) => [y]),
    kernel: { kind: "gaussian", width: flow.width },
    stepDiscriminator: h * flow.ascent,
    stepGenerator: h * flow.descent,
    order,
  };
}

function distance(one: ArrayLike<number>, other: readonly number[]): number {
  return Math.max(...other.map((value, k) => Math.abs(value - one[k]!)));
}

describe("gradient descent-ascent with steps h a and h b approaches its continuous-time flow", () => {
  for (const [name, flow] of Object.entries(flows)) {
    it(`the reference itself is exact to a tenth of the smallest error: ${name}`, () => {
      expect(distance(flowAt(flow, tau, 600), flowAt(flow, tau, 300))).toBeLessThan(1e-8);
    });

    for (const order of ["alternating", "simultaneous"] as const) {
      it(`${order}: at order 1 in h: ${name}`, async () => {
        const wanted = flowAt(flow, tau, 600);
        const steps = rounds.map((count) => tau / count);
        const errors: number[] = [];
        for (const [k, count] of rounds.entries()) {
          const memory = { form: "taylor", accuracy: 1e-12 } as const;
          const [trajectory] = await run(
            [sketchOf(flow, steps[k]!, order)],
            { steps: count, every: 0 },
            memory,
          );
          errors.push(distance(trajectory!.positions.at(-1)!, wanted));
        }
        expect(errors.at(-1)!).toBeGreaterThan(1e-7);
        const fitted = fittedOrder(steps, errors);
        expect(fitted).toBeGreaterThan(0.9);
        expect(fitted).toBeLessThan(1.1);
      });
    }
  }
});
