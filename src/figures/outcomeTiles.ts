import { cellEdges } from "./axes.ts";
import type { Cell } from "./cells.ts";
import type { Axis } from "./data.ts";
import type { PlotlyData } from "./figure.ts";
import { INK, outcomeColor } from "./palette.ts";
import { plain } from "./text.ts";

/** Which axes of the figure the tiles lie on. */
export interface Placed {
  readonly xaxis: string;
  readonly yaxis: string;
}

function rowsOf<T>(values: readonly T[], columns: number): T[][] {
  return Array.from({ length: values.length / columns }, (_, j) =>
    values.slice(j * columns, (j + 1) * columns),
  );
}

/** `(0.1, 2.5): covered 6, collapsed 2`, short, since a large diagram holds tens of thousands of them. */
function describe(cell: Cell | undefined, x: Axis, y: Axis, i: number, j: number): string {
  if (cell === undefined) return "";
  const place = [x.values[i]!, y.values[j]!].map((value) =>
    typeof value === "number" ? String(Number(value.toPrecision(3))) : value,
  );
  return plain(`(${place.join(", ")}): ${cell.rows.length > 1 ? cell.counts : cell.outcome}`);
}

/**
 * Cells [rows × columns] coloured by their outcome, between the cells' edges on the axes' own scales.
 * Where replicas disagree the colour is paler, the more so the fewer agree.
 */
export function outcomeTiles(
  cells: readonly (Cell | undefined)[],
  [across, up]: readonly [Axis, Axis],
  kinds: readonly string[],
  placed: Placed,
  gap = 0,
): PlotlyData[] {
  const n = across.values.length;
  const where = { x: cellEdges(across), y: cellEdges(up), ...placed, showscale: false };
  const colors = kinds.flatMap((kind, k): [number, string][] => [
    [k / kinds.length, outcomeColor(kind)],
    [(k + 1) / kinds.length, outcomeColor(kind)],
  ]);
  const tiles = {
    ...where,
    type: "heatmap",
    z: rowsOf(
      cells.map((cell) => (cell ? kinds.indexOf(cell.outcome) : null)),
      n,
    ),
    zmin: -0.5,
    zmax: kinds.length - 0.5,
    colorscale: colors,
    xgap: gap,
    ygap: gap,
    hoverinfo: "text",
    hovertext: rowsOf(
      cells.map((cell, at) => describe(cell, across, up, at % n, Math.floor(at / n))),
      n,
    ),
  };
  if (!cells.some((cell) => cell !== undefined && cell.agreement < 1))
    return [tiles as unknown as PlotlyData];
  const veil = {
    ...where,
    type: "heatmap",
    z: rowsOf(
      cells.map((cell) => (cell ? 1 - cell.agreement : null)),
      n,
    ),
    zmin: 0,
    zmax: 1,
    colorscale: [
      [0, "rgba(255,255,255,0)"],
      [0.5, "rgba(255,255,255,0.5)"],
      [1, "rgba(255,255,255,0.7)"],
    ],
    xgap: gap,
    ygap: gap,
    hoverinfo: "skip",
  };
  return [tiles, veil] as unknown as PlotlyData[];
}

/** The legend's entries for the outcomes. */
export function outcomeLegend(kinds: readonly string[]): PlotlyData[] {
  return kinds.map((kind) => ({
    type: "scatter",
    mode: "markers",
    x: [null],
    y: [null],
    name: plain(kind),
    marker: { symbol: "square", size: 14, color: outcomeColor(kind), line: { color: INK, width: 0.5 } },
    hoverinfo: "skip",
  }));
}
