import type { Shape } from "plotly.js";
import { planeAxes, valueAxis } from "./axes.ts";
import type { RunData } from "./data.ts";
import type { Figure, PlotlyData } from "./figure.ts";
import { type Annotation, assemble } from "./frame.ts";
import { CURVE_COLORS, INK } from "./palette.ts";
import { curve, legendOnly } from "./series.ts";
import { symbolText, valueText } from "./text.ts";
import { type Track, tracksOf, viewOf, widened } from "./tracks.ts";
import { truePoints } from "./truePoints.ts";

export interface TrajectoriesOptions {
  /** Which of an ensemble; without it the first. */
  readonly simulation?: number;
}

const CUT = "Paths that leave the frame go on outside.";
/** More particles than this share one colour and thin lines. */
const FEW = CURVE_COLORS.length;

function look(tracks: readonly Track[], index: number): { color: string; width: number; opacity: number } {
  if (tracks.length <= FEW) return { color: CURVE_COLORS[index]!, width: 1.7, opacity: 1 };
  return { color: CURVE_COLORS[0], width: 1.1, opacity: Math.max(0.3, Math.min(0.8, 12 / tracks.length)) };
}

function particleNames(tracks: readonly Track[]): (index: number) => string | undefined {
  if (tracks.length === 1) return () => `particle ${symbolText("y")}`;
  if (tracks.length <= FEW) return (index) => `particle ${symbolText(`y_${tracks[index]!.particle}`)}`;
  return (index) => (index === 0 ? `particles ${symbolText("y_j")} (${tracks.length})` : undefined);
}

/** Labels of the masses at the right end of the lines, while they do not run into each other. */
function massLabels(run: RunData, from: number, to: number, height: number): Annotation[] {
  const { positions, masses } = run.points;
  const places = positions.map((point) => ((point[0]! - from) / (to - from)) * height).sort((a, b) => a - b);
  if (places.some((place, i) => i > 0 && place - places[i - 1]! < 16)) return [];
  return positions.flatMap((point, i): Annotation[] => {
    if (point[0]! < from || point[0]! > to) return [];
    return [
      {
        text: `${symbolText("p")} = ${valueText(masses[i]!)}`,
        showarrow: false,
        xref: "paper",
        yref: "y",
        x: 1,
        xanchor: "left",
        xshift: 6,
        y: point[0]!,
        yanchor: "middle",
        font: { size: 12 },
      },
    ];
  });
}

function alongSteps(run: RunData, tracks: readonly Track[]): Figure {
  const plotHeight = 380;
  const view = viewOf(run, tracks, 0);
  const heaviest = Math.max(...run.points.masses);
  const name = particleNames(tracks);
  const shapes = run.points.positions.map(
    (point, i): Partial<Shape> => ({
      type: "line",
      layer: "below",
      xref: "paper",
      yref: "y",
      x0: 0,
      x1: 1,
      y0: point[0]!,
      y1: point[0]!,
      line: { color: INK, width: 0.8 + (1.4 * run.points.masses[i]!) / heaviest, dash: "dash" },
    }),
  );
  const last = tracks.reduce((most, { steps }) => Math.max(most, steps.at(-1) ?? 0), 0);
  const truth = legendOnly(
    run.points.masses.length > 1 ? `true points ${symbolText("x_i")}` : `true point ${symbolText("x")}`,
    {
      mode: "lines",
      line: { color: INK, width: 1.6, dash: "dash" },
    },
  );
  return assemble({
    name: "trajectories",
    about: run.about,
    data: [
      ...tracks.map((track, index): PlotlyData => {
        const named = name(index);
        return curve(track.steps, track.coordinates[0]!, {
          ...look(tracks, index),
          ...(named ? { name: named } : {}),
        });
      }),
      truth,
    ],
    layout: {
      xaxis: valueAxis(`step ${symbolText("k")}`, "linear", 0, last),
      yaxis: valueAxis(
        `position ${symbolText(tracks.length > 1 ? "y_j" : "y")}`,
        "linear",
        view.from,
        view.to,
      ),
    },
    plotWidth: 600,
    plotHeight,
    legend: "above",
    right: 76,
    annotations: massLabels(run, view.from, view.to, plotHeight),
    shapes,
    notes: view.cut ? [CUT] : [],
  });
}

function endMarkers(tracks: readonly Track[], end: "start" | "end"): PlotlyData {
  const at = tracks.map(({ coordinates }) => {
    const values = coordinates[0]!.map((x, s) => [x, coordinates[1]![s]!] as const);
    const finite = values.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    return (end === "start" ? finite[0] : finite.at(-1)) ?? [null, null];
  });
  return {
    type: "scatter",
    mode: "markers",
    x: at.map(([x]) => x),
    y: at.map(([, y]) => y),
    name: end === "start" ? "start" : "end",
    marker: {
      size: tracks.length > 40 ? 5 : 8,
      color: end === "start" ? "white" : tracks.map((_, index) => look(tracks, index).color),
      line: { color: tracks.map((_, index) => look(tracks, index).color), width: 1.5 },
    },
  };
}

function inThePlane(run: RunData, tracks: readonly Track[]): Figure {
  const d = tracks[0]?.coordinates.length ?? 2;
  const [across, up] = [viewOf(run, tracks, 0), viewOf(run, tracks, 1)];
  // Neither side of the plane is shown narrower than half the other.
  const half = Math.max(across.to - across.from, up.to - up.from) / 2;
  const [x, y] = [widened(across, half), widened(up, half)];
  const plotWidth = 440;
  const plotHeight = Math.min(580, (plotWidth * (y.to - y.from)) / (x.to - x.from));
  const name = particleNames(tracks);
  const notes = [...(d > 2 ? [`The first two of ${d} coordinates.`] : []), ...(x.cut || y.cut ? [CUT] : [])];
  return assemble({
    name: "trajectories",
    about: run.about,
    data: [
      ...tracks.map((track, index): PlotlyData => {
        const named = name(index);
        return curve(track.coordinates[0]!, track.coordinates[1]!, {
          ...look(tracks, index),
          ...(named ? { name: named } : {}),
        });
      }),
      truePoints(run.points),
      endMarkers(tracks, "start"),
      endMarkers(tracks, "end"),
    ],
    layout: planeAxes([x.from, x.to], [y.from, y.to]),
    plotWidth,
    plotHeight,
    legend: "right",
    notes,
  });
}

/**
 * The ways of the particles. In one dimension position against step with the true points as dashed lines,
 * wider for more mass; in two and more the paths in the plane of the first two coordinates.
 * @throws InputError when the trajectory lacks a column or the simulation asked for.
 */
export function trajectories(run: RunData, options: TrajectoriesOptions = {}): Figure {
  const tracks = tracksOf(run, options.simulation);
  return (tracks[0]?.coordinates.length ?? 1) === 1 ? alongSteps(run, tracks) : inThePlane(run, tracks);
}
