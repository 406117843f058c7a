import { z } from "zod";
import { count } from "../../../options/index.ts";
import { landscape } from "../../../theory/index.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyResult } from "../../study/study.ts";
import { type LandscapeRows, landscapeClaims } from "./claims.ts";
import { landscapeFigures } from "./figures.ts";
import { type LandscapeGame, landscapeGames } from "./games.ts";
import { bulkRows, pathRows, wayOutRows } from "./paths.ts";
import { descentRows, sampleRows } from "./samples.ts";
import { surveyed, valueRows } from "./states.ts";

const shape = {
  largest: count(3, 6)
    .default(5)
    .describe("every state of up to n points is judged by all its small moves; 6 takes a minute more"),
  byNumbers: count(2, 5).default(4).describe("every state of up to n points is maximised over f by numbers"),
  path: count(3, 100).default(10).describe("n of the way out of collapse that is drawn"),
  sizes: z
    .array(count(2, 1000))
    .min(3)
    .default([10, 20, 50, 100, 200])
    .describe("n of the random assignments and of the descents"),
  samples: count(20).default(4000).describe("random assignments of each n, at scale 1"),
  descents: count(4).default(300).describe("descents of each n and loss, at scale 1"),
};

/** n of the exact barrier of full collapse. */
const collapseSizes = [2, 3, 4, 5, 7, 10, 14, 20, 30, 50, 70, 100];

/** V(M − 1) − V(M) for the lines over the barriers of bad minima. */
function fullestRows(games: readonly LandscapeGame[], largest: number): Row[] {
  return games
    .filter(({ holds, loss }) => holds && loss.pairing === undefined)
    .flatMap(({ name, loss, scale }) =>
      Array.from({ length: largest - 1 }, (_, k): Row => {
        return {
          game: name,
          fullest: k + 2,
          theory: landscape.separableBarrier(loss, { n: 1, fullest: k + 2, scale }),
        };
      }),
    );
}

/**
 * The study `landscape`: the loss against an unrestricted discriminator as a function of which generated points sit on
 * which true points, Sun, Fang, Schwing, "Towards a Better Global Loss Landscape of GANs" (NeurIPS 2020, arXiv
 * 2011.04926): values, bad local minima, barriers, and descents from random assignments.
 */
export const exactLandscape = defineStudy({
  kind: "landscape",
  shape,
  async run({ largest, byNumbers, path, sizes, samples, descents }, tools): Promise<StudyResult> {
    const games = landscapeGames();
    const { seed } = tools;
    const times = (usual: number, least: number) => Math.max(least, Math.round(usual * tools.scale));
    const kept = async (name: string, inputs: object, compute: () => Promise<Row[]> | Row[]) =>
      rowsIn(await tools.kept(name, inputs, async () => tableOf(await compute())));
    tools.onProgress(0, "maxima over f");
    const values = await kept("values", { byNumbers }, () =>
      valueRows(games, byNumbers, (share) => tools.onProgress(0.2 * share, "maxima over f")),
    );
    tools.onProgress(0.2, "all states");
    const { census, barriers } = surveyed(games, largest);
    tools.onProgress(0.3, "random assignments");
    const draws = { sizes: [...new Set([2, 3, 4, 5, 6, 8, ...sizes])].sort((a, b) => a - b), seed };
    const drawn = { ...draws, count: times(samples, 20) };
    const sampled = await kept("samples", drawn, () => sampleRows(games, drawn));
    const runs = { sizes, seed, count: times(descents, 4) };
    const descended = await kept("descents", runs, () =>
      descentRows(games, runs, (share) => tools.onProgress(0.4 + 0.6 * share, "descents")),
    );
    tools.onProgress(1, "analysis");
    const wayOut = wayOutRows(games, collapseSizes);
    const rows: LandscapeRows = { values, census, barriers, wayOut, samples: sampled, descents: descended };
    const tables = {
      ...rows,
      census: census.map((row) => ({
        ...row,
        theoryShare: (row.theoryDescends as number) / (row.states as number),
      })),
      paths: [...pathRows(games, 2), ...pathRows(games, path)],
      bulk: bulkRows(games),
      fullest: fullestRows(games, largest),
    };
    return {
      tables: Object.fromEntries(Object.entries(tables).map(([name, own]) => [name, tableOf(own)])),
      comparisons: landscapeClaims(games, rows),
      figures: landscapeFigures({ path, largest }),
    };
  },
});
