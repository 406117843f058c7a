import { niceStep, planeAxes } from "./axes.ts";
import { numbers, type RunData, type Table } from "./data.ts";
import type { Figure, PlotlyData } from "./figure.ts";
import { assemble } from "./frame.ts";
import { DIVERGING, INK } from "./palette.ts";
import { symbolText, valueText } from "./text.ts";
import { particlesAt, type Track } from "./tracks.ts";
import { truePoints } from "./truePoints.ts";

/** f on its grid, rows from below [x1 × x0], and its greatest magnitude. */
interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly z: readonly (readonly (number | null)[])[];
  readonly limit: number;
}

function gridOf(field: Table, rows: readonly number[]): Grid {
  const [x, y, f] = ["x0", "x1", "f"].map((name) => numbers(field, name, "field")) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const sorted = (column: Float64Array) =>
    [...new Set(rows.map((row) => column[row]!))].sort((a, b) => a - b);
  const [xs, ys] = [sorted(x), sorted(y)];
  const column = new Map(xs.map((value, i) => [value, i]));
  const line = new Map(ys.map((value, j) => [value, j]));
  const z: (number | null)[][] = ys.map(() => xs.map(() => null));
  let limit = 0;
  for (const row of rows) {
    if (!Number.isFinite(f[row]!)) continue;
    z[line.get(y[row]!)!]![column.get(x[row]!)!] = f[row]!;
    limit = Math.max(limit, Math.abs(f[row]!));
  }
  return { xs, ys, z, limit: limit > 0 ? limit : 1 };
}

/**
 * The map of f, white at zero, with contours every `size`, half of it off zero: far from all samples f is
 * zero to rounding, and a contour there would follow the rounding.
 */
function contourMap({ xs, ys, z, limit }: Grid, size: number): PlotlyData {
  return {
    type: "contour",
    x: xs,
    y: ys,
    z,
    zmin: -limit,
    zmax: limit,
    autocontour: false,
    contours: { start: -9.5 * size, end: 9.5 * size, size, coloring: "heatmap" },
    line: { color: "rgba(40,40,40,0.45)", width: 0.7, smoothing: 0.8 },
    colorscale: DIVERGING,
    colorbar: {
      title: { text: `${symbolText("f")}(${symbolText("x")})`, side: "top", font: { size: 14 } },
      thickness: 14,
      len: 0.66,
      y: 0,
      yanchor: "bottom",
      outlinewidth: 1,
      outlinecolor: INK,
      ticks: "outside",
      ticklen: 4,
      tick0: 0,
      dtick: (limit > 6 * size ? 2 : 1) * size,
      tickfont: { size: 12 },
      exponentformat: "power",
    },
    showlegend: false,
    hovertemplate: "(%{x:.3g}, %{y:.3g}): f = %{z:.3g}<extra></extra>",
  } as unknown as PlotlyData;
}

/** The map of a two-dimensional field at one step, given by its rows, with particles and true points. */
export function fieldMap(
  run: RunData,
  field: Table,
  rows: readonly number[],
  step: number,
  tracks: readonly Track[],
): Figure {
  const grid = gridOf(field, rows);
  const { xs, ys, limit } = grid;
  const size = niceStep(limit / 9);
  const at = particlesAt(tracks, step);
  const particles: PlotlyData = {
    type: "scatter",
    mode: "markers",
    x: at.map((point) => point[0]!),
    y: at.map((point) => point[1]!),
    name: at.length > 1 ? `particles ${symbolText("y_j")}` : `particle ${symbolText("y")}`,
    marker: { size: at.length > 60 ? 6 : 9, color: "white", line: { color: INK, width: 1.5 } },
  };
  const plotWidth = 430;
  const [across, up] = [xs, ys].map((values) => [values[0]!, values.at(-1)!] as [number, number]) as [
    [number, number],
    [number, number],
  ];
  const plotHeight = Math.min(
    560,
    Math.max(240, (plotWidth * (up[1] - up[0])) / (across[1] - across[0] || 1)),
  );
  const note = `Discriminator ${symbolText("f")} at step ${symbolText("k")} = ${step}`;
  return assemble({
    name: "field",
    about: run.about,
    data: [contourMap(grid, size), particles, truePoints(run.points)],
    layout: planeAxes(across, up),
    plotWidth,
    plotHeight,
    legend: "right",
    // The colour bar's tick labels stand where the legend does.
    right: 116,
    notes: [`${note}; contours at ±${valueText(size / 2)} and every ${valueText(size)} from there.`],
  });
}
