import { InputError } from "../options/index.ts";
import { paddedRange, positiveRange, scanAxis, wantsLog } from "./axes.ts";
import { type Cell, cellsOn, columnOn, meanOver } from "./cells.ts";
import { type Axis, type LineStyle, numbers, type ScanData } from "./data.ts";
import type { Figure, PlotlyData } from "./figure.ts";
import { assemble } from "./frame.ts";
import { type Mark, verticalMarks } from "./marks.ts";
import { CURVE_COLORS } from "./palette.ts";
import { curve } from "./series.ts";
import { stacked } from "./stack.ts";
import { symbolText, titleText } from "./text.ts";
import { styleOf, theoryMarks } from "./theoryLines.ts";

/** A predicted curve: a column of the scan's table, or values on a grid of its own, which may be finer. */
export type TheoryCurve = { readonly label: string; readonly style?: LineStyle } & (
  | { readonly column: string }
  | { readonly at: ArrayLike<number>; readonly values: ArrayLike<number> }
);

/** One quantity against the scanned parameter. */
export interface CurvePanel {
  readonly column: string;
  readonly symbol: string;
  readonly label: string;
  /** Without it: logarithmic where positive values span more than two decades. */
  readonly scale?: "linear" | "log";
  readonly theory?: readonly TheoryCurve[];
}

const PLOT_WIDTH = 600;
const PANEL = 230;

interface Drawn {
  readonly data: readonly PlotlyData[];
  readonly scale: "linear" | "log";
  readonly range: readonly [number, number];
}

/** Where the axis' values are drawn. */
function drawnAt(axis: Axis): number[] {
  return axis.values.map((value, index) => (axis.scale === "category" ? index : Number(value)));
}

function points(
  scan: ScanData,
  axis: Axis,
  cells: readonly (Cell | undefined)[],
  panel: CurvePanel,
  placed: { yaxis: string; xaxis: string; showlegend: boolean },
): { trace: PlotlyData; ends: number[] } {
  const values = numbers(scan.cells, panel.column, "cells");
  const found = cells.map((cell) => (cell ? meanOver(values, cell.rows) : { mean: Number.NaN, error: 0 }));
  const color = CURVE_COLORS[0];
  const array = found.map(({ error }) => error);
  const bars = { type: "data", array, color, thickness: 1.2, width: 3, visible: true };
  const trace = {
    type: "scatter",
    mode: "markers",
    x: drawnAt(axis),
    y: found.map(({ mean }) => (Number.isFinite(mean) ? mean : null)),
    name: "simulation",
    legendgroup: "simulation",
    // The measurement is drawn last and named first.
    legendrank: 900,
    marker: { symbol: "circle", size: 6, color: "white", line: { width: 1.6, color } },
    ...(array.some((one) => one > 0) ? { error_y: bars } : {}),
    ...placed,
  } as unknown as PlotlyData;
  return { trace, ends: found.flatMap(({ mean, error }) => [mean - error, mean + error]) };
}

function draw(
  scan: ScanData,
  axis: Axis,
  cells: readonly (Cell | undefined)[],
  panel: CurvePanel,
  index: number,
  named: Set<string>,
): Drawn {
  const at = index === 0 ? "" : String(index + 1);
  const placed = { xaxis: `x${at}`, yaxis: `y${at}` };
  const measured = points(scan, axis, cells, panel, { ...placed, showlegend: index === 0 });
  const predicted = (panel.theory ?? []).map((line) =>
    "column" in line
      ? { at: drawnAt(axis), values: columnOn(scan, line.column, cells) }
      : { at: line.at, values: line.values },
  );
  const all = [...measured.ends, ...predicted.flatMap(({ values }) => Array.from(values))];
  const log = all.every((value) => !(value < 0)) && wantsLog(all);
  const scale = panel.scale ?? (log ? "log" : "linear");
  const theory = (panel.theory ?? []).map((line, i) => {
    const first = !named.has(line.label);
    named.add(line.label);
    return curve(predicted[i]!.at, predicted[i]!.values, {
      ...(first ? { name: symbolText(line.label) } : {}),
      dash: styleOf(line, i),
      positive: scale === "log",
      legendgroup: line.label,
      ...placed,
    });
  });
  const range = scale === "log" ? paddedRange(positiveRange(all), "log") : paddedRange(all, "linear");
  return { data: [...theory, measured.trace], scale, range };
}

/**
 * Measured quantities of a scan over one axis, a panel each, with theory's curves beside them: the mean
 * over replicas with its standard error. The scan's theory lines (`column = level`) and `marks` stand as
 * vertical lines with labels.
 * @throws InputError when the scan has another number of axes, no panel is asked for, or a column is missing.
 */
export function scanCurve(
  scan: ScanData,
  panels: readonly CurvePanel[],
  marks: readonly Mark[] = [],
): Figure {
  const [axis] = scan.axes;
  if (scan.axes.length !== 1 || axis === undefined) {
    throw new InputError("axes", `a scan's curve has 1 axis, not ${scan.axes.length}`);
  }
  if (panels.length === 0) throw new InputError("panels", "name at least one quantity");
  const cells = cellsOn(scan, [axis]);
  const x = scanAxis(axis);
  const named = new Set<string>();
  const drawn = panels.map((panel, index) => draw(scan, axis, cells, panel, index, named));
  const stack = stacked(
    panels.map((panel, index) => {
      const { scale, range } = drawn[index]!;
      return { title: titleText(panel.label, panel.symbol), scale, from: range[0], to: range[1] };
    }),
    x,
    PANEL,
  );
  const log = axis.scale === "log";
  const [from, to] = (x.range as number[]).map((end) => (log ? 10 ** end : end)) as [number, number];
  const asked = marks.map((mark) => ({ ...mark, label: symbolText(mark.label) }));
  const all = [...theoryMarks(scan, axis, cells), ...asked];
  const vertical = verticalMarks(all, log ? "log" : "linear", from, to, PLOT_WIDTH, stack.places);
  const most = Math.max(...cells.map((cell) => cell?.rows.length ?? 0));
  return assemble({
    name: "scan-curve",
    about: scan.about,
    data: drawn.flatMap(({ data }) => data),
    layout: stack.layout,
    plotWidth: PLOT_WIDTH,
    plotHeight: stack.plotHeight,
    legend: "above",
    left: stack.left,
    ...vertical,
    notes: most > 1 ? [`Points: mean of ${most} replicas; bars: standard error of the mean.`] : [],
  });
}
