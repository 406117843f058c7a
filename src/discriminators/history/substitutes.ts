import type { Call, Substitute } from "../../engine/index.ts";
import type { Kernel } from "../../kernels/index.ts";
import { followingArrays, handWritten, stepCalls } from "../form.ts";
import { codesOf } from "../sums/shapes.ts";
import type { HistoryConstants } from "./calls.ts";

/** Behind those that move the particles, in the order in which the function takes their addresses. */
const arrays = "rates truePull generatedPull past age trueAge slot points shape".split(" ");

/** The hand-written step (`assembly/history.ts`) as far as it goes, where it knows the kernel. */
export function historySubstitutes(
  { D, n, N, SLOTS }: HistoryConstants,
  kernel: Kernel,
  calls: Readonly<Record<"prepare" | "learn" | "feel", readonly Call[]>>,
  alone: boolean,
): Substitute[] {
  const codes = codesOf(kernel);
  if (codes === undefined) return [];
  return handWritten.map(({ learnFirst, following }) => {
    const [first, coupled] = [learnFirst ? 1 : 0, following === "free" ? 0 : 1];
    return {
      function: "history",
      calls: stepCalls(calls, learnFirst, following),
      arrays: [...followingArrays(following), ...arrays],
      numbers: [D, n, N, SLOTS, kernel.terms.length, codes, first, coupled, alone ? 1 : 0],
      lanes: 2,
    };
  });
}
