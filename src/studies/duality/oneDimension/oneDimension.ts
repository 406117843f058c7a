import { median } from "../../../numerics/statistics.ts";
import { type Row, rowsIn, tableOf } from "../../columns.ts";
import { defineStudy, type StudyResult, type StudyTools } from "../../study/study.ts";
import { programClaims, revivalClaims, trainingClaims } from "./claims.ts";
import { lineFigures } from "./figures.ts";
import { type LineOptions, lineShape } from "./options.ts";
import { descentRows, orderRows, programRows } from "./programs.ts";
import { revivalRows } from "./revival.ts";
import { curveRows, missRow, outputRows, trained } from "./training.ts";

/** All widths; curves and outputs of the widest and the second seed, which a figure shows. */
async function trainingRows(
  options: LineOptions,
  tools: StudyTools,
  seeds: readonly number[],
): Promise<Row[]> {
  const backend = await tools.open(tools.backend === "auto" ? "webasm" : tools.backend);
  const rows: Row[] = [];
  for (const [k, units] of options.units.entries()) {
    tools.onProgress(0.2 + (0.8 * k) / options.units.length, `${units} units`);
    await new Promise((resolve) => setTimeout(resolve));
    tools.signal?.throwIfAborted();
    const runs = await trained(options, units, seeds, backend);
    const marked = (part: string, own: readonly Row[]) => rows.push(...own.map((row) => ({ part, ...row })));
    marked(
      "misses",
      runs.map((run) => missRow(options, run)),
    );
    if (units === revivedUnits(options)) {
      for (const run of runs) marked("revivals", await revivalRows(options, run, backend));
    }
    if (units !== options.units.at(-1)) continue;
    marked("curves", curveRows(options, runs[1]!));
    marked("outputs", outputRows(options, runs[1]!));
  }
  return rows;
}

/** The width that goes on with units put back, the middle one: cheap, and with units to spare. */
function revivedUnits({ units }: LineOptions): number {
  return units[Math.floor(units.length / 2)]!;
}

/** The columns that a figure draws, all above 0. */
function drawn(row: Row): Row {
  return { ...row, off: Math.abs(row.objective as number), seen: 1 + (row.excess as number) };
}

function mediansOf(misses: readonly Row[], units: readonly number[]): Row[] {
  return units.map((count) => {
    const own = misses.filter((row) => row.units === count);
    const middle = (column: string) => median(own.map((row) => row[column] as number));
    return { units: count, off: middle("off"), seen: middle("seen"), alive: middle("alive") };
  });
}

/**
 * The study `dualLine`: the convex program of a ReLU discriminator on a line (Sahiner et al., arXiv 2107.05680, section 2)
 * with its conditions of optimality, its closed form under a ridge, and training of ReLU networks against it.
 */
export const dualLine = defineStudy({
  kind: "dualLine",
  shape: lineShape,
  async run(options, tools): Promise<StudyResult> {
    const count = Math.max(2, Math.round(options.seeds * tools.scale));
    const seeds = Array.from({ length: count }, (_, k) => tools.seed + k);
    const inputs = { options, seeds };
    const kept = async (name: string, compute: () => Promise<Row[]>) =>
      rowsIn(await tools.kept(name, inputs, async () => tableOf(await compute())));
    tools.onProgress(0, "convex programs");
    const programs = await kept("programs", () => programRows(options, seeds));
    const orders = await kept("orders", () => orderRows(options, seeds.slice(0, 3)));
    const descents = await kept("descents", () => descentRows(options, seeds, 5));
    const training = await kept("training", () => trainingRows(options, tools, seeds));
    const part = (name: string) => training.filter((row) => row.part === name);
    const misses = part("misses").map(drawn);
    return {
      tables: {
        ...{ programs: tableOf(programs), orders: tableOf(orders), descents: tableOf(descents) },
        ...{ misses: tableOf(misses), medians: tableOf(mediansOf(misses, options.units)) },
        revivals: tableOf(part("revivals").map(drawn)),
        ...{ curves: tableOf(part("curves")), outputs: tableOf(part("outputs")) },
      },
      comparisons: [
        ...programClaims(programs, orders, descents),
        ...trainingClaims(misses, options.units),
        ...revivalClaims(part("revivals")),
      ],
      figures: lineFigures(options),
    };
  },
});
