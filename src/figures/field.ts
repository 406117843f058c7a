import { InputError } from "../options/index.ts";
import { paddedRange, valueAxis, ZERO_LINE } from "./axes.ts";
import { numbers, type RunData, rowsBy, type Table } from "./data.ts";
import { fieldMap } from "./fieldMap.ts";
import type { Figure, PlotlyData } from "./figure.ts";
import { assemble } from "./frame.ts";
import { INK, sequence } from "./palette.ts";
import { curve, legendOnly } from "./series.ts";
import { symbolText } from "./text.ts";
import { chosenSimulation, dimensionOf, particlesAt, type Track, tracksOf } from "./tracks.ts";

export interface FieldOptions {
  /** Steps to show: of one-dimensional fields several, of two-dimensional the last one named. */
  readonly steps?: readonly number[];
  /** Which of an ensemble; without it the first. */
  readonly simulation?: number;
}

/** More lines than this in one panel cannot be told apart. */
const MOST_LINES = 5;

/** The rows of one simulation by step. */
function rowsByStep(field: Table, simulation: number): Map<number, number[]> {
  const which = numbers(field, "simulation", "field");
  const steps = [...rowsBy(field, "step", "field")].map(
    ([step, rows]) => [step, rows.filter((row) => which[row] === simulation)] as const,
  );
  return new Map(steps.filter(([, rows]) => rows.length > 0).map(([step, rows]) => [step, [...rows]]));
}

function chosenSteps(recorded: readonly number[], asked: readonly number[] | undefined): number[] {
  const missing = asked?.find((step) => !recorded.includes(step));
  if (missing !== undefined) {
    throw new InputError(
      "steps",
      `the field was not recorded at step ${missing}; it was at ${recorded.join(", ")}`,
    );
  }
  if (asked !== undefined) return [...asked].sort((a, b) => a - b);
  if (recorded.length <= MOST_LINES) return [...recorded];
  const at = (i: number) => recorded[Math.round((i * (recorded.length - 1)) / (MOST_LINES - 1))]!;
  return Array.from({ length: MOST_LINES }, (_, i) => at(i));
}

/** f(x) at one step, and the particles of that step on the axis in the same colour. */
function lineAt(
  x: Float64Array,
  f: Float64Array,
  unsorted: readonly number[],
  step: number,
  tracks: readonly Track[],
  look: { readonly color: string; readonly width: number },
): PlotlyData[] {
  const rows = [...unsorted].sort((a, b) => x[a]! - x[b]!);
  const at = particlesAt(tracks, step).map((point) => point[0]!);
  const places = rows.map((row) => x[row]!);
  const values = rows.map((row) => f[row]!);
  return [
    curve(places, values, { name: `${symbolText("k")} = ${step}`, ...look }),
    {
      type: "scatter",
      mode: "markers",
      x: at,
      y: at.map(() => 0),
      showlegend: false,
      marker: { size: 9, color: look.color, line: { color: "white", width: 1 } },
    },
  ];
}

function lines(
  run: RunData,
  field: Table,
  byStep: Map<number, number[]>,
  steps: readonly number[],
  tracks: readonly Track[],
): Figure {
  const [x, f] = [numbers(field, "x0", "field"), numbers(field, "f", "field")];
  const colors = sequence(steps.length);
  const shown = steps.flatMap((step) => byStep.get(step)!);
  const data = steps.flatMap((step, index) =>
    lineAt(x, f, byStep.get(step)!, step, tracks, { color: colors[index]!, width: 1.4 + 0.25 * index }),
  );
  const truth: PlotlyData = {
    type: "scatter",
    mode: "markers",
    x: run.points.positions.map((point) => point[0]!),
    y: run.points.positions.map(() => 0),
    name: run.points.masses.length > 1 ? `true points ${symbolText("x_i")}` : `true point ${symbolText("x")}`,
    marker: { symbol: "x-thin-open", size: 12, color: INK, line: { width: 2.2, color: INK } },
  };
  const particles = legendOnly(
    tracks.length > 1 ? `particles ${symbolText("y_j")}` : `particle ${symbolText("y")}`,
    {
      mode: "markers",
      marker: { size: 9, color: colors.at(-1)! },
    },
  );
  const [low, high] = paddedRange([0, ...shown.map((row) => f[row]!)], "linear");
  const [from, to] = paddedRange(
    shown.map((row) => x[row]!),
    "linear",
    0,
  );
  return assemble({
    name: "field",
    about: run.about,
    data: [...data, particles, truth],
    layout: {
      xaxis: valueAxis(`position ${symbolText("x")}`, "linear", from, to),
      yaxis: {
        ...valueAxis(`discriminator ${symbolText("f")}(${symbolText("x")})`, "linear", low, high),
        ...ZERO_LINE,
      },
    },
    plotWidth: 500,
    plotHeight: 380,
    legend: "right",
  });
}

/**
 * The discriminator f with the particles and the true points: in one dimension f(x) at a few steps, in two
 * a map at the last of them, white at zero, with contours.
 * @throws InputError when the run recorded no field, it has more than two coordinates, or a step is missing.
 */
export function field(run: RunData, options: FieldOptions = {}): Figure {
  if (run.field === undefined || run.field.length === 0) {
    throw new InputError("field", 'the run recorded none; ask for the observable "discriminatorField"');
  }
  const d = dimensionOf(run.field);
  if (d !== 1 && d !== 2) throw new InputError("field", `can be drawn in 1 or 2 dimensions, not ${d}`);
  const simulation = chosenSimulation(run.field, options.simulation, "field");
  const byStep = rowsByStep(run.field, simulation);
  const steps = chosenSteps([...byStep.keys()], options.steps);
  const tracks = tracksOf(run, simulation);
  if (d === 1) return lines(run, run.field, byStep, steps, tracks);
  const last = steps.at(-1)!;
  return fieldMap(run, run.field, byStep.get(last)!, last, tracks);
}
