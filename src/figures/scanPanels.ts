import { InputError } from "../options/index.ts";
import { marginFor, type PlotlyAxis, scanAxis } from "./axes.ts";
import { axisIndexes, type Cell, cellsOn, columnOn, disagreeing, outcomesIn } from "./cells.ts";
import type { Axis, ScanData } from "./data.ts";
import type { Figure, PlotlyData, PlotlyLayout } from "./figure.ts";
import { type Annotation, assemble } from "./frame.ts";
import { observableSymbol } from "./labels.ts";
import { outcomeLegend, outcomeTiles } from "./outcomeTiles.ts";
import { outcomeColor } from "./palette.ts";
import { domains, layoutKey, panelAxes } from "./series.ts";
import { symbolText, textWidth, valueText } from "./text.ts";
import { theoryCurves } from "./theoryLines.ts";

export interface ScanPanelsOptions {
  /** The columns of the two axes within a panel; without it the scan's first two that are no categories. */
  readonly inner?: readonly [string, string];
  /** The column whose mean is written into the tiles, where they are large enough, and what it is. */
  readonly value?: string;
  readonly valueSymbol?: string;
}

/** One panel: a choice of values of the outer axes. */
interface Panel {
  readonly title: string;
  readonly cells: readonly (Cell | undefined)[];
}

const PLOT_WIDTH = 560;
const GAP = 30;
/** Room for a panel's title. */
const TITLE = 26;
const VALUE_SIZE = 13;

function innerAxes(scan: ScanData, inner: readonly [string, string] | undefined): [Axis, Axis] {
  if (inner !== undefined) {
    return inner.map((column) => {
      const axis = scan.axes.find((one) => one.column === column);
      if (axis !== undefined) return axis;
      const names = scan.axes.map((one) => one.column).join(", ");
      throw new InputError("inner", `the scan has no axis "${column}"; it has ${names}`);
    }) as [Axis, Axis];
  }
  const ranked = [...scan.axes].sort(
    (a, b) => Number(a.scale === "category") - Number(b.scale === "category"),
  );
  return ranked.slice(0, 2) as [Axis, Axis];
}

/** The panels, the first outer axis running fastest. */
function panelsOf(scan: ScanData, inner: readonly [Axis, Axis], outer: readonly Axis[]): Panel[] {
  const indexes = outer.map((axis) => axisIndexes(scan, axis));
  const count = outer.reduce((product, axis) => product * axis.values.length, 1);
  return Array.from({ length: count }, (_, at) => {
    let rest = at;
    const chosen = outer.map((axis) => {
      const index = rest % axis.values.length;
      rest = Math.floor(rest / axis.values.length);
      return index;
    });
    const title = outer.map(
      (axis, a) => `${symbolText(axis.symbol)} = ${valueText(axis.values[chosen[a]!]!)}`,
    );
    const keep = (row: number) => indexes.every((column, a) => column[row] === chosen[a]);
    return { title: title.join(", "), cells: cellsOn(scan, inner, keep) };
  });
}

function columnsOf(outer: readonly Axis[], count: number): number {
  const first = outer[0]?.values.length ?? 1;
  if (outer.length > 1 && first <= 5) return first;
  return count <= 3 ? count : Math.min(4, Math.ceil(Math.sqrt(count)));
}

/** Black or white, whichever stands out more on a colour: by its luma. */
function inkOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "black" : "white";
}

function valueTrace(
  scan: ScanData,
  column: string,
  panel: Panel,
  [across, up]: readonly [Axis, Axis],
  placed: { xaxis: string; yaxis: string },
  size: number,
): PlotlyData {
  const values = columnOn(scan, column, panel.cells);
  const n = across.values.length;
  const at = (axis: Axis, index: number) => (axis.scale === "category" ? index : Number(axis.values[index]));
  return {
    type: "scatter",
    mode: "text",
    x: panel.cells.map((_, cell) => at(across, cell % n)),
    y: panel.cells.map((_, cell) => at(up, Math.floor(cell / n))),
    text: panel.cells.map((cell, index) => (cell ? valueText(values[index]!, 2) : "")),
    textfont: {
      size,
      color: panel.cells.map((cell) =>
        cell && cell.agreement >= 0.75 ? inkOn(outcomeColor(cell.outcome)) : "black",
      ),
    },
    hoverinfo: "skip",
    showlegend: false,
    ...placed,
  } as unknown as PlotlyData;
}

/** Few values of an axis are each named under their tile; many have the axis' own ticks. */
function tileAxis(axis: Axis): PlotlyAxis {
  const made = scanAxis(axis);
  if (axis.scale === "category" || axis.values.length > 8) return made;
  const { dtick: _dtick, minor: _minor, tick0: _tick0, ...rest } = made;
  return {
    ...rest,
    ticks: "",
    tickfont: { size: 13 },
    tickmode: "array",
    tickvals: axis.values.map(Number),
    ticktext: axis.values.map((value) => valueText(value)),
  };
}

/** The panels' places: a matrix filled row by row from the top. */
interface Matrix {
  readonly columns: number;
  readonly side: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly across: readonly [number, number][];
  readonly down: readonly [number, number][];
}

function matrix(count: number, columns: number): Matrix {
  const rows = Math.ceil(count / columns);
  const side = Math.min(columns === 1 ? 440 : 300, (PLOT_WIDTH - (columns - 1) * GAP) / columns);
  const plotWidth = columns * side + (columns - 1) * GAP;
  const plotHeight = rows * side + (rows - 1) * (TITLE + 10);
  return {
    columns,
    side,
    plotWidth,
    plotHeight,
    across: domains(columns, GAP / plotWidth),
    down: domains(rows, (TITLE + 10) / plotHeight).reverse(),
  };
}

/** The size at which a value fits into a tile; none where it would be too small to read. */
function valueSize(tile: number): number | undefined {
  const size = Math.floor((VALUE_SIZE * tile) / (textWidth("1.2×10<sup>−12</sup>", VALUE_SIZE) + 6));
  return size >= 9 ? Math.min(VALUE_SIZE, size) : undefined;
}

/** Inner panels show neither tick labels nor a title: they share their neighbours'. */
function bare(axis: PlotlyAxis, labelled: boolean): PlotlyAxis {
  return labelled ? axis : { ...axis, showticklabels: false, title: { text: "" } };
}

function placeOf(index: number, count: number, inner: readonly [Axis, Axis], plan: Matrix): PlotlyLayout {
  const [column, row] = [index % plan.columns, Math.floor(index / plan.columns)];
  const placed = panelAxes(index + 1);
  const bottom = index + plan.columns >= count;
  const x = bare(tileAxis(inner[0]), bottom);
  const y = bare(tileAxis(inner[1]), column === 0);
  return {
    [layoutKey(placed.xaxis)]: { ...x, domain: plan.across[column], anchor: placed.yaxis },
    [layoutKey(placed.yaxis)]: { ...y, domain: plan.down[row], anchor: placed.xaxis },
  } as PlotlyLayout;
}

function panelTitle(panel: Panel, index: number, plan: Matrix): Annotation {
  const [left, right] = plan.across[index % plan.columns]!;
  return {
    text: panel.title,
    showarrow: false,
    xref: "paper",
    yref: "paper",
    x: (left + right) / 2,
    xanchor: "center",
    y: plan.down[Math.floor(index / plan.columns)]![1],
    yanchor: "bottom",
    yshift: 1,
    font: { size: 13 },
  };
}

/**
 * A scan over more than two axes, or over categories, as a matrix of small phase diagrams, one for each
 * choice of the outer axes, with the same inner axes; in large tiles the value of a column.
 * @throws InputError when the scan has fewer than two axes or lacks a column.
 */
export function scanPanels(scan: ScanData, options: ScanPanelsOptions = {}): Figure {
  if (scan.axes.length < 2) {
    throw new InputError("axes", `panels need at least 2 axes, not ${scan.axes.length}`);
  }
  const inner = innerAxes(scan, options.inner);
  const outer = scan.axes.filter((axis) => !inner.includes(axis));
  const panels = panelsOf(scan, inner, outer);
  const plan = matrix(panels.length, columnsOf(outer, panels.length));
  const all = panels.flatMap((panel) => panel.cells);
  const kinds = outcomesIn(all);
  const few = Math.max(inner[0].values.length, inner[1].values.length) <= 12;
  const size = few ? valueSize(plan.side / inner[0].values.length) : undefined;
  const written = size === undefined ? undefined : options.value;
  const data = panels.flatMap((panel, index): PlotlyData[] => {
    const placed = panelAxes(index + 1);
    return [
      ...outcomeTiles(panel.cells, inner, kinds, placed, few ? 1 : 0),
      ...theoryCurves(scan, inner, panel.cells, { ...placed, showlegend: index === 0 }),
      ...(written === undefined ? [] : [valueTrace(scan, written, panel, inner, placed, size!)]),
    ];
  });
  const symbol = written === undefined ? "" : (options.valueSymbol ?? observableSymbol(written));
  return assemble({
    name: "scan-panels",
    about: scan.about,
    data: [...data, ...outcomeLegend(kinds)],
    layout: Object.assign({}, ...panels.map((_, index) => placeOf(index, panels.length, inner, plan))),
    plotWidth: plan.plotWidth,
    plotHeight: plan.plotHeight,
    legend: "right",
    left: marginFor(tileAxis(inner[1]), 84),
    above: outer.length > 0 ? TITLE : 0,
    annotations: outer.length > 0 ? panels.map((panel, index) => panelTitle(panel, index, plan)) : [],
    notes: [
      ...(symbol === "" ? [] : [`In the tiles: ${symbolText(symbol)} at the end; – where it is not finite.`]),
      ...(disagreeing(all)
        ? ["Paler cells: replicas disagree; the colour is the most frequent outcome's."]
        : []),
    ],
  });
}
