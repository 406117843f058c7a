import { InputError } from "../options/index.ts";
import { paddedRange, positiveRange, valueAxis, wantsLog } from "./axes.ts";
import { numbers, type Overlay, type RunData, rowsBy } from "./data.ts";
import type { Figure, PlotlyData } from "./figure.ts";
import { assemble } from "./frame.ts";
import { observableTitle } from "./labels.ts";
import { verticalMarks } from "./marks.ts";
import { CURVE_COLORS, FAINT } from "./palette.ts";
import { curve, panelAxes } from "./series.ts";
import { type StackPanel, stacked } from "./stack.ts";
import { plain, symbolText } from "./text.ts";

export interface TimeSeriesOptions {
  /** Columns of observables, a panel each; without it all of them. */
  readonly observables?: readonly string[];
  /** One of an ensemble; without it all, with their median. */
  readonly simulation?: number;
}

/** The panel's axes, and whether its y axis is logarithmic. */
interface Placed {
  readonly xaxis: string;
  readonly yaxis: string;
  readonly positive: boolean;
}

interface Line {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

const PLOT_WIDTH = 600;
const PANEL = 190;
const OVERLAY_COLORS = [CURVE_COLORS[1], CURVE_COLORS[2], CURVE_COLORS[3], CURVE_COLORS[4]];

function linesOf(run: RunData, column: string, simulation: number | undefined): Line[] {
  const values = numbers(run.observables, column, "observables");
  const steps = numbers(run.observables, "step", "observables");
  const groups = rowsBy(run.observables, "simulation", "observables");
  if (simulation !== undefined && !groups.has(simulation)) {
    throw new InputError("simulation", `${simulation} is not in the run`);
  }
  return [...groups]
    .filter(([which]) => simulation === undefined || which === simulation)
    .map(([, rows]) => {
      const order = rows.sort((a, b) => steps[a]! - steps[b]!);
      return { steps: order.map((row) => steps[row]!), values: order.map((row) => values[row]!) };
    });
}

/** The median over simulations at every step at which all that still run were saved. */
function medianOf(lines: readonly Line[]): Line {
  const at = new Map<number, number[]>();
  for (const { steps, values } of lines) {
    steps.forEach((step, s) => {
      if (Number.isFinite(values[s]!)) at.set(step, [...(at.get(step) ?? []), values[s]!]);
    });
  }
  const sorted = [...at].sort(([a], [b]) => a - b);
  const middle = (values: number[]) => {
    const order = values.sort((a, b) => a - b);
    const half = Math.floor(order.length / 2);
    return order.length % 2 === 1 ? order[half]! : (order[half - 1]! + order[half]!) / 2;
  };
  return { steps: sorted.map(([step]) => step), values: sorted.map(([, values]) => middle(values)) };
}

function simulated(lines: readonly Line[], placed: Placed, first: boolean): PlotlyData[] {
  if (lines.length === 1) {
    const name = first ? { name: "simulation" } : {};
    return [
      curve(lines[0]!.steps, lines[0]!.values, { ...name, color: CURVE_COLORS[0], width: 1.8, ...placed }),
    ];
  }
  const thin = lines.map((line, index) =>
    curve(line.steps, line.values, {
      ...(first && index === 0 ? { name: `simulations (${lines.length})` } : {}),
      color: "#8fb8d8",
      width: 0.8,
      opacity: Math.max(0.25, Math.min(0.8, 15 / lines.length)),
      ...placed,
    }),
  );
  const median = medianOf(lines);
  const name = first ? { name: "median" } : {};
  return [
    ...thin,
    curve(median.steps, median.values, { ...name, color: CURVE_COLORS[0], width: 2.2, ...placed }),
  ];
}

function overlaid(overlays: readonly Overlay[], named: Map<string, string>, placed: Placed): PlotlyData[] {
  return overlays.map((overlay) => {
    const known = named.get(overlay.label);
    const color = known ?? OVERLAY_COLORS[named.size % OVERLAY_COLORS.length]!;
    const order = (OVERLAY_COLORS as readonly string[]).indexOf(color);
    named.set(overlay.label, color);
    return curve(overlay.steps, overlay.values, {
      ...(known === undefined ? { name: symbolText(overlay.label) } : {}),
      color,
      width: 2,
      // An envelope runs beside the curve, not on it: its dashes say so. Others differ in grey too.
      dash: overlay.envelope === true ? "dashdot" : order === 0 ? "dot" : "dash",
      ...placed,
    });
  });
}

/** Those values of a reduced model that stay near the measurement: one that runs away is cut, not followed. */
function near(values: readonly number[], measured: readonly number[]): number[] {
  const [least, most] = [Math.min(...measured), Math.max(...measured)];
  const room = (most - least) / 2;
  return values.filter((value) => value >= least - room && value <= most + room);
}

interface Panel {
  readonly data: readonly PlotlyData[];
  readonly stack: StackPanel;
  readonly last: number;
  /** How many simulations are drawn. */
  readonly count: number;
}

function panelOf(
  run: RunData,
  column: string,
  index: number,
  simulation: number | undefined,
  named: Map<string, string>,
): Panel {
  const lines = linesOf(run, column, simulation);
  const overlays = (run.overlays ?? []).filter((overlay) => overlay.observable === column);
  const values = lines.flatMap((line) => line.values).filter(Number.isFinite);
  const shown = [...values, ...overlays.flatMap((overlay) => near(Array.from(overlay.values), values))];
  const positive = values.every((value) => value >= 0) && wantsLog(values);
  const [from, to] = positive ? paddedRange(positiveRange(values), "log") : paddedRange(shown, "linear");
  const placed = { ...panelAxes(index + 1), positive };
  return {
    data: [...simulated(lines, placed, index === 0), ...overlaid(overlays, named, placed)],
    stack: { title: observableTitle(column), scale: positive ? "log" : "linear", from, to },
    last: lines.reduce((most, { steps }) => Math.max(most, steps.at(-1) ?? 0), 0),
    count: lines.length,
  };
}

/** Those columns of which there is a course to draw; what is known at the end alone makes no curve. */
function withCourse({ observables }: RunData, columns: readonly string[]): readonly string[] {
  const drawn = columns.filter((name) => {
    const known = numbers(observables, name, "observables").filter(Number.isFinite);
    return known.length > 1;
  });
  return drawn.length > 0 ? drawn : columns;
}

/**
 * The observables against the step, a panel each over a common axis, logarithmic where positive values
 * span more than two decades; the reduced models' curves dotted on them (envelopes dash-dotted), and, for
 * a single simulation, the step at which the outcome was decided. Columns that are known at a single step are left out
 * unless asked for.
 * @throws InputError when a column or the simulation asked for is missing.
 */
export function timeSeries(run: RunData, options: TimeSeriesOptions = {}): Figure {
  const measured = Object.keys(run.observables.columns).filter(
    (name) => !["simulation", "step"].includes(name),
  );
  const columns = options.observables ?? withCourse(run, measured);
  if (columns.length === 0) throw new InputError("observables", "the run recorded none");
  const named = new Map<string, string>();
  const panels = columns.map((column, index) => panelOf(run, column, index, options.simulation, named));
  const last = Math.max(...panels.map((panel) => panel.last));
  const stack = stacked(
    panels.map((panel) => panel.stack),
    valueAxis(`step ${symbolText("k")}`, "linear", 0, last),
    PANEL,
  );
  const data = panels.flatMap((panel) => panel.data);
  const label = `${plain(run.outcome.kind)}, ${symbolText("k")} = ${run.outcome.step}`;
  const outcome = { at: run.outcome.step, label, style: "dash", bare: run.outcome.step === last } as const;
  const mark = verticalMarks(
    panels[0]!.count === 1 ? [outcome] : [],
    "linear",
    0,
    last,
    PLOT_WIDTH,
    stack.places,
  );
  return assemble({
    name: "time-series",
    about: run.about,
    data,
    layout: stack.layout,
    plotWidth: PLOT_WIDTH,
    plotHeight: stack.plotHeight,
    legend: data.length > columns.length ? "above" : "none",
    left: stack.left,
    annotations: mark.annotations,
    shapes: mark.shapes.map((shape) => ({ ...shape, line: { ...shape.line, color: FAINT } })),
    above: mark.above,
  });
}
