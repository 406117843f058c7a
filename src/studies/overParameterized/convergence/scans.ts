import type { Table } from "../../../sim/index.ts";
import { type Row, rowsIn } from "../../columns.ts";
import type { StudyTools } from "../../study/study.ts";
import { type Common, criticalDecay, infiniteKernelOf, playOf, simOf, type Trained } from "./game.ts";

const width = "generator.hidden[0]";

/** At least four runs, so that intervals can be drawn. */
export function scaled(runs: number, scale: number): number {
  return Math.max(4, Math.round(runs * scale));
}

/** How far a study is when a scan is done. */
interface Part {
  readonly common: Common;
  readonly tools: StudyTools;
  readonly until: number;
}

async function rowsOf({ tools, until }: Part, name: string, document: object): Promise<Row[]> {
  const table: Table = await tools.scan(name, { backend: "webasm", ...document }, until);
  return rowsIn(table);
}

/** Runs of generators of several widths at one pair of steps. */
export function widthScan(part: Part, trained: Trained): Promise<Row[]> {
  const { widths, wholeWidths, seeds, wholeSeeds, steps } = part.common.options;
  const [values, runs] = trained === "hidden" ? [widths, seeds] : [wholeWidths, wholeSeeds];
  return rowsOf(part, trained, {
    sim: simOf(part.common, trained, values[0]!, steps),
    axes: [{ path: width, name: "width", values }],
    replicas: scaled(runs, part.tools.scale),
  });
}

/** Narrow generators for long. */
export function narrowScan(part: Part, trained: Trained): Promise<Row[]> {
  const { narrowWidths, narrowSeeds, narrowSteps } = part.common.options;
  return rowsOf(part, `narrow-${trained}`, {
    sim: simOf(part.common, trained, narrowWidths[0]!, narrowSteps),
    axes: [{ path: width, name: "width", values: narrowWidths }],
    replicas: scaled(narrowSeeds, part.tools.scale),
  });
}

/** Widths against weight decay at the generator's step of the other scans. */
export function dampingScan(part: Part): Promise<Row[]> {
  const { dampingWidths, dampings, fewSeeds, steps } = part.common.options;
  const critical = criticalOf(part.common);
  return rowsOf(part, "damping", {
    sim: simOf(part.common, "hidden", dampingWidths[0]!, steps),
    axes: [
      { path: width, name: "width", values: dampingWidths },
      { name: "damping", values: dampings },
      { path: "penalties[0].strength", name: "strength", expression: `damping * ${critical}` },
    ],
    replicas: scaled(fewSeeds, part.tools.scale),
  });
}

/** λ_c of an infinitely wide generator whose hidden layer is trained. */
export function criticalOf(common: Common): number {
  return criticalDecay(playOf(common, "hidden"), infiniteKernelOf(common, "hidden"));
}

/** Generators that are not scaled by 1/√k, at one step: in the form that is, η_g grows as k. */
export function scaleScan(part: Part): Promise<Row[]> {
  const { scaleWidths, fewSeeds, steps } = part.common.options;
  const { stepGenerator } = playOf(part.common, "hidden");
  const widest = Math.max(...scaleWidths);
  return rowsOf(part, "scale", {
    sim: simOf(part.common, "hidden", scaleWidths[0]!, steps),
    axes: [
      { path: width, name: "width", values: scaleWidths },
      {
        path: "dynamics.stepGenerator",
        name: "stepGenerator",
        expression: `${stepGenerator} * width / ${widest}`,
      },
    ],
    replicas: scaled(fewSeeds, part.tools.scale),
  });
}
