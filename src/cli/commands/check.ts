import type { Command } from "../command.ts";

/** `ganphase check FILE` */
export const check: Command = {
  name: "check",
  operands: "FILE",
  summary: "Say what is wrong with a file, run nothing",
  description: [
    "Reads the file as `run` or `scan` would, with every --set, and says the first",
    "thing that is wrong in it, or how large it is. Writes nothing.",
  ],
  options: ["set", "backend", "seed", "scale", "json", "quiet", "help"],
  examples: ["ganphase check my-sim.json", "ganphase check my-scan.json --set axes[0].count=512"],
  load: async () => (await import("../actions/check.ts")).check,
};
