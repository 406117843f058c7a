import type { Call } from "../../engine/index.ts";
import { define, InputError, positive } from "../../options/index.ts";
import { type Play, type Stepper, weights } from "../stepper.ts";
import { clockCalls, clockRows, loseCall, paced, tryCall } from "./flow/clock.ts";
import { paceRows, stageCalls } from "./flow/dormandPrince.ts";
import { judgeCalls, takeCalls } from "./flow/verdict.ts";
import { finePrecision } from "./precision.ts";

/**
 * The flow that all steppers follow when their steps are small, in continuous time:
 *
 *   dw/dt = ρ_d ∂_w L_D(w, y),   dy/dt = ρ_g ∂_y L_G(w, y),   0 ≤ t ≤ `duration`.
 *
 * With the rates ρ equal to a stepper's step sizes, t counts that stepper's steps. The sim file's `steps` are
 * outputs, at equal distances of time. In between, the pair of Dormand and Prince integrates with steps that
 * each simulation chooses so that the root mean square of error/(tolerance · (1 + |z|)) is at most 1 a step,
 * and that end at each output.
 *
 * The calls make one attempt at a step; one that fails changes nothing but the length of the next. A simulation whose
 * attempts become too short or too many (it is not finite, or blows up within finite time) is given up: its
 * parameters are no numbers from then on.
 */
export const flow = define(
  "flow",
  {
    duration: positive().describe("The time at the end"),
    tolerance: positive()
      .default(1e-8)
      .describe(
        "The error that a step of the integrator may make, relative to 1 + |z|; at least 1e-6 in single precision",
      ),
    rateDiscriminator: positive().default(1).describe("ρ_d, the discriminator's speed"),
    rateGenerator: positive().default(1).describe("ρ_g, the generator's speed"),
  },
  ({ duration, tolerance, rateDiscriminator, rateGenerator }): Stepper => ({
    kind: "flow",
    stepDiscriminator: rateDiscriminator,
    stepGenerator: rateGenerator,
    key: "flow",
    pace: [rateDiscriminator, rateGenerator, duration, tolerance, finePrecision],
    paced,
    memory: () => clockRows,
    sequence: attempt,
  }),
);

/** @throws InputError where the discriminator has bounds, at which a flow has kinks. */
function attempt(play: Play): Call[] {
  if (play.rows.discriminator > 0 && play.bound(weights).length > 0) {
    throw new InputError("dynamics", "flow has no bounds on parameters; use small steps of alternating");
  }
  return [
    tryCall(),
    ...stageCalls(play),
    ...judgeCalls(play),
    loseCall(paceRows.PRECISION),
    ...takeCalls(play),
    ...clockCalls(),
  ];
}
