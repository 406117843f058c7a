import type { Command } from "../command.ts";

/** `ganphase bench [CASE…]` */
export const bench: Command = {
  name: "bench",
  operands: "[CASE…]",
  summary: "Measure speed beside peers, in one run",
  description: [
    "Runs the benchmarks a to f of bench/ (all, or those named): the same work by",
    "ganphase, by the algorithm as published, by NumPy, PyTorch and numba where they",
    "are installed, and by a C++ program where g++ is. Prints times with their spread",
    "and ratios. --quick takes small sizes, to see that everything works.",
  ],
  options: ["quick", "no-peers", "backend", "threads", "json", "quiet", "help"],
  examples: ["ganphase bench a --no-peers", "ganphase bench --quick"],
  load: async () => (await import("../actions/bench.ts")).bench,
};
