import type { Call, Substitute } from "../../engine/index.ts";
import { stepCalls } from "../form.ts";
import type { TaylorConstants } from "./calls.ts";

const arrays = [
  ...["position", "gradient", "low", "high", "direction", "turns", "push", "rates", "generatedPull"],
  ...["moments", "clock", "departed", "centres", "widths", "amplitudes", "region2", "projection", "factors"],
];

/**
 * The hand-written steps (`assembly/taylor.ts`, `assembly/taylorSingle.ts`) for both orders of play.
 * @param alone no true point but the centre itself is in its reach
 */
export function taylorSubstitutes(
  constants: TaylorConstants,
  parts: Readonly<Record<"prepare" | "learn" | "feel", readonly Call[]>>,
  alone: boolean,
): Substitute[] {
  const { D, n, N, SCALES, LADDER, SCALE, REACH2, FLOOR } = constants;
  // Its loops are three deep.
  if (D > 3) return [];
  const order = LADDER - 1;
  const general = (learnFirst: boolean): Substitute => ({
    function: "taylor",
    calls: stepCalls(parts, learnFirst),
    arrays,
    numbers: [D, n, N, SCALES, order, SCALE, REACH2, FLOOR, learnFirst ? 1 : 0],
    lanes: 2,
  });
  const substitutes = [general(true), general(false)];
  if (D * n * N * SCALES > 1 || !alone || order < 4) return substitutes;
  const single: Substitute = {
    ...substitutes[0]!,
    function: "taylorSingle",
    numbers: [order, SCALE, REACH2, FLOOR, FLOOR ** (1 / order)],
    lanes: 6,
  };
  return [single, ...substitutes];
}
