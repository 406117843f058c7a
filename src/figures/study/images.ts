import { InputError } from "../../options/index.ts";
import type { ImagesSpec } from "../../studies/study/index.ts";
import { type About, numbers, type Table } from "../data.ts";
import type { Figure, PlotlyData } from "../figure.ts";
import { type Annotation, assemble } from "../frame.ts";
import { symbolText, textWidth } from "../text.ts";
import { rowsOf, type Tables, tableOf } from "./rows.ts";

/** Pixels: a picture's side at most, all of a row together at most, gaps between pictures and between groups. */
const LARGEST = 150;
const WIDEST = 1060;
const GAP = 6;
const GROUP_GAP = 26;
const TITLE_SIZE = 14;
/** The room that axes would have below the plot. */
const NO_AXES = -48;

/** The last place that is drawn, of pictures and of pixels. */
const LAST = 65535;

/** One picture: its pixels by place, [height][width][3], and its place in the grid. */
interface Picture {
  readonly row: number;
  readonly column: number;
  readonly z: number[][][];
}

/** The columns by which pixels are placed. */
type Place = "row" | "column" | "y" | "x";

/** Brightness as a graphics card shows it. */
function shade(value: number): number {
  return Number.isFinite(value) ? Math.round(255 * Math.min(1, Math.max(0, value))) : 255;
}

/** Reads one of the columns that say where. @throws InputError at the column for what is no whole number from 0 to `LAST`. */
function placesIn(spec: ImagesSpec, table: Table, what: Place): (row: number) => number {
  const values = numbers(table, spec[what], spec.table);
  return (row) => {
    const value = values[row]!;
    if (Number.isInteger(value) && value >= 0 && value <= LAST) return value;
    throw new InputError(
      `${spec.table}.${spec[what]}`,
      `must be whole numbers from 0 to ${LAST}, not ${value}`,
    );
  };
}

function picturesOf(spec: ImagesSpec, tables: Tables): Picture[] {
  const table = tableOf(tables, spec.table);
  const [rowAt, columnAt] = [placesIn(spec, table, "row"), placesIn(spec, table, "column")];
  const [yAt, xAt] = [placesIn(spec, table, "y"), placesIn(spec, table, "x")];
  const names = typeof spec.value === "string" ? [spec.value, spec.value, spec.value] : spec.value;
  const colors = names.map((name) => numbers(table, name, spec.table));
  const found = new Map<string, Picture>();
  for (const k of rowsOf(table, spec)) {
    const [row, column] = [rowAt(k), columnAt(k)];
    const key = `${row} ${column}`;
    const picture = found.get(key) ?? { row, column, z: [] };
    found.set(key, picture);
    const [y, x] = [yAt(k), xAt(k)];
    const line = picture.z[y] ?? [];
    picture.z[y] = line;
    line[x] = colors.map((values) => shade(values[k]!));
  }
  if (found.size === 0) throw new InputError("table", `no row of ${spec.table} is in this figure`);
  const pictures = [...found.values()];
  for (const picture of pictures) checkWhole(picture, spec);
  return pictures;
}

/** @throws InputError at the column of y or x for a picture that is no full rectangle of pixels. */
function checkWhole({ row, column, z }: Picture, { table, y, x }: ImagesSpec): void {
  const picture = `the picture in row ${row}, column ${column}`;
  const lengths = Array.from(z, (line) => line?.length ?? 0);
  const absent = lengths.indexOf(0);
  if (absent >= 0) throw new InputError(`${table}.${y}`, `${picture} has no line ${absent}`);
  const width = Math.max(...lengths);
  // Unlike `some`, `includes` sees places that were never set.
  const short = z.findIndex((line) => line.length < width || line.includes(undefined as never));
  if (short < 0) return;
  throw new InputError(`${table}.${x}`, `${picture} lacks pixels in line ${short}`);
}

/** Left edges of the columns in pixels, and the width of all. */
function columnEdges(spec: ImagesSpec, columns: number): { edges: number[]; width: number; side: number } {
  const starts = new Set<number>();
  let next = 0;
  for (const group of spec.groups ?? []) {
    next += group.columns;
    starts.add(next);
  }
  const groupGaps = [...starts].filter((start) => start < columns).length;
  const gaps = (columns - 1) * GAP + groupGaps * (GROUP_GAP - GAP);
  const side = Math.max(16, Math.min(LARGEST, Math.floor((WIDEST - gaps) / columns)));
  const edges: number[] = [];
  let at = 0;
  for (let k = 0; k < columns; k++) {
    if (k > 0) at += side + (starts.has(k) ? GROUP_GAP : GAP);
    edges.push(at);
  }
  return { edges, width: at + side, side };
}

/** A picture in the middle of its square; the axes count pixels of the screen from the top left. */
function imageTrace({ row, column, z }: Picture, edges: readonly number[], side: number): PlotlyData {
  const [height, width] = [z.length, z[0]!.length];
  const pixel = side / Math.max(height, width);
  return {
    type: "image",
    z,
    // A picture's place is the middle of its first pixel.
    x0: edges[column]! + (side - (width - 1) * pixel) / 2,
    y0: row * (side + GAP) + (side - (height - 1) * pixel) / 2,
    dx: pixel,
    dy: pixel,
    zsmooth: false,
    hoverinfo: "skip",
  } as unknown as PlotlyData;
}

/** Titles beside the rows and above the groups: outside of the axes, so in shares of the plot. */
function titles(spec: ImagesSpec, edges: readonly number[], side: number, height: number): Annotation[] {
  const width = edges.at(-1)! + side;
  const shared = { showarrow: false, xref: "paper", yref: "paper", font: { size: TITLE_SIZE } } as const;
  const beside = (spec.rowTitles ?? []).map(
    (text, row): Annotation => ({
      ...shared,
      text: symbolText(text),
      x: 0,
      xshift: -8,
      xanchor: "right",
      y: 1 - (row * (side + GAP) + side / 2) / height,
      yanchor: "middle",
      align: "right",
    }),
  );
  let first = 0;
  const above = (spec.groups ?? []).map(({ title, columns }): Annotation => {
    const [left, right] = [edges[first]!, edges[first + columns - 1]! + side];
    first += columns;
    return {
      ...shared,
      text: symbolText(title),
      x: (left + right) / (2 * width),
      xanchor: "center",
      y: 1,
      yanchor: "bottom",
      yshift: 2,
    };
  });
  return [...beside, ...above];
}

/**
 * A grid of pictures, their longer sides alike, every pixel a square of one colour.
 * @throws InputError at the table or column that is not there, when no row is in it, or at a column of places where these
 *   make no full rectangles of pixels.
 */
export function imagesFigure(spec: ImagesSpec, tables: Tables, about: About): Figure {
  const pictures = picturesOf(spec, tables);
  const columns = Math.max(...pictures.map(({ column }) => column)) + 1;
  const rows = Math.max(...pictures.map(({ row }) => row)) + 1;
  const { edges, width, side } = columnEdges(spec, columns);
  const height = rows * (side + GAP) - GAP;
  const asked = (spec.groups ?? []).reduce((sum, group) => sum + group.columns, 0);
  if (asked > columns) throw new InputError("groups", `have ${asked} columns, but the pictures ${columns}`);
  const axis = { visible: false, fixedrange: true } as const;
  const words = (spec.rowTitles ?? []).flatMap((text) => symbolText(text).split("<br>"));
  const beside = Math.max(0, ...words.map((word) => textWidth(word, TITLE_SIZE)));
  return assemble({
    name: spec.name,
    about: { ...about, title: spec.title, parameters: { ...spec.parameters, ...about.parameters } },
    data: pictures.map((picture) => imageTrace(picture, edges, side)),
    layout: { xaxis: { ...axis, range: [0, width] }, yaxis: { ...axis, range: [height, 0] } },
    plotWidth: width,
    plotHeight: height,
    legend: "none",
    left: Math.ceil(beside) + 24,
    above: (spec.groups ?? []).length > 0 ? 26 : 0,
    below: NO_AXES,
    annotations: titles(spec, edges, side, height),
    notes: (spec.notes ?? []).map(symbolText),
  });
}
