import { median } from "../../../numerics/statistics.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyResult, type StudyTools } from "../../study/study.ts";
import { activationClaims } from "./activationClaims.ts";
import { activationRows, otherUnits } from "./activations.ts";
import { closedFormClaims, gapClaims, missClaims, nearClaims, plainClaims } from "./claims.ts";
import { spectrumFigures } from "./figures.ts";
import { type Course, type SpectrumRows, schemeNames, spectrumRows } from "./measure.ts";
import { type SpectrumOptions, spectrumShape } from "./options.ts";
import { near, nearLonger, spectra } from "./spectra.ts";
import { sweepRows, sweepSummary, sweeps } from "./sweeps.ts";

type Part = keyof SpectrumRows;
const parts: readonly Part[] = ["courses", "runs", "ends"];

/** Lets interrupts through between two pieces of work. */
async function breathe({ signal }: StudyTools): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal?.throwIfAborted();
}

/** For runs that take long: half of the seeds, two at least. */
function halfOf(seeds: readonly number[]): number[] {
  return seeds.slice(0, Math.max(2, Math.floor(seeds.length / 2)));
}

/** All spectra with all schemes; the one near the threshold longer, with half the seeds and the scheme that converges. */
async function played(options: SpectrumOptions, tools: StudyTools, course: Course): Promise<SpectrumRows> {
  const games = [
    ...spectra.flatMap((spectrum) =>
      schemeNames.map((scheme) => ({ spectrum, scheme, setting: options, own: course })),
    ),
    {
      ...{ spectrum: near, scheme: "extragradient" as const },
      setting: { ...options, steps: nearLonger * options.steps },
      own: { ...course, seeds: halfOf(course.seeds) },
    },
  ];
  const all: SpectrumRows = { courses: [], runs: [], ends: [] };
  for (const [k, { spectrum, scheme, setting, own }] of games.entries()) {
    tools.onProgress((0.55 * k) / games.length, `${spectrum.name}, ${scheme}`);
    const kept = await tools.kept(
      `${spectrum.name}-${scheme}`,
      { options: setting, seeds: own.seeds },
      async () => {
        await breathe(tools);
        const rows = await spectrumRows(setting, spectrum, scheme, own);
        return tableOf(parts.flatMap((part) => rows[part].map((row) => ({ part, ...row }))));
      },
    );
    for (const { part, ...row } of rowsIn(kept)) all[part as Part].push(row);
  }
  return all;
}

/** One item after the other, kept as a whole. */
async function inTurn<Item>(
  tools: StudyTools,
  about: { readonly name: string; readonly inputs: unknown; readonly from: number; readonly to: number },
  items: readonly Item[],
  rowsOf: (item: Item) => Promise<Row[]>,
): Promise<Row[]> {
  const { name, inputs, from, to } = about;
  const table = await tools.kept(name, inputs, async () => {
    const rows: Row[] = [];
    for (const [k, item] of items.entries()) {
      tools.onProgress(from + ((to - from) * k) / items.length, name);
      await breathe(tools);
      rows.push(...(await rowsOf(item)));
    }
    return tableOf(rows);
  });
  return rowsIn(table);
}

/** The closed form's spectra, a row an eigenvalue. */
function theoryRows(): Row[] {
  return spectra.flatMap(({ name, values }) =>
    values.map((data, k) => ({ spectrum: name, index: k + 1, data, theory: Math.max(0, data - 1) })),
  );
}

/** Where the figure draws an eigenvalue: those of alternating steps next to the others, which they would cover. */
function beside(row: Row): Row {
  return { ...row, place: (row.index as number) + (row.scheme === "alternating" ? 0.22 : 0) };
}

/** What a quadratic discriminator leaves out, over the eigenvalues of the figure. */
function squareRows(): Row[] {
  return [0.35, 1, 6].map((data) => ({ data, lacks: Math.min(1, data) }));
}

/**
 * The study `dualSpectrum`: descent-ascent of a quadratic discriminator and a linear generator against the closed form of
 * Sahiner et al., "Hidden Convexity of Wasserstein GANs" (ICLR 2022, arXiv 2107.05680), and other activations beside it.
 */
export const dualSpectrum = defineStudy({
  kind: "dualSpectrum",
  shape: spectrumShape,
  async run(options, tools): Promise<StudyResult> {
    const backend = await tools.open(tools.backend === "auto" ? "webasm" : tools.backend);
    const count = Math.max(2, Math.round(options.seeds * tools.scale));
    const seeds = Array.from({ length: count }, (_, k) => tools.seed + k);
    const course = { backend, seeds, signal: tools.signal };
    const inputs = { options, seeds: course.seeds };
    const { courses, runs, ends } = await played(options, tools, course);
    const swept = await inTurn(tools, { name: "sweeps", inputs, from: 0.55, to: 0.75 }, sweeps, (sweep) =>
      sweepRows(options, sweep, course),
    );
    const fewer = { ...course, seeds: halfOf(seeds) };
    const others = await inTurn(
      tools,
      { name: "activations", inputs: { options, seeds: fewer.seeds }, from: 0.75, to: 1 },
      otherUnits(options),
      (other) => activationRows(options, other, fewer),
    );
    const summary = sweepSummary(swept, median);
    const [theory, square] = [theoryRows(), squareRows()];
    return {
      tables: {
        ...{
          courses: tableOf(courses),
          runs: tableOf(runs),
          ends: tableOf(ends.map(beside)),
          theory: tableOf(theory),
        },
        ...{ sweeps: tableOf(swept), sweepSummary: tableOf(summary), activations: tableOf(others) },
        square: tableOf(square),
      },
      comparisons: [
        ...closedFormClaims(runs, ends),
        ...gapClaims(runs),
        ...plainClaims(runs, courses),
        ...nearClaims(runs, options.steps),
        ...missClaims(summary, swept),
        ...activationClaims(others),
      ],
      figures: spectrumFigures(options, course.seeds[1]!),
    };
  },
});
