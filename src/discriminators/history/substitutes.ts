import type { Call, Substitute } from "../../engine/index.ts";
import type { Kernel } from "../../kernels/index.ts";
import { followingCalls } from "../form.ts";
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
  calls: { readonly learn: readonly Call[]; readonly feel: readonly Call[] },
  alone: boolean,
): Substitute[] {
  const codes = codesOf(kernel);
  if (codes === undefined) return [];
  const [learn, feel] = [calls.learn, calls.feel].map((list) => list.map(({ name }) => name)) as [
    string[],
    string[],
  ];
  return [true, false].map((learnFirst) => ({
    function: "history",
    calls: [...(learnFirst ? [...learn, ...feel] : [...feel, ...learn]), ...followingCalls],
    arrays,
    numbers: [D, n, N, SLOTS, kernel.terms.length, codes, learnFirst ? 1 : 0, alone ? 1 : 0],
    lanes: 2,
  }));
}
