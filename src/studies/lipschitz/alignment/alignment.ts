import { bootstrapMean } from "../../../numerics/intervals.ts";
import { randomStream } from "../../../numerics/random.ts";
import { lipschitz } from "../../../theory/index.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { drawCase, met, sampleCases } from "./cases.ts";
import { alignmentClaims } from "./claims.ts";
import { alignmentFigures, words } from "./figures.ts";
import { boundRow, freeRows, objectives, transportRow } from "./measure.ts";
import { type AlignmentStudyOptions, alignmentShape } from "./options.ts";
import { type Pictures, picturesOf } from "./pictures.ts";
import { escapeRows, metRow, movedRow, turnedRows, twoPointRows } from "./special.ts";

/** Means of columns and their intervals over the rows that agree in `keys`, in the order of their first rows. */
export function meansBy(rows: readonly Row[], keys: readonly string[], columns: readonly string[]): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keys.map((name) => row[name]).join("|");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((own): Row => {
    const parts = columns.map((name): Row => {
      const values = own.map((row) => row[name] as number).filter(Number.isFinite);
      const { mean, low, high } = bootstrapMean(values, { stream: randomStream(0, 5), resamples: 400 });
      return { [name]: mean, [`${name}Low`]: low, [`${name}High`]: high };
    });
    return Object.assign({}, Object.fromEntries(keys.map((name) => [name, own[0]![name]!])), ...parts) as Row;
  });
}

/** Optimal Lipschitz discriminators, their gradients, and what is left of them without the bound. */
export const lipschitzAlignment = defineStudy({
  kind: "lipschitzAlignment",
  shape: alignmentShape,
  async run(options, tools) {
    const draws = Math.max(2, Math.round(options.draws * tools.scale));
    const freeDraws = Math.max(2, Math.round(options.freeDraws * tools.scale));
    const inputs = { ...options, draws, freeDraws, seed: tools.seed };
    const kept = async (name: string, share: number, compute: () => Promise<Row[]>) => {
      const table = await tools.kept(name, inputs, async () => tableOf(await compute()));
      tools.onProgress(share, name);
      return rowsIn(table);
    };
    const work = new Work(inputs, tools);
    const bound = await kept("bound", 0.5, () => work.bound());
    const sweep = await kept("sweep", 0.7, () => work.sweep());
    const free = await kept("free", 0.8, () => work.free());
    const transport = await kept("transport", 0.85, () => work.transport());
    const one = work.samples(0, 0);
    const twoPoint = await kept("twoPoint", 0.87, () => twoPointRows(options.strengths));
    const moved = await kept("moved", 0.88, async () => [await movedRow(one, options.strength)]);
    const turned = await kept("turned", 0.89, () => turnedRows(one));
    const escapes = await kept("escape", 0.9, () => escapeRows(one, options.strength));
    const meeting = await kept("met", 0.94, () => work.met());
    const pictures = await work.pictures();
    tools.onProgress(1, "analysis");
    const boundMeans = meansBy(
      bound,
      ["case", "objective"],
      ["nearest", "heaviest", "carried", "boundShare", "singleShare", "chance", "point", "narrow", "wide"],
    );
    const freeMeans = meansBy(free, ["case", "by", "width"], ["alignment"]);
    const rows = {
      bound,
      boundMeans,
      sweep,
      free,
      freeMeans,
      transport,
      twoPoint,
      moved,
      turned,
      escape: escapes,
      met: meeting,
    };
    const tables = {
      ...rows,
      means: boundMeans.map((row) => ({ ...row, label: words(String(row.objective)) })),
      sweepMeans: meansBy(sweep, ["objective", "strength"], ["boundShare", "constant"]),
      ...pictures,
    };
    return {
      tables: Object.fromEntries(Object.entries(tables).map(([name, own]) => [name, tableOf(own)])),
      comparisons: alignmentClaims(rows),
      figures: alignmentFigures(options),
    };
  },
});

/** The tables that take time. */
class Work {
  constructor(
    private readonly options: AlignmentStudyOptions,
    private readonly tools: StudyTools,
  ) {}

  /** A draw of a case by its place in the list. */
  samples(place: number, draw: number): lipschitz.LipschitzSamples {
    return drawCase(sampleCases[place]!.name, this.options, randomStream(this.tools.seed, 1, place, draw));
  }

  /** Rows of all draws of all cases, or of one. */
  private async each(
    act: (samples: lipschitz.LipschitzSamples, place: number, draw: number) => Promise<Row[]> | Row[],
    places: readonly number[] = [...sampleCases.keys()],
    draws = this.options.draws,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    for (const place of places) {
      for (let draw = 0; draw < draws; draw++) {
        this.tools.signal?.throwIfAborted();
        const found = await act(this.samples(place, draw), place, draw);
        rows.push(...found.map((row) => ({ case: sampleCases[place]!.name, draw, ...row })));
      }
    }
    return rows;
  }

  private beside(place: number, draw: number) {
    return randomStream(this.tools.seed, 2, place, draw);
  }

  bound(): Promise<Row[]> {
    return this.each(async (samples, place, draw) => {
      const rows: Row[] = [];
      for (const objective of objectives) {
        rows.push(await boundRow(samples, objective, this.options.strength, this.beside(place, draw)));
      }
      return rows;
    });
  }

  sweep(): Promise<Row[]> {
    return this.each(
      async (samples, place, draw) => {
        const rows: Row[] = [];
        for (const objective of objectives) {
          for (const strength of this.options.strengths) {
            rows.push(await boundRow(samples, objective, strength, this.beside(place, draw)));
          }
        }
        return rows;
      },
      [0],
    );
  }

  free(): Promise<Row[]> {
    return this.each(
      (samples, place, draw) => freeRows(samples, this.options.widths, [this.tools.seed, 3, place, draw]),
      [...sampleCases.keys()],
      this.options.freeDraws,
    );
  }

  transport(): Promise<Row[]> {
    return this.each(async (samples) => [await transportRow(samples, this.options.strength)]);
  }

  met(): Promise<Row[]> {
    // Weakly bound, so that some samples that meet are held by no other.
    const strengths = [this.options.strength, this.options.strength / 10];
    return this.each(
      async (samples) => {
        const rows: Row[] = [];
        for (const objective of lipschitz.validObjectives) {
          for (const strength of strengths) rows.push(await metRow(met(samples), objective, strength));
        }
        return rows;
      },
      [1],
    );
  }

  async pictures(): Promise<Record<keyof Pictures, Row[]>> {
    const pictures: Record<keyof Pictures, Row[]> = { points: [], arrows: [], field: [], links: [] };
    for (const [place, { name, apart }] of sampleCases.entries()) {
      if (apart) continue;
      const found = await picturesOf(name, this.samples(place, 0), this.options.strength);
      for (const part of Object.keys(pictures) as (keyof Pictures)[]) pictures[part].push(...found[part]);
    }
    return pictures;
  }
}
