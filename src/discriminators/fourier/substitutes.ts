import type { Call, Substitute } from "../../engine/index.ts";
import { followingArrays, handWritten, stepCalls } from "../form.ts";
import type { ModeRun } from "./modes.ts";

/** Sizes that the hand-written step is told. */
interface Sizes {
  readonly D: number;
  readonly n: number;
  readonly MODES: number;
  readonly LADDER: number;
}

/** The hand-written step (`assembly/fourier.ts`), as far as it goes; it reads the table `runs`. */
export function fourierSubstitutes(
  { D, n, MODES, LADDER }: Sizes,
  runs: number,
  parts: Readonly<Record<"prepare" | "learn" | "feel", readonly Call[]>>,
): Substitute[] {
  return handWritten.map(({ learnFirst, following }) => ({
    function: "fourier",
    calls: stepCalls(parts, learnFirst, following),
    arrays: [
      ...followingArrays(following),
      ...["rates", "generatedPull", "coefficients", "clock", "departed"],
      ...["centre", "half", "period", "strength", "projection", "runs"],
    ],
    numbers: [D, n, MODES, runs, LADDER, learnFirst ? 1 : 0, following === "free" ? 0 : 1],
    lanes: 2,
  }));
}

/** Leading numbers, first and last value of the last one, and modes before it: five numbers a run. */
export function runTable(runs: readonly ModeRun[]): Float64Array {
  return Float64Array.from(
    runs.flatMap(({ lead, first, last, offset }) => [lead[0] ?? 0, lead[1] ?? 0, first, last, offset]),
  );
}
