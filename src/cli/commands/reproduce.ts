import type { Command } from "../command.ts";

/** `ganphase reproduce [NAME…]` */
export const reproduce: Command = {
  name: "reproduce",
  operands: "[NAME…]",
  summary: "Run what ships with the package, compare with theory",
  description: [
    "Runs all sims, scans and studies of the package, or those named, into",
    "plots/TOPIC/NAME/ and draws their figures as plots/TOPIC/NAME.html and .png.",
    "Ends with a table: what theory says, what was measured, how far apart.",
    "Scans that are there already are drawn again, not run again.",
  ],
  options: ["main", "list", "out", "backend", "scale", "threads", "no-figures", "json", "quiet", "help"],
  examples: ["ganphase reproduce --list", "ganphase reproduce isolated-points/two-point"],
  load: async () => (await import("../actions/reproduce.ts")).reproduce,
};
