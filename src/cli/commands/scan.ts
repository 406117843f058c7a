import type { Command } from "../command.ts";

/** `ganphase scan FILE` */
export const scan: Command = {
  name: "scan",
  operands: "FILE",
  summary: "Run every cell of a scan file and draw its phase diagram",
  description: [
    "Writes cells/part-*.parquet, a row a cell and replica, as the parts are done,",
    "manifest.json, and the figures as HTML and PNG. Stopped or killed at any",
    "moment, the same command goes on with what is there and repeats nothing.",
    "Without --out the folder is runs/NAME, NAME being the file's.",
  ],
  options: ["out", "set", "backend", "seed", "threads", "no-figures", "json", "quiet", "help"],
  examples: [
    "ganphase scan sims/isolated-points/stability.json --out runs/stability",
    "ganphase scan my-scan.json --set axes[0].count=128 --threads 4",
  ],
  load: async () => (await import("../actions/scan.ts")).scan,
};
