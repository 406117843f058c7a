import type { LayoutAxis } from "plotly.js";
import { InputError } from "../options/index.ts";
import type { Axis } from "./data.ts";
import { FAINT, INK } from "./palette.ts";
import { plain, symbolText, textWidth, titleText, valueText } from "./text.ts";

export type PlotlyAxis = Partial<LayoutAxis>;

/** A frame on all four sides, ticks inwards on each: the look of every axis. */
export function frameAxis(title: string): PlotlyAxis {
  return {
    title: { text: title, font: { size: 15 }, standoff: 10 },
    showline: true,
    mirror: "ticks",
    linecolor: INK,
    linewidth: 1,
    ticks: "inside",
    ticklen: 6,
    tickcolor: INK,
    tickfont: { size: 13 },
    showgrid: false,
    zeroline: false,
    automargin: false,
    exponentformat: "power",
  };
}

/** Round values in [from, to] for a log axis too short for powers of ten: a few multiples of those, or even steps. */
function shortTicks(from: number, to: number): number[] {
  const decades = Math.log10(to / from);
  if (decades < 0.7) {
    const step = niceStep((to - from) / 7);
    const first = Math.ceil(from / step);
    const count = Math.floor(to / step) - first + 1;
    return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(6)));
  }
  const ticks: number[] = [];
  for (let n = Math.floor(Math.log10(from)); n <= Math.log10(to); n++) {
    for (const head of decades < 1 ? [1, 2, 3, 5, 7] : [1, 2, 5]) {
      const value = Number((head * 10 ** n).toPrecision(6));
      if (value >= from && value <= to) ticks.push(value);
    }
  }
  return ticks;
}

/** The round number (1, 2 or 5 times a power of ten) next to `step` from above. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const head = [1, 2, 5, 10].find((one) => one * power >= step * (1 - 1e-9))!;
  return head * power;
}

/** A logarithmic axis over [from, to] (powers of ten shown as such): a tick a decade, fewer over many. */
export function logAxis(title: string, from: number, to: number): PlotlyAxis {
  const decades = Math.log10(to / from);
  const frame: PlotlyAxis = { ...frameAxis(title), type: "log", range: [Math.log10(from), Math.log10(to)] };
  const minor = (dtick: string | number) =>
    ({ ticks: "inside", ticklen: 3, dtick }) as NonNullable<PlotlyAxis["minor"]>;
  if (decades < 1.5) {
    const tickvals = shortTicks(from, to);
    const ticktext = tickvals.map((value) => valueText(value));
    return { ...frame, tickmode: "array", tickvals, ticktext, minor: minor("D1") };
  }
  const step = decades > 16 ? Math.ceil(decades / 8) : decades > 8 ? 2 : 1;
  return {
    ...frame,
    dtick: step,
    tick0: 0,
    // plotly.js enlarges powers of ten by a quarter.
    tickfont: { size: 11 },
    minor: minor(step === 1 ? "D1" : 1),
  };
}

/** An axis over [from, to] on a scale. */
export function valueAxis(title: string, scale: "linear" | "log", from: number, to: number): PlotlyAxis {
  if (scale === "log") return logAxis(title, from, to);
  return { ...frameAxis(title), type: "linear", range: [from, to] };
}

/**
 * Where an axis' values lie on its scale: log10 of the value, the value, or the index of a category.
 * @throws InputError when a value cannot lie on the scale.
 */
export function positions(axis: Axis): number[] {
  return axis.values.map((value, index) => {
    if (axis.scale === "category") return index;
    const place = axis.scale === "log" ? Math.log10(Number(value)) : Number(value);
    if (Number.isFinite(place)) return place;
    throw new InputError(`axes.${axis.column}`, `${value} has no place on a ${axis.scale} axis`);
  });
}

/** From a position on the scale to what plotly.js takes. */
export function plotted(axis: Axis, position: number): number {
  return axis.scale === "log" ? 10 ** position : position;
}

/**
 * The edges of the cells about an axis' values, in the values' own units: midway on the axis' scale,
 * the outer ones as far out as their neighbours are in. One more than the values, in their order.
 */
export function cellEdges(axis: Axis): number[] {
  const at = positions(axis);
  const n = at.length;
  const half = n > 1 ? (at[1]! - at[0]!) / 2 : 0.5;
  const last = n > 1 ? (at[n - 1]! - at[n - 2]!) / 2 : 0.5;
  const inner = at.slice(1).map((place, i) => (place + at[i]!) / 2);
  return [at[0]! - half, ...inner, at[n - 1]! + last].map((place) => plotted(axis, place));
}

/** The place, in plotly.js units, of a fractional index into the axis' values. */
export function placeAt(axis: Axis, at: readonly number[], index: number): number {
  const low = Math.min(Math.max(Math.floor(index), 0), Math.max(at.length - 2, 0));
  const high = Math.min(low + 1, at.length - 1);
  return plotted(axis, at[low]! + (index - low) * (at[high]! - at[low]!));
}

/** A scan's axis with its title, ticks and range from the outer edge to the outer edge of the cells. */
export function scanAxis(axis: Axis): PlotlyAxis {
  const edges = cellEdges(axis);
  const title = titleText(axis.label, axis.symbol);
  const [from, to] = [Math.min(...edges), Math.max(...edges)];
  if (axis.scale !== "category") return valueAxis(title, axis.scale, from, to);
  return {
    ...frameAxis(title),
    type: "linear",
    range: [from, to],
    tickvals: axis.values.map((_, index) => index),
    ticktext: axis.values.map((value) => plain(String(value))),
    ticks: "",
  };
}

/** The left margin that an axis' tick labels and title need, where the usual one may be too narrow. */
export function marginFor(axis: PlotlyAxis, usual: number): number {
  const wide = ((axis.ticktext ?? []) as string[]).map((text) => textWidth(text, 13));
  return Math.ceil(Math.max(usual, ...wide.map((width) => width + 46)));
}

/** True when a quantity is best read on a log axis: its positive values span more than two decades. */
export function wantsLog(values: Iterable<number>): boolean {
  const [least, most] = positiveRange(values);
  return most > 100 * least;
}

/** The least and the greatest of the positive finite values; [∞, 0] when there are none. */
export function positiveRange(values: Iterable<number>): [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const value of values) {
    if (!Number.isFinite(value) || value <= 0) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

/** The range of the finite values with a margin of `share` on both sides, never empty. */
export function paddedRange(
  values: Iterable<number>,
  scale: "linear" | "log",
  share = 0.06,
): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const place = scale === "log" ? Math.log10(value) : value;
    if (!Number.isFinite(place)) continue;
    low = Math.min(low, place);
    high = Math.max(high, place);
  }
  if (low > high) [low, high] = [0, 1];
  const pad = high > low ? share * (high - low) : scale === "log" ? 0.5 : Math.abs(low) * 0.1 || 1;
  const out = (place: number) => (scale === "log" ? 10 ** place : place);
  return [out(low - pad), out(high + pad)];
}

/** A thin line across the panel at zero, for quantities whose sign matters. */
export const ZERO_LINE: PlotlyAxis = { zeroline: true, zerolinewidth: 1, zerolinecolor: FAINT };

/** The axes of the plane of the first two coordinates, equally scaled. */
export function planeAxes(across: readonly number[], up: readonly number[]) {
  return {
    xaxis: { ...frameAxis(symbolText("x_1")), range: [...across], constrain: "domain" as const },
    yaxis: {
      ...frameAxis(symbolText("x_2")),
      range: [...up],
      scaleanchor: "x" as const,
      scaleratio: 1,
      constrain: "domain" as const,
    },
  };
}
