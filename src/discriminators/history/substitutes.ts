import type { Call, Substitute } from "../../engine/index.ts";
import type { Kernel } from "../../kernels/index.ts";
import { stepCalls } from "../form.ts";
import { codesOf } from "../sums/shapes.ts";
import type { HistoryConstants } from "./calls.ts";

/** In the order in which the function takes their addresses. */
const arrays =
  "position gradient low high direction turns push rates truePull generatedPull past age trueAge slot points shape".split(
    " ",
  );

/** The hand-written step (`assembly/history.ts`) for both orders of play, where it knows the kernel. */
export function historySubstitutes(
  { D, n, N, SLOTS }: HistoryConstants,
  kernel: Kernel,
  calls: Readonly<Record<"prepare" | "learn" | "feel", readonly Call[]>>,
  alone: boolean,
): Substitute[] {
  const codes = codesOf(kernel);
  if (codes === undefined) return [];
  return [true, false].map((learnFirst) => ({
    function: "history",
    calls: stepCalls(calls, learnFirst),
    arrays,
    numbers: [D, n, N, SLOTS, kernel.terms.length, codes, learnFirst ? 1 : 0, alone ? 1 : 0],
    lanes: 2,
  }));
}
