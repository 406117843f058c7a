import { type PlotlyAxis, valueAxis } from "./axes.ts";
import type { PlotlyLayout } from "./figure.ts";
import { domains, layoutKey, panelAxes } from "./series.ts";
import { lines } from "./text.ts";

/** One panel of a stack: the title and the range of its y axis. */
export interface StackPanel {
  readonly title: string;
  readonly scale: "linear" | "log";
  readonly from: number;
  readonly to: number;
}

/** Panels above each other over one x axis, which only the lowest labels. */
export interface Stack {
  readonly layout: PlotlyLayout;
  readonly plotHeight: number;
  /** From below to above, as fractions of the plot, panel by panel from the top. */
  readonly places: readonly (readonly [number, number])[];
  /** The left margin that the titles need. */
  readonly left: number;
}

const GAP = 14;
const SINGLE = 380;
const TITLE_SIZE = 15;

/** Lays `panels` out from the top, each `height` pixels high; a single panel has its own height. */
export function stacked(panels: readonly StackPanel[], x: PlotlyAxis, height: number): Stack {
  const plotHeight = panels.length === 1 ? SINGLE : panels.length * height;
  const places = domains(panels.length, GAP / plotHeight).reverse();
  const room = panels.length === 1 ? SINGLE : height - GAP;
  const layout: Record<string, PlotlyAxis> = {};
  let rows = 1;
  panels.forEach((panel, index) => {
    const axes = panelAxes(index + 1);
    const title = lines(panel.title.split(" "), " ", room, TITLE_SIZE);
    rows = Math.max(rows, title.length);
    const lowest = index === panels.length - 1;
    layout[layoutKey(axes.xaxis)] = {
      ...x,
      anchor: axes.yaxis as "y",
      ...(index > 0 ? { matches: "x" } : {}),
      ...(lowest ? {} : { showticklabels: false, title: { text: "" } }),
    };
    layout[layoutKey(axes.yaxis)] = {
      ...valueAxis(title.join("<br>"), panel.scale, panel.from, panel.to),
      domain: [...places[index]!],
      anchor: axes.xaxis as "x",
    };
  });
  return { layout: layout as PlotlyLayout, plotHeight, places, left: 92 + 20 * (rows - 1) };
}
