import type { Data } from "plotly.js";
import type { LineStyle } from "./data.ts";
import type { PlotlyData } from "./figure.ts";
import { INK } from "./palette.ts";

export interface CurveLook {
  readonly name?: string;
  readonly color?: string;
  readonly width?: number;
  readonly dash?: LineStyle;
  readonly opacity?: number;
  readonly xaxis?: string;
  readonly yaxis?: string;
  readonly legendgroup?: string;
  /** True on a log axis: what is not positive is a gap. */
  readonly positive?: boolean;
}

/** A curve. Without a name it has no entry in the legend. */
export function curve(x: ArrayLike<number>, y: ArrayLike<number>, look: CurveLook = {}): PlotlyData {
  return {
    type: "scatter",
    mode: "lines",
    x: Array.from(x),
    y: Array.from(y, (value) => (Number.isFinite(value) && !(look.positive && value <= 0) ? value : null)),
    line: { color: look.color ?? INK, width: look.width ?? 1.6, dash: look.dash ?? "solid", simplify: false },
    opacity: look.opacity ?? 1,
    showlegend: look.name !== undefined,
    ...(look.name === undefined ? {} : { name: look.name }),
    ...(look.legendgroup === undefined ? {} : { legendgroup: look.legendgroup }),
    xaxis: look.xaxis ?? "x",
    yaxis: look.yaxis ?? "y",
  } as Data;
}

/** An entry of the legend for something that is drawn without one. */
export function legendOnly(name: string, look: Partial<Data>): PlotlyData {
  return { type: "scatter", x: [null], y: [null], hoverinfo: "skip", name, ...look } as Data;
}

/** `1` → "x", "y" and `n` → "xn": how plotly.js names the axes of panel n. */
export function panelAxes(n: number): { xaxis: string; yaxis: string } {
  return n === 1 ? { xaxis: "x", yaxis: "y" } : { xaxis: `x${n}`, yaxis: `y${n}` };
}

/** The layout's key of an axis name: "x2" is laid out under "xaxis2". */
export function layoutKey(axis: string): string {
  return `${axis[0]}axis${axis.slice(1)}`;
}

/** Domains of `count` panels along one side, in its order, `gap` of the side between two. */
export function domains(count: number, gap: number): [number, number][] {
  const size = (1 - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => [i * (size + gap), i * (size + gap) + size]);
}
