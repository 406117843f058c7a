import type { PanelOf, Series } from "../../studies/study/index.ts";
import { numbers } from "../data.ts";
import type { PlotlyData } from "../figure.ts";
import { INK } from "../palette.ts";
import { legendOnly } from "../series.ts";
import { symbolText } from "../text.ts";
import type { Look, Looks } from "./looks.ts";
import { distinct, placesOf, rowsOf, type Tables, tableOf } from "./rows.ts";

/** A curve with its numbers; `low` and `high` are the ends of an interval about y, `xLow` and `xHigh` about x. */
export interface Drawn {
  readonly series: Series;
  readonly look: Look;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  readonly xLow?: readonly number[];
  readonly xHigh?: readonly number[];
}

/** The curves of a panel. @throws InputError for tables and columns that are missing. */
export function drawnIn(panel: PanelOf, tables: Tables, looks: Looks): Drawn[] {
  // Theory below what was measured.
  const ordered = [...(panel.series ?? [])].sort(
    (a, b) => Number(b.theory ?? false) - Number(a.theory ?? false),
  );
  return ordered.flatMap((series) => {
    const table = tableOf(tables, series.table);
    const rows = rowsOf(table, series);
    const { group } = series;
    if (group === undefined) return [numbersOf(panel, series, tables, rows, looks.of(series))];
    const column = table.columns[group]!;
    return distinct(table, group, rows).map((value) => {
      const own = rows.filter((row) => column[row] === value);
      return numbersOf(panel, series, tables, own, looks.of(series, value));
    });
  });
}

function numbersOf(
  panel: PanelOf,
  series: Series,
  tables: Tables,
  rows: readonly number[],
  look: Look,
): Drawn {
  const table = tableOf(tables, series.table);
  const ends = (["low", "high", "xLow", "xHigh"] as const).flatMap((end) => {
    const column = series[end];
    if (column === undefined) return [];
    const values = numbers(table, column, series.table);
    return [[end, rows.map((row) => values[row]!)] as const];
  });
  return {
    series,
    look,
    x: placesOf(table, series.x, rows, panel.x, series.table),
    y: placesOf(table, series.y, rows, panel.y, series.table),
    ...Object.fromEntries(ends),
  };
}

/** What a trace needs of its panel: the axes' names, where they begin, and whether it lies on tiles. */
export interface Place {
  readonly xaxis: string;
  readonly yaxis: string;
  readonly logX: boolean;
  readonly logY: boolean;
  /** Least places on the axes, for intervals that reach to zero on a log axis. */
  readonly least: readonly [number, number];
  readonly onTiles: boolean;
}

const gap = (value: number, log: boolean) => (Number.isFinite(value) && !(log && value <= 0) ? value : null);

/** Bars of unequal length about the values; an end that is missing has none. */
function bars(
  values: readonly number[],
  low: readonly number[] | undefined,
  high: readonly number[] | undefined,
  color: string,
  floor: number,
) {
  if (low === undefined && high === undefined) return undefined;
  const length = (from: number, to: number) => (Number.isFinite(to - from) ? Math.max(0, to - from) : 0);
  return {
    type: "data",
    symmetric: false,
    array: values.map((value, k) => length(value, high?.[k] ?? value)),
    arrayminus: values.map((value, k) => length(Math.max(low?.[k] ?? value, floor), value)),
    color,
    thickness: 1.2,
    width: 3,
    visible: true,
  };
}

function transparent(color: string, share: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${parts.join(",")},${share})`;
}

function band({ x, low = [], high = [], look }: Drawn, place: Place): PlotlyData {
  const [, floor] = place.least;
  const at = x.flatMap((_, k) => (Number.isFinite(low[k]! + high[k]!) ? [k] : []));
  const back = [...at].reverse();
  return {
    type: "scatter",
    mode: "lines",
    x: [...at, ...back].map((k) => x[k]!),
    y: [
      ...at.map((k) => Math.max(high[k]!, place.logY ? floor : high[k]!)),
      ...back.map((k) => (place.logY ? Math.max(low[k]!, floor) : low[k]!)),
    ],
    fill: "toself",
    fillcolor: transparent(look.color, 0.18),
    line: { width: 0 },
    hoverinfo: "skip",
    showlegend: false,
    xaxis: place.xaxis,
    yaxis: place.yaxis,
  } as unknown as PlotlyData;
}

function marker({ look, series, x }: Drawn, onTiles: boolean): object {
  const size = look.symbol.startsWith("triangle") || look.symbol === "diamond" ? 8 : 7;
  if (series.marks === "ends") {
    const last = x.length - 1;
    const sizes = x.map((_, k) => (k === 0 || k === last ? 8 : 0));
    const fill = x.map((_, k) => (k === 0 ? "white" : look.color));
    return {
      symbol: "circle",
      size: sizes,
      color: fill,
      opacity: 1,
      line: { width: 1.4, color: look.color },
    };
  }
  if (series.theory === true) return { symbol: "x-thin", size: 9, line: { width: 2, color: look.color } };
  const border = onTiles ? INK : look.color;
  return {
    symbol: look.symbol,
    size,
    color: onTiles ? look.color : "white",
    line: { width: 1.6, color: border },
  };
}

/** What is drawn light and wider below a curve on tiles, so that it stands on every colour. */
function casing(
  trace: object,
  width: number,
  pointed: boolean,
  errors: readonly (object | undefined)[],
): PlotlyData {
  const light = (bar: object | undefined) => ({ ...bar, color: "white", thickness: 3.6, width: 4 });
  const [errorX, errorY] = errors;
  return {
    ...trace,
    mode: pointed ? "lines+markers" : "lines",
    line: { color: "white", width: width === 0 ? 0 : width + 2.5 },
    ...(pointed ? { marker: { color: "white", size: 11 } } : {}),
    ...(errorX === undefined ? {} : { error_x: light(errorX) }),
    ...(errorY === undefined ? {} : { error_y: light(errorY) }),
    opacity: 0.75,
    showlegend: false,
    hoverinfo: "skip",
  } as unknown as PlotlyData;
}

const MODES = { points: "markers", lines: "lines", both: "lines+markers", ends: "lines+markers" } as const;

/** The traces of a curve; `named` are the legend's entries so far. */
export function curveTraces(drawn: Drawn, place: Place, named: Set<string>): PlotlyData[] {
  const { series, look, x, y } = drawn;
  const marks = series.marks ?? (series.theory === true ? "lines" : "both");
  const [floorX, floorY] = place.least;
  const width = marks === "points" ? 0 : marks === "both" ? 1.2 : 2;
  const first = look.name !== undefined && !named.has(look.name);
  if (first) named.add(look.name!);
  const asBand = series.band === true;
  const ink = place.onTiles ? INK : look.color;
  const least = (floor: number, log: boolean) => (log ? floor : Number.NEGATIVE_INFINITY);
  const errorY = asBand ? undefined : bars(y, drawn.low, drawn.high, ink, least(floorY, place.logY));
  const errorX = bars(x, drawn.xLow, drawn.xHigh, ink, least(floorX, place.logX));
  const base = {
    type: "scatter",
    x: x.map((value) => gap(value, place.logX)),
    y: y.map((value) => gap(value, place.logY)),
    xaxis: place.xaxis,
    yaxis: place.yaxis,
  };
  const line = { color: look.color, width, dash: look.dash, simplify: false };
  const entry = {
    ...(look.name === undefined ? {} : { name: look.name, legendgroup: look.name }),
    legendrank: series.theory === true ? 1000 : 900,
  };
  const trace = {
    ...base,
    mode: MODES[marks],
    line,
    ...(marks === "lines" ? {} : { marker: marker(drawn, place.onTiles) }),
    // Of a curve whose ends alone are marked the legend shows the line.
    showlegend: first && marks !== "ends",
    ...entry,
    ...(errorY === undefined ? {} : { error_y: errorY }),
    ...(errorX === undefined ? {} : { error_x: errorX }),
  } as unknown as PlotlyData;
  const pointed = marks === "points" || marks === "both";
  return [
    ...(asBand ? [band(drawn, place)] : []),
    ...(place.onTiles ? [casing(base, width, pointed, [errorX, errorY])] : []),
    trace,
    ...(first && marks === "ends"
      ? [legendOnly(look.name!, { mode: "lines", line, ...entry } as never)]
      : []),
    ...theoryEntry(series, look, named),
  ];
}

/** Theory's curves in the colours of a group share one entry of the legend. */
function theoryEntry({ theory, group, label }: Series, { dash }: Look, named: Set<string>): PlotlyData[] {
  if (theory !== true || group === undefined || label === undefined) return [];
  const name = symbolText(label);
  if (named.has(name)) return [];
  named.add(name);
  return [
    legendOnly(name, { mode: "lines", line: { color: INK, width: 2, dash }, legendrank: 1000 } as never),
  ];
}
