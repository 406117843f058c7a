import { InputError } from "../../options/index.ts";
import type { AxisOf, MapPanel, MapSpec } from "../../studies/study/index.ts";
import { cellEdges, niceStep } from "../axes.ts";
import { type Cell, cellsOn, columnOn, disagreeing, outcomesIn } from "../cells.ts";
import { type About, type Axis, numbers, type ScanData, type Table, texts } from "../data.ts";
import type { PlotlyData } from "../figure.ts";
import { outcomeTiles } from "../outcomeTiles.ts";
import { DIVERGING, INK, SEQUENTIAL } from "../palette.ts";
import { lines, titleText, valueText } from "../text.ts";
import { theoryCurves } from "../theoryLines.ts";
import { distinct, rowsOf, type Tables, tableOf } from "./rows.ts";

/** A panel's tiles: the table's rows gathered on the grid of their two columns. */
export interface Tiled {
  readonly axes: readonly [Axis, Axis];
  readonly cells: readonly (Cell | undefined)[];
  readonly scan: ScanData;
  /** The mean of the value in each tile; none for categories. */
  readonly values?: Float64Array;
}

function axisOf(spec: AxisOf, column: string, table: Table, rows: readonly number[]): Axis {
  const { label, symbol = "", scale = "linear" } = spec;
  const values = scale === "category" ? (spec.values ?? []) : distinct(table, column, rows);
  return { column, label, symbol, scale, values };
}

/** Gathers a panel's tiles. @throws InputError for columns that are missing, or when there is no row. */
export function tiled(panel: MapPanel, tables: Tables, about: About): Tiled {
  const { tiles } = panel;
  const table = tableOf(tables, tiles.table);
  const rows = rowsOf(table, tiles);
  if (rows.length === 0) throw new InputError("tiles", `no row of ${tiles.table} is in this panel`);
  if ((tiles.value === undefined) === (tiles.category === undefined)) {
    throw new InputError("tiles", "have either a value or a category");
  }
  const axes = [axisOf(panel.x, tiles.x, table, rows), axisOf(panel.y, tiles.y, table, rows)] as const;
  const outcome =
    tiles.category === undefined
      ? new Array<string>(table.length).fill("")
      : texts(table, tiles.category, tiles.table);
  const { value, contours = [] } = tiles;
  const levels = contours.map((line) => ({ ...line, column: value ?? "" }));
  const scan = {
    about,
    axes,
    cells: { length: table.length, columns: { ...table.columns, outcome } },
    lines: levels,
  };
  const kept = new Set(rows);
  const cells = cellsOn(scan, axes, (row) => kept.has(row));
  if (value === undefined) return { axes, cells, scan };
  numbers(table, value, tiles.table);
  return { axes, cells, scan, values: columnOn(scan, value, cells) };
}

/** The range of the colours: what is asked for, or that of all tiles; about zero where it diverges. */
export function colorRange(spec: MapSpec, all: readonly Tiled[]): [number, number] {
  if (spec.value?.range !== undefined) return [...spec.value.range];
  const log = spec.value?.scale === "log";
  const values = all.flatMap((one) => [...(one.values ?? [])]);
  const finite = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  if (finite.length === 0) return [log ? 1 : 0, log ? 10 : 1];
  if (spec.diverging === true) return [-Math.max(-least, most), Math.max(-least, most)];
  return least < most ? [least, most] : [least, least + (Math.abs(least) || 1)];
}

/** Ticks of the colour bar, on its own scale. */
function colorTicks(low: number, high: number, log: boolean): { at: number[]; text: string[] } {
  if (!log) {
    const step = niceStep((high - low) / 7);
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    const at = Array.from({ length: count }, (_, k) => Number(((first + k) * step).toPrecision(12)));
    return { at, text: at.map((value) => valueText(value)) };
  }
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const heads = to - from < 1.5 ? [1, 2, 5] : [1];
  const step = Math.max(1, Math.ceil((to - from) / 8));
  const at: number[] = [];
  for (let n = Math.floor(from); n <= to; n++) {
    for (const head of heads) {
      const place = n + Math.log10(head);
      if (n % step === 0 && place >= from - 1e-9 && place <= to + 1e-9) at.push(place);
    }
  }
  return { at, text: at.map((place) => valueText(10 ** place)) };
}

/** The colour bar of all panels, of which the legend leaves `room` pixels at the bottom. */
export function colorBar(
  spec: MapSpec,
  [low, high]: readonly [number, number],
  plot: readonly [number, number],
  room: number,
) {
  const log = spec.value?.scale === "log";
  const { at, text } = colorTicks(low, high, log);
  const { label = spec.panels[0]!.tiles.value ?? "", symbol = "" } = spec.value ?? {};
  const title = lines(titleText(label, symbol).split(" "), " ", room, 14).join("<br>");
  return {
    title: { text: title, side: "right", font: { size: 14 } },
    thickness: 14,
    lenmode: "pixels",
    len: room,
    x: 1 + 12 / plot[0],
    xanchor: "left",
    xpad: 0,
    y: 0,
    yanchor: "bottom",
    ypad: 0,
    outlinewidth: 1,
    outlinecolor: INK,
    ticks: "outside",
    ticklen: 4,
    tickmode: "array",
    tickvals: at,
    ticktext: text,
    tickfont: { size: 12 },
  };
}

/** The traces of a panel's tiles, with the contours over them. */
export function tileTraces(
  one: Tiled,
  spec: MapSpec,
  range: readonly [number, number],
  placed: { readonly xaxis: string; readonly yaxis: string },
  kinds: readonly string[],
  bar: object | undefined,
): PlotlyData[] {
  const { axes, cells, scan, values } = one;
  if (values === undefined) return outcomeTiles(cells, axes, kinds, placed);
  const n = axes[0].values.length;
  const log = spec.value?.scale === "log";
  const on = (value: number) => (log ? Math.log10(value) : value);
  const z = Array.from(values, (value) => (Number.isFinite(on(value)) ? on(value) : null));
  const heat = {
    type: "heatmap",
    x: cellEdges(axes[0]),
    y: cellEdges(axes[1]),
    z: axes[1].values.map((_, j) => z.slice(j * n, (j + 1) * n)),
    zmin: on(range[0]),
    zmax: on(range[1]),
    colorscale: spec.diverging === true ? DIVERGING : SEQUENTIAL,
    showscale: bar !== undefined,
    ...(bar === undefined ? {} : { colorbar: bar }),
    hovertemplate: "(%{x:.3g}, %{y:.3g}): %{z:.3g}<extra></extra>",
    ...placed,
  } as unknown as PlotlyData;
  return [heat, ...theoryCurves(scan, axes, cells, { ...placed, showlegend: bar !== undefined })];
}

/** The outcomes in all panels, in the legend's order. */
export function kindsIn(all: readonly Tiled[]): string[] {
  return outcomesIn(all.flatMap(({ cells }) => cells)).filter((kind) => kind !== "");
}

/** True when replicas disagree somewhere. */
export function disagree(all: readonly Tiled[]): boolean {
  return all.some(({ cells }) => disagreeing(cells));
}

/** The ends of a panel's axes: the outer edges of its tiles. */
export function tileRange(axis: Axis): [number, number] {
  const edges = cellEdges(axis);
  return [Math.min(...edges), Math.max(...edges)];
}
