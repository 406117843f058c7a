import type { Call, Substitute } from "../../engine/index.ts";
import { followingArrays, type HandWritten, handWritten, stepCalls } from "../form.ts";
import type { TaylorConstants } from "./calls.ts";

/** Behind those that move the particles. */
const arrays = [
  ...["rates", "generatedPull", "moments", "clock", "departed"],
  ...["centres", "widths", "amplitudes", "region2", "projection", "factors"],
];

/**
 * The hand-written steps (`assembly/taylor.ts`, `assembly/taylorSingle.ts`), as far as they go.
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
  const general = ({ learnFirst, following }: HandWritten): Substitute => ({
    function: "taylor",
    calls: stepCalls(parts, learnFirst, following),
    arrays: [...followingArrays(following), ...arrays],
    numbers: [
      ...[D, n, N, SCALES, order, SCALE, REACH2, FLOOR],
      ...[learnFirst ? 1 : 0, following === "free" ? 0 : 1],
    ],
    lanes: 2,
  });
  const substitutes = handWritten.map(general);
  if (D * n * N * SCALES > 1 || !alone || order < 4) return substitutes;
  const single: Substitute = {
    function: "taylorSingle",
    calls: stepCalls(parts, true),
    arrays: [...followingArrays("free").slice(0, -1), ...arrays],
    numbers: [order, SCALE, REACH2, FLOOR, FLOOR ** (1 / order)],
    lanes: 6,
  };
  return [single, ...substitutes];
}
