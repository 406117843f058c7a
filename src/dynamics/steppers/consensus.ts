import type { Call } from "../../engine/index.ts";
import { define, InputError, nonNegative } from "../../options/index.ts";
import { here, type Play, type Stepper } from "../stepper.ts";
import { bounded, named, overParameters, parametersOf, players } from "./ascend.ts";
import { curlOf, lengthOfLean } from "./lean.ts";
import { agreed } from "./leanBodies.ts";
import { stepSizes } from "./options.ts";
import { finePrecision } from "./precision.ts";

/** The row of `pace` with r. */
const STRENGTH = 2;
/** The row of `pace` that tells double from single precision. */
const PRECISION = 3;

/**
 * Consensus optimization (Mescheder, Nowozin, Geiger 2017, "The Numerics of GANs", eq. 10), both players at once:
 *
 *   z ← z + η (v − r ∇½‖v‖²),   z = (w, y),   v = (∂_w L_D, ∂_y L_G).
 *
 * With D_u the derivative along u, ∇½‖v‖² = D_(v_w, 0) ∂_z L_D + D_(0, v_y) ∂_z L_G: the first derivatives of
 * both objectives with respect to the parameters of both players are all that is asked for, at four stands
 * about z (see `lean.ts`). Where a kernel couples the particles, v_y is the coupled direction, and ‖v‖ is
 * measured as in the parameters of the generator that the kernel stands for.
 *
 * The field in the published code of the Dirac-GAN is another one: it lacks half of a product that appears only
 * when ∇½‖v‖² is written out for that one game, and no rule makes it for others.
 */
export const consensus = define(
  "consensus",
  {
    ...stepSizes,
    strength: nonNegative().describe("r, how much both players prefer states in which ‖v‖ is small"),
  },
  ({ stepDiscriminator, stepGenerator, strength }): Stepper => ({
    kind: "consensus",
    stepDiscriminator,
    stepGenerator,
    key: "consensus",
    pace: [stepDiscriminator, stepGenerator, strength, finePrecision],
    memory: () => ({}),
    sequence: agree,
  }),
);

/** @throws InputError where the discriminator has no parameters that move. */
function agree(play: Play): Call[] {
  if (play.rows.discriminator === 0) {
    throw new InputError("dynamics", "consensus needs a discriminator that learns step by step");
  }
  const directions = play.field(here);
  const lengths = players.map((player) => lengthOfLean(play, player, directions[player], PRECISION));
  const curls = players.flatMap((player, k) => curlOf(play, player, directions[player], k === 0));
  const moves = players.flatMap((player) => {
    const at = parametersOf[player];
    const reads = [at, directions[player], named("curl", player), "pace"];
    return [...overParameters(play, player, at, agreed, reads, { STRENGTH }), ...bounded(play, player, at)];
  });
  return [...directions.calls, ...lengths, ...curls, ...moves];
}
