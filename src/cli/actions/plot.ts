import { basename, resolve } from "node:path";
import type { Context, Result } from "../command.ts";
import { onlyOperand } from "../documents.ts";
import { openedFolder } from "../runFolders.ts";
import { showFolder } from "../show.ts";

/** Draws the figures of a run folder. */
export async function plot(context: Context): Promise<Result> {
  const path = onlyOperand(context.args, "a run folder");
  const opened = await openedFolder(path);
  const figures = await showFolder(context, opened, basename(resolve(path)));
  return { command: "plot", out: path, kind: opened.manifest.kind, figures };
}
