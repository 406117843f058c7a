import type { QuiverPanel } from "../../studies/study/index.ts";
import { numbers } from "../data.ts";
import type { PlotlyData } from "../figure.ts";
import { rowsOf, type Tables, tableOf } from "./rows.ts";

/** Pixels a unit along both axes of a panel. */
export type Scale = readonly [number, number];

const COLOR = "#8a94a0";
/** Of the distance between neighbouring points, how much the longest arrow takes. */
const FILL = 0.85;
/** Pixels of an arrow's head, and the angle of its sides with the shaft. */
const HEAD = 5.5;
const ANGLE = 0.45;

/** The distance between neighbours of points that fill an area of `width` × `height` pixels evenly. */
function spacing(count: number, width: number, height: number): number {
  return Math.sqrt((width * height) / Math.max(1, count));
}

/**
 * A panel's arrows as one trace: shafts centred on their points, heads of one size. Lengths and angles are
 * those on the screen: of the vector (dx, dy) in units of the axes.
 */
export function arrowTrace(
  { arrows }: QuiverPanel,
  tables: Tables,
  [perX, perY]: Scale,
  size: readonly [number, number],
  placed: { readonly xaxis: string; readonly yaxis: string },
): PlotlyData {
  const table = tableOf(tables, arrows.table);
  const rows = rowsOf(table, arrows);
  const column = (name: string) => numbers(table, name, arrows.table);
  const [x, y, dx, dy] = [column(arrows.x), column(arrows.y), column(arrows.dx), column(arrows.dy)];
  const lengths = rows.map((row) => Math.hypot(dx[row]! * perX, dy[row]! * perY));
  const longest = Math.max(...lengths.filter(Number.isFinite), Number.MIN_VALUE);
  const room = FILL * spacing(rows.length, size[0], size[1]);
  const xs: (number | null)[] = [];
  const ys: (number | null)[] = [];
  rows.forEach((row, k) => {
    const length = lengths[k]!;
    if (!(length > 1e-9 * longest)) return;
    const drawn = arrows.equal === true ? 0.75 * room : (room * length) / longest;
    const [ux, uy] = [(dx[row]! * perX) / length, (dy[row]! * perY) / length];
    const head = Math.min(HEAD, 0.6 * drawn);
    const put = (px: number, py: number) => {
      xs.push(x[row]! + px / perX);
      ys.push(y[row]! + py / perY);
    };
    const [tipX, tipY] = [(ux * drawn) / 2, (uy * drawn) / 2];
    const side = (angle: number) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      put(tipX - head * (ux * c - uy * s), tipY - head * (ux * s + uy * c));
    };
    put(-tipX, -tipY);
    put(tipX, tipY);
    side(ANGLE);
    put(tipX, tipY);
    side(-ANGLE);
    xs.push(null);
    ys.push(null);
  });
  return {
    type: "scatter",
    mode: "lines",
    x: xs,
    y: ys,
    line: { color: COLOR, width: 1.2, simplify: false },
    hoverinfo: "skip",
    showlegend: false,
    ...placed,
  } as unknown as PlotlyData;
}

/** The points of a panel's arrows, for the ranges of its axes. */
export function arrowPlaces({ arrows }: QuiverPanel, tables: Tables): { x: number[]; y: number[] } {
  const table = tableOf(tables, arrows.table);
  const rows = rowsOf(table, arrows);
  const of = (name: string) => {
    const values = numbers(table, name, arrows.table);
    return rows.map((row) => values[row]!);
  };
  return { x: of(arrows.x), y: of(arrows.y) };
}
