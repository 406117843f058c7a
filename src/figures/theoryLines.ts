import { placeAt, positions } from "./axes.ts";
import { type Cell, columnOn } from "./cells.ts";
import { type Between, contour } from "./contour.ts";
import type { Axis, LineStyle, ScanData } from "./data.ts";
import type { PlotlyData } from "./figure.ts";
import type { Mark } from "./marks.ts";
import { INK, LINE_STYLES } from "./palette.ts";
import { symbolText } from "./text.ts";

/** A line's own style, or the next of the list. */
export function styleOf(line: { readonly style?: LineStyle }, index: number): LineStyle {
  return line.style ?? LINE_STYLES[index % LINE_STYLES.length]!;
}

/**
 * The scan's theory lines over the grid of two axes: the contour `column = level`, interpolated on the
 * axes' own scales, black on a white casing so that it stands on every outcome's colour.
 */
export function theoryCurves(
  scan: ScanData,
  [across, up]: readonly [Axis, Axis],
  cells: readonly (Cell | undefined)[],
  placed: { readonly xaxis: string; readonly yaxis: string; readonly showlegend: boolean },
): PlotlyData[] {
  const [atX, atY] = [positions(across), positions(up)];
  return scan.lines.flatMap((line, index) => {
    const values = columnOn(scan, line.column, cells);
    const x: (number | null)[] = [];
    const y: (number | null)[] = [];
    const between = betweenCells(scan, line.column, [across, up]);
    for (const curve of contour(values, atX.length, atY.length, line.level, between)) {
      x.push(...curve.x.map((place) => placeAt(across, atX, place)), null);
      y.push(...curve.y.map((place) => placeAt(up, atY, place)), null);
    }
    const base = { type: "scatter", mode: "lines", x, y, hoverinfo: "skip" } as const;
    const where = { xaxis: placed.xaxis, yaxis: placed.yaxis } as { xaxis: "x"; yaxis: "y" };
    const group = `theory ${index}`;
    return [
      {
        ...base,
        ...where,
        line: { color: "white", width: 4.5 },
        opacity: 0.75,
        showlegend: false,
        legendgroup: group,
      },
      {
        ...base,
        ...where,
        name: symbolText(line.label),
        line: { color: INK, width: 2, dash: styleOf(line, index) },
        showlegend: placed.showlegend,
        // Below the outcomes, whatever the order of drawing.
        legendrank: 1100,
        legendgroup: group,
      },
    ];
  });
}

/** A theory column between the cells, in units of their indexes; unknown on axes of categories. */
function betweenCells(scan: ScanData, column: string, axes: readonly [Axis, Axis]): Between | undefined {
  const { theory } = scan;
  const numeric = scan.axes.length === axes.length && axes.every((axis) => axis.scale !== "category");
  if (theory === undefined || !numeric) return undefined;
  const [across, up] = axes;
  const [atX, atY] = [positions(across), positions(up)];
  return (x, y) => {
    const values = { [across.column]: placeAt(across, atX, x), [up.column]: placeAt(up, atY, y) };
    return theory(values)[column] ?? Number.NaN;
  };
}

/** Where the theory columns of a scan with one axis cross their levels: the same lines, as marks. */
export function theoryMarks(scan: ScanData, axis: Axis, cells: readonly (Cell | undefined)[]): Mark[] {
  const at = positions(axis);
  return scan.lines.flatMap((line, index) => {
    const values = columnOn(scan, line.column, cells).map((value) => value - line.level);
    const marks: Mark[] = [];
    for (let i = 0; i + 1 < at.length; i++) {
      const [a, b] = [values[i]!, values[i + 1]!];
      if (!Number.isFinite(a) || !Number.isFinite(b) || a < 0 === b < 0) continue;
      const place = placeAt(axis, at, i + a / (a - b));
      marks.push({ at: place, label: symbolText(line.label), style: styleOf(line, index + 1) });
    }
    return marks;
  });
}
