import type { Shape } from "plotly.js";
import type { MarkLine, PanelOf } from "../../studies/study/index.ts";
import type { PlotlyData } from "../figure.ts";
import type { Annotation } from "../frame.ts";
import { verticalMarks } from "../marks.ts";
import { INK } from "../palette.ts";
import { legendOnly, panelAxes } from "../series.ts";
import { symbolText } from "../text.ts";
import type { Grid } from "./grid.ts";

/** What stands in and above a panel besides its curves. */
export interface PanelMarks {
  readonly shapes: readonly Partial<Shape>[];
  readonly annotations: readonly Annotation[];
  /** Pixels above the panel. */
  readonly above: number;
  /** Horizontal lines' entries of the legend. */
  readonly legend: readonly PlotlyData[];
}

const TITLE = 24;

/** The shaded interval about a line. */
function interval(mark: MarkLine, side: "x" | "y", xaxis: string, yaxis: string): Partial<Shape>[] {
  const { low, high } = mark;
  if (low === undefined || high === undefined || !Number.isFinite(high - low)) return [];
  const along = side === "x" ? { x0: low, x1: high, y0: 0, y1: 1 } : { x0: 0, x1: 1, y0: low, y1: high };
  return [
    {
      type: "rect",
      xref: (side === "x" ? xaxis : `${xaxis} domain`) as "x",
      yref: (side === "x" ? `${yaxis} domain` : yaxis) as "y",
      ...along,
      fillcolor: "rgba(90,90,90,0.16)",
      line: { width: 0 },
      layer: "below",
    },
  ];
}

function horizontalLine({ at, style }: MarkLine, xaxis: string, yaxis: string): Partial<Shape> {
  return {
    type: "line",
    xref: `${xaxis} domain` as "x",
    yref: yaxis as "y",
    x0: 0,
    x1: 1,
    y0: at,
    y1: at,
    line: { color: INK, width: 1.2, dash: style ?? "dot" },
  };
}

/** The marks of panel `index` (from 0) of a panel `width` pixels wide with the given x range. */
export function panelMarks(
  panel: PanelOf,
  index: number,
  width: number,
  range: readonly [number, number],
  named: Set<string>,
): PanelMarks {
  const { xaxis, yaxis } = panelAxes(index + 1);
  const labelled = (panel.vertical ?? []).map((mark) => ({ ...mark, label: symbolText(mark.label) }));
  const scale = panel.x.scale === "log" ? "log" : "linear";
  const vertical = verticalMarks(labelled, scale, range[0], range[1], width);
  const horizontal = panel.horizontal ?? [];
  const legend = horizontal.flatMap(({ label, style }) => {
    const name = symbolText(label);
    if (named.has(name)) return [];
    named.add(name);
    const line = { color: INK, width: 1.2, dash: style ?? "dot" };
    return [legendOnly(name, { mode: "lines", line, legendrank: 1050 } as never)];
  });
  const title = panel.title === undefined ? 0 : TITLE;
  return {
    shapes: [
      ...labelled.flatMap((mark) => interval(mark, "x", xaxis, yaxis)),
      ...horizontal.flatMap((mark) => interval(mark, "y", xaxis, yaxis)),
      ...vertical.shapes.map((shape) => ({
        ...shape,
        xref: xaxis as "x",
        yref: `${yaxis} domain` as "y",
        y0: 0,
        y1: 1,
      })),
      ...horizontal.map((mark) => horizontalLine(mark, xaxis, yaxis)),
    ],
    annotations: vertical.annotations,
    above: vertical.above + title,
    legend,
  };
}

/** The marks' labels, the panel's title and its texts, at their places on the whole plot. */
export function placedTexts(panel: PanelOf, index: number, grid: Grid, marks: PanelMarks): Annotation[] {
  const { left, bottom, width, height } = grid.boxes[index]!;
  const top = (bottom + height) / grid.plotHeight;
  const { xaxis, yaxis } = panelAxes(index + 1);
  const across = (share: number) => (left + share * width) / grid.plotWidth;
  const labels = marks.annotations.map((one) => ({ ...one, x: across(Number(one.x)), y: top }));
  const title: Annotation[] =
    panel.title === undefined
      ? []
      : [
          {
            text: symbolText(panel.title),
            showarrow: false,
            xref: "paper",
            yref: "paper",
            x: across(0.5),
            xanchor: "center",
            y: top,
            yanchor: "bottom",
            yshift: 2 + marks.above - TITLE,
            borderpad: 0,
            font: { size: 14 },
          },
        ];
  const on = (value: number, log: boolean) => (log ? Math.log10(value) : value);
  const texts = (panel.texts ?? []).map(
    ({ x, y, text }): Annotation => ({
      text: symbolText(text),
      showarrow: false,
      xref: xaxis as "x",
      yref: yaxis as "y",
      x: on(x, panel.x.scale === "log"),
      y: on(y, panel.y.scale === "log"),
      bgcolor: "rgba(255,255,255,0.75)",
      borderpad: 2,
      font: { size: 13 },
    }),
  );
  return [...title, ...labels, ...texts];
}
