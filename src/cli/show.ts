import type { Figure } from "../figures/index.ts";
import type { Context } from "./command.ts";
import { type Easel, openEasel } from "./easel.ts";
import { runData, scanData } from "./figureData.ts";
import { runFigures, scanFigures } from "./figureSpecs.ts";
import type { Opened } from "./runFolders.ts";
import { studyFigures } from "./studyFigures.ts";

/** The figures of a run folder, each with a stem that tells it from the others. */
export async function folderFigures(
  opened: Opened,
  name: string,
): Promise<{ stem: string; figure: Figure }[]> {
  const figures = await figuresOf(opened, name);
  const counts = new Map<string, number>();
  return figures.map((figure) => {
    const count = (counts.get(figure.name) ?? 0) + 1;
    counts.set(figure.name, count);
    return { stem: count === 1 ? figure.name : `${figure.name}-${count}`, figure };
  });
}

async function figuresOf(opened: Opened, name: string): Promise<Figure[]> {
  if (opened.kind === "study") return studyFigures(opened.folder, opened.manifest, name);
  const { folder, manifest } = opened;
  if (manifest.kind === "run") return runFigures(manifest.sim, await runData(folder, manifest, name));
  return scanFigures(manifest.scan, await scanData(folder, manifest, name));
}

/** Draws all figures of a run folder to files that `place` names, until interrupted; returns their paths. */
export async function drawFolder(
  signal: AbortSignal,
  easel: Easel,
  opened: Opened,
  name: string,
  place: (stem: string, count: number) => string,
): Promise<string[]> {
  const figures = await folderFigures(opened, name);
  const written: string[] = [];
  for (const { stem, figure } of figures) {
    signal.throwIfAborted();
    written.push(...(await easel.draw(figure, place(stem, figures.length))));
  }
  return written;
}

/** Draws the figures of one folder into it, and says why where there are no pictures. */
export async function showFolder(context: Context, opened: Opened, name: string): Promise<string[]> {
  const easel = openEasel();
  try {
    const written = await drawFolder(
      context.signal,
      easel,
      opened,
      name,
      (stem) => `${opened.folder.path}/${stem}`,
    );
    if (easel.reason !== undefined) context.say(`Pages (HTML) only. ${easel.reason}`);
    for (const file of written) context.print(file);
    return written;
  } finally {
    await easel.close();
  }
}
