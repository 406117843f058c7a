import { type Figure, studyFigure, type Table } from "../figures/index.ts";
import { InputError, inside } from "../options/index.ts";
import type { StudyManifest, StudyStore } from "../studies/study/index.ts";
import { plainTable } from "./figureData.ts";

/**
 * The figures of a study, from its folder alone.
 * @param name what it is called where its file has no name.
 * @throws InputError at the folder when something is missing in it.
 */
export async function studyFigures(
  folder: StudyStore & { readonly path: string },
  manifest: StudyManifest,
  name: string,
): Promise<Figure[]> {
  const summary = await folder.summary();
  if (summary === undefined) throw new InputError(folder.path, "has no result.json yet; run the study again");
  const tables: Record<string, Table> = {};
  for (const one of summary.tables) {
    const table = await folder.table(one);
    if (table === undefined) throw new InputError(folder.path, `has no ${one}.parquet; run the study again`);
    tables[one] = plainTable(table);
  }
  const about = {
    name: manifest.study.name ?? name,
    seed: manifest.seed,
    backend: manifest.backend,
    version: manifest.package.version,
    parameters: manifest.scale === 1 ? {} : { scale: manifest.scale },
  };
  return summary.figures.map((figure, k) =>
    inside(`figures[${k}]`, () => studyFigure(figure, tables, about)),
  );
}
