import { InputError } from "../options/index.ts";
import { marginFor, scanAxis } from "./axes.ts";
import { cellsOn, disagreeing, outcomesIn } from "./cells.ts";
import type { ScanData } from "./data.ts";
import type { Figure } from "./figure.ts";
import { assemble } from "./frame.ts";
import { outcomeLegend, outcomeTiles } from "./outcomeTiles.ts";
import { theoryCurves } from "./theoryLines.ts";

const DISAGREE = "Paler cells: replicas disagree; the colour is the most frequent outcome's.";

/**
 * The phase diagram of a scan over two axes: each cell in the colour of its outcome, the boundaries that
 * theory predicts as lines.
 * @throws InputError when the scan has another number of axes, or lacks a column that a line names.
 */
export function phaseDiagram(scan: ScanData): Figure {
  const [across, up] = scan.axes;
  if (scan.axes.length !== 2 || across === undefined || up === undefined) {
    throw new InputError("axes", `a phase diagram has 2 axes, not ${scan.axes.length}`);
  }
  const cells = cellsOn(scan, [across, up]);
  const kinds = outcomesIn(cells);
  const yaxis = scanAxis(up);
  const placed = { xaxis: "x", yaxis: "y" };
  return assemble({
    name: "phase-diagram",
    about: scan.about,
    data: [
      ...outcomeTiles(cells, [across, up], kinds, placed),
      ...outcomeLegend(kinds),
      ...theoryCurves(scan, [across, up], cells, { ...placed, showlegend: true }),
    ],
    layout: { xaxis: scanAxis(across), yaxis },
    left: marginFor(yaxis, 84),
    plotWidth: 460,
    plotHeight: 420,
    legend: "right",
    notes: disagreeing(cells) ? [DISAGREE] : [],
  });
}
