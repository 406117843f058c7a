import { basename, resolve } from "node:path";
import type { Command } from "../command.ts";
import { onlyOperand } from "../documents.ts";
import { openedFolder } from "../runFolders.ts";
import { showFolder } from "../show.ts";

/** `ganphase plot FOLDER` */
export const plot: Command = {
  name: "plot",
  operands: "FOLDER",
  summary: "Draw the figures of a run folder again",
  description: [
    "Reads the manifest and the Parquet files of a run or scan, of an unfinished scan",
    "too, and writes its figures as HTML and PNG into the folder.",
  ],
  options: ["json", "quiet", "help"],
  examples: ["ganphase plot runs/phase"],
  async run(context) {
    const path = onlyOperand(context.args, "a run folder");
    const { folder, manifest } = await openedFolder(path);
    const figures = await showFolder(context, folder, manifest, basename(resolve(path)));
    return { command: "plot", out: path, kind: manifest.kind, figures };
  },
};
