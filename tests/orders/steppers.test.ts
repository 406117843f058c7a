import { describe, expect, it } from "vitest";
import type { Stepper } from "../../src/dynamics/stepper.ts";
import { alternating } from "../../src/dynamics/steppers/alternating.ts";
import { consensus } from "../../src/dynamics/steppers/consensus.ts";
import { extragradient } from "../../src/dynamics/steppers/extragradient.ts";
import { flow } from "../../src/dynamics/steppers/flow.ts";
import { momentum } from "../../src/dynamics/steppers/momentum.ts";
import { optimistic } from "../../src/dynamics/steppers/optimistic.ts";
import { simultaneous } from "../../src/dynamics/steppers/simultaneous.ts";
import { games, runClosed } from "../dynamics/steppersGame.ts";
import { distance, flowAt } from "../dynamics/steppersPlain.ts";
import { fittedOrder } from "./fit.ts";

const [a, b] = [1.2, 0.8];
const plain: readonly [number, number] = [a, b];
const tau = 2;
/** Each half as long as the one before. */
const rounds = [128, 256, 512, 1024];

/** A stepper at step size h, and the flow that it follows. */
interface Follower {
  readonly make: (h: number) => Stepper;
  /** Speeds of the flow's players. */
  readonly speeds?: readonly [number, number];
  readonly strength?: number;
}

const rates = (h: number) => ({ stepDiscriminator: h * a, stepGenerator: h * b });

const followers: Readonly<Record<string, Follower>> = {
  alternating: { make: (h) => alternating(rates(h)) },
  "alternating 3:2, whose players are so much faster": {
    make: (h) => alternating({ ...rates(h), discriminatorSteps: 3, generatorSteps: 2 }),
    speeds: [3 * a, 2 * b],
  },
  simultaneous: { make: (h) => simultaneous(rates(h)) },
  "momentum, in the time h/(1 − β)": {
    make: (h) => momentum({ ...rates(h), momentum: 0.6 }),
    speeds: [a / 0.4, b / 0.4],
  },
  "negative momentum, simultaneous": {
    make: (h) => momentum({ ...rates(h), momentum: -0.5, order: "simultaneous" }),
    speeds: [a / 1.5, b / 1.5],
  },
  optimistic: { make: (h) => optimistic(rates(h)) },
  extragradient: { make: (h) => extragradient(rates(h)) },
  "consensus, whose flow has the consensus in it": {
    make: (h) => consensus({ ...rates(h), strength: 0.5 }),
    strength: 0.5,
  },
};

async function errorsOf(
  make: (h: number) => Stepper,
  game: (typeof games)[keyof typeof games],
  exact: readonly number[],
) {
  return Promise.all(
    rounds.map(async (steps) => {
      const [state] = await runClosed([{ game, stepper: make(tau / steps) }], steps);
      return distance(state!, exact);
    }),
  );
}

const sizes = rounds.map((steps) => tau / steps);

describe("small steps follow the flow, at first order", () => {
  for (const [name, { make, speeds = plain, strength = 0 }] of Object.entries(followers)) {
    for (const [title, game] of Object.entries(games)) {
      it(`${name}: ${title}`, async () => {
        const exact = flowAt(game, speeds, tau, { strength });
        const errors = await errorsOf(make, game, exact);
        expect(Math.abs(fittedOrder(sizes, errors) - 1)).toBeLessThan(0.1);
      });
    }
  }
});

describe("the flow's own integrator", () => {
  const game = games["Dirac-GAN with a twist"];
  const exact = flowAt(game, [1, 1], 8);

  it("has order five where every step is one output long", async () => {
    // Nothing is refused; a first, shorter step is all that differs from a constant length.
    const outputs = [16, 24, 32, 48, 64];
    const errors = [];
    for (const steps of outputs) {
      const [state] = await runClosed([{ game, stepper: flow({ duration: 8, tolerance: 1e6 }) }], steps);
      errors.push(distance(state!, exact));
    }
    expect(
      Math.abs(
        fittedOrder(
          outputs.map((steps) => 1 / steps),
          errors,
        ) - 5,
      ),
    ).toBeLessThan(0.4);
  });

  it("the error is proportional to the tolerance", async () => {
    const tolerances = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];
    const errors = [];
    for (const tolerance of tolerances) {
      const [state] = await runClosed([{ game, stepper: flow({ duration: 8, tolerance }) }], 1);
      errors.push(distance(state!, exact));
    }
    expect(Math.abs(fittedOrder(tolerances, errors) - 1)).toBeLessThan(0.15);
    errors.forEach((error, k) => {
      expect(error / tolerances[k]!).toBeLessThan(20);
    });
  });
});
