import type { AxisOf, PanelOf, PanelsSpec } from "../../studies/study/index.ts";
import { frameAxis, type PlotlyAxis, valueAxis } from "../axes.ts";
import type { PlotlyLayout } from "../figure.ts";
import { layoutKey, panelAxes } from "../series.ts";
import { lines, plain, textWidth, titleText } from "../text.ts";
import { type Ranges, shared } from "./ranges.ts";

/** A panel's place in pixels from the plot's lower left corner. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Where the panels stand, row by row from the top. */
export interface Grid {
  readonly columns: number;
  readonly boxes: readonly Box[];
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly shareX: boolean;
  readonly shareY: boolean;
  readonly titleSize: number;
}

const TITLE_LINE = 19;
/** Between panels that share an axis, and beside tick labels and one line of title. */
const NARROW = 22;
const Y_ROOM = 76;
const X_ROOM = 58;

/** How many panels stand in a row. */
export function columnsOf({ columns, panels }: PanelsSpec): number {
  if (columns !== undefined) return Math.min(columns, panels.length);
  return panels.length === 4 ? 2 : Math.min(3, panels.length);
}

/** Lines of an axis' title along a side of so many pixels. */
export function titleLines({ label, symbol = "" }: AxisOf, room: number, size: number): string[] {
  return lines(titleText(label, symbol).split(" "), " ", room, size);
}

/** The largest number of lines of the panels' titles along one side. */
export function mostLines(spec: PanelsSpec, side: "x" | "y", room: number, size: number): number {
  const panels: readonly PanelOf[] = spec.panels;
  return Math.max(...panels.map((panel) => titleLines(panel[side], room, size).length));
}

/**
 * Places the panels.
 * @param size width and height of a panel in pixels.
 * @param above room above each panel for its title and the labels of its marks.
 * @param below room for long tick labels of the x axes besides the usual.
 */
export function gridOf(
  spec: PanelsSpec,
  size: readonly [number, number],
  above: readonly number[],
  below: number,
): Grid {
  const columns = columnsOf(spec);
  const titleSize = columns > 2 ? 13 : 15;
  const [width, height] = size;
  const [shareX, shareY] = [shared(spec, "x"), shared(spec, "y")];
  const yRoom = shareY ? NARROW : Y_ROOM + (mostLines(spec, "y", height, titleSize) - 1) * TITLE_LINE;
  const rows = Math.ceil(spec.panels.length / columns);
  const head = (row: number) => Math.max(...above.slice(row * columns, (row + 1) * columns));
  const foot = shareX ? NARROW / 2 : X_ROOM + below;
  let plotHeight = rows * height;
  for (let row = 1; row < rows; row++) plotHeight += foot + head(row);
  const tops: number[] = [plotHeight];
  for (let row = 1; row < rows; row++) tops.push(tops[row - 1]! - height - foot - head(row));
  const boxes = spec.panels.map((_, k) => ({
    left: (k % columns) * (width + yRoom),
    bottom: tops[Math.floor(k / columns)]! - height,
    width,
    height,
  }));
  const plotWidth = columns * width + (columns - 1) * yRoom;
  return { columns, boxes, plotWidth, plotHeight, shareX, shareY, titleSize };
}

/** A category's text broken into lines that fit beside its neighbours'. */
export function categoryLines(text: string, room: number): string[] {
  return lines(plain(text).split(" "), " ", room, 13);
}

/** An axis with its title in lines, ticks and range. */
function axisOf(spec: AxisOf, range: readonly [number, number], room: number, grid: Grid): PlotlyAxis {
  const title = titleLines(spec, room, grid.titleSize).join("<br>");
  if (spec.scale !== "category") {
    const axis = valueAxis(title, spec.scale ?? "linear", range[0], range[1]);
    return { ...axis, title: { text: title, font: { size: grid.titleSize }, standoff: 8 } };
  }
  const values = spec.values ?? [];
  return {
    ...frameAxis(title),
    title: { text: title, font: { size: grid.titleSize }, standoff: 8 },
    type: "linear",
    range: [...range],
    tickvals: values.map((_, index) => index),
    ticktext: values.map((text) => categoryLines(text, room / values.length - 6).join("<br>")),
    tickangle: 0,
    ticks: "",
  };
}

/** Inner panels show neither tick labels nor a title: they share their neighbours'. */
function bare(axis: PlotlyAxis, labelled: boolean): PlotlyAxis {
  return labelled ? axis : { ...axis, showticklabels: false, title: { text: "" } };
}

/** The layout of all axes; `square` scales both axes of each panel alike. */
export function axesLayout(
  spec: PanelsSpec,
  grid: Grid,
  xRanges: Ranges,
  yRanges: Ranges,
  square: boolean,
): PlotlyLayout {
  const panels: readonly PanelOf[] = spec.panels;
  const layout: Record<string, unknown> = {};
  panels.forEach((panel, k) => {
    const { xaxis, yaxis } = panelAxes(k + 1);
    const { left, bottom, width, height } = grid.boxes[k]!;
    const lowest = k + grid.columns >= panels.length;
    const x = axisOf(panel.x, xRanges[k]!, width, grid);
    const y = axisOf(panel.y, yRanges[k]!, height, grid);
    layout[layoutKey(xaxis)] = {
      ...bare(x, !grid.shareX || lowest),
      domain: [left / grid.plotWidth, (left + width) / grid.plotWidth],
      anchor: yaxis,
    };
    layout[layoutKey(yaxis)] = {
      ...bare(y, !grid.shareY || k % grid.columns === 0),
      domain: [bottom / grid.plotHeight, (bottom + height) / grid.plotHeight],
      anchor: xaxis,
      ...(square ? { scaleanchor: xaxis, scaleratio: 1, constrain: "domain" } : {}),
    };
    if (square) Object.assign(layout[layoutKey(xaxis)] as object, { constrain: "domain" });
  });
  return layout as PlotlyLayout;
}

/** The left margin: tick labels, and the lines of the longest title beside them. */
export function leftMargin(spec: PanelsSpec, grid: Grid): number {
  const panels: readonly PanelOf[] = spec.panels;
  const height = grid.boxes[0]!.height;
  const titles = mostLines(spec, "y", height, grid.titleSize);
  const words = panels.flatMap((panel) => (panel.y.scale === "category" ? (panel.y.values ?? []) : []));
  const wide = Math.max(0, ...words.map((word) => textWidth(plain(word), 13)));
  return Math.max(84, wide + 46) + (titles - 1) * TITLE_LINE;
}
