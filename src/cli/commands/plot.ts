import type { Command } from "../command.ts";

/** `ganphase plot FOLDER` */
export const plot: Command = {
  name: "plot",
  operands: "FOLDER",
  summary: "Draw the figures of a run folder again",
  description: [
    "Reads the manifest and the Parquet files of a run, a study or a scan (of an",
    "unfinished one too) and writes its figures as HTML and PNG into the folder.",
  ],
  options: ["json", "quiet", "help"],
  examples: ["ganphase plot runs/stability"],
  load: async () => (await import("../actions/plot.ts")).plot,
};
