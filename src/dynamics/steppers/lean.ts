import type { Call } from "../../engine/index.ts";
import { here, type Play, type Player, type Stand } from "../stepper.ts";
import { copy, named, overParameters, parametersOf, players } from "./ascend.ts";
import { leaned, leanLength, slopeAlong, slopeAlongToo } from "./leanBodies.ts";

/**
 * Derivatives of the players' interests along a direction u of one player, as central differences
 *
 *   D_u F ≈ (F(z + εu) − F(z − εu)) / 2ε,   ε‖u‖ = κ (1 + max|z_k|),
 *
 * z being that player's parameters and κ = 1e-5 in double, 3e-3 in single precision: the error is of the order
 * κ² times the third derivative and (digits lost) 1e-16/κ, or 6e-8/κ.
 */

/** The call that writes ε for one player, 0 where it does not want to go anywhere. */
export function lengthOfLean(play: Play, player: Player, direction: string, precisionRow: number): Call {
  const output = named("leanLength", player);
  return {
    name: `write${output}`,
    output,
    rows: 1,
    body: leanLength,
    reads: [parametersOf[player], direction, "pace"],
    constants: { ROWS: play.rows[player], PRECISION: precisionRow },
    helpers: {},
  };
}

/**
 * Calls that add D_u of the derivatives of this player's objective, u its direction, to the arrays `curl…` of
 * both players.
 * @param first whether they begin these arrays
 */
export function curlOf(play: Play, player: Player, direction: string, first: boolean): Call[] {
  const length = named("leanLength", player);
  const [forth, back] = [1, -1].map((sign) => {
    const stand = standBeside(player, sign);
    const shifted = [parametersOf[player], direction, length];
    return { stand, calls: overParameters(play, player, stand[player], leaned, shifted, { SIGN: sign }) };
  });
  const noted = players.flatMap((other) => {
    const { calls, direction: there } = play.interest(player, other, forth!.stand);
    return [...calls, ...copy(play, other, there, named("forth", other))];
  });
  const compared = players.flatMap((other) => {
    const { calls, direction: there } = play.interest(player, other, back!.stand);
    const curl = named("curl", other);
    const reads = [named("forth", other), there, length];
    const added = first
      ? overParameters(play, other, curl, slopeAlong, reads)
      : overParameters(play, other, curl, slopeAlongToo, [...reads, curl]);
    return [...calls, ...added];
  });
  return [...forth!.calls, ...back!.calls, ...noted, ...compared];
}

function standBeside(player: Player, sign: number): Stand {
  const tag = sign > 0 ? "Forth" : "Back";
  return { ...here, [player]: named(`lean${tag}`, player), tag };
}
