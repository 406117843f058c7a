import type {
  About,
  Axis,
  Table as FigureTable,
  Outcome,
  Overlay,
  RunData,
  ScanData,
} from "../figures/index.ts";
import { InputError } from "../options/index.ts";
import {
  type AxisSpec,
  axisName,
  axisPaths,
  buildSim,
  type ScanSpec,
  type SimSpec,
  type Table,
} from "../sim/index.ts";
import type { RunFolder } from "../sim/stores/index.ts";
import {
  axisValues,
  type Manifest,
  predictAt,
  type ReducedCourse,
  readCells,
  reducedCourses,
  valueText,
} from "../studies/index.ts";
import { fieldName, fixedParameters, unusualParts } from "./fieldNames.ts";

/** The figures' tables know numbers and texts only. */
export function plainTable(table: Table): FigureTable {
  const columns = Object.entries(table.columns).map(([name, column]) => [
    name,
    column instanceof Int32Array ? Float64Array.from(column) : column,
  ]);
  return { length: table.length, columns: Object.fromEntries(columns) };
}

function aboutOf(
  manifest: Manifest,
  spec: SimSpec | ScanSpec,
  name: string,
  moved: readonly string[] = [],
): About {
  const sim = "sim" in spec ? spec.sim : spec;
  return {
    name: spec.name ?? name,
    ...(spec.title === undefined ? {} : { title: spec.title }),
    seed: manifest.seed,
    backend: manifest.backend,
    version: manifest.package.version,
    parts: unusualParts(sim, moved),
    parameters: fixedParameters(sim, moved),
  };
}

const MODELS: Readonly<Record<ReducedCourse["model"], string>> = {
  linear: "linear model",
  quadratic: "quadratic model",
  timeAveraged: "time-averaged model",
  secondMoment: "second-moment model",
};

function overlayOf({ model, observable, steps, values, envelope }: ReducedCourse): Overlay {
  return { observable, label: MODELS[model], steps, values, envelope };
}

async function tableOf(
  folder: RunFolder<Manifest>,
  name: "trajectory" | "observables",
): Promise<FigureTable> {
  const table = await folder.table(name);
  if (table === undefined) throw new InputError(folder.path, `has no ${name}.parquet; run it again`);
  return plainTable(table);
}

/** True points and masses as the figures take them. */
function pointsOf(sim: SimSpec): RunData["points"] {
  const { target } = buildSim(sim, 0).setting;
  const d = target.dimension;
  const positions = Array.from(target.masses, (_, i) =>
    Array.from(target.points.subarray(i * d, (i + 1) * d)),
  );
  return { positions, masses: Array.from(target.masses) };
}

/**
 * What the figures of a run need, from its folder alone.
 * @param name what it is called where the sim has no name.
 * @throws InputError at the folder when something is missing in it.
 */
export async function runData(
  folder: RunFolder<Manifest>,
  manifest: Manifest & { kind: "run" },
  name: string,
): Promise<RunData> {
  const { sim } = manifest;
  const outcome = (await folder.outcome()) as { kind: string; step: number } | undefined;
  if (outcome === undefined) throw new InputError(folder.path, "has no outcome.json; run it again");
  const field = await folder.table("field");
  return {
    about: aboutOf(manifest, sim, name),
    trajectory: await tableOf(folder, "trajectory"),
    observables: await tableOf(folder, "observables"),
    ...(field === undefined ? {} : { field: plainTable(field) }),
    points: pointsOf(sim),
    outcome: { kind: outcome.kind, step: outcome.step } satisfies Outcome,
    overlays: reducedCourses(sim).map(overlayOf),
  };
}

/** A list of values is read on a log scale when it is positive and spans more than a factor of 20. */
function scaleOf(axis: AxisSpec, values: readonly unknown[]): Axis["scale"] {
  if (!values.every((value) => typeof value === "number")) return "category";
  if (axis.scale !== undefined) return axis.scale;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > 0 && most > 20 * least ? "log" : "linear";
}

function figureAxis(sim: SimSpec, axis: AxisSpec): Axis {
  const values = axisValues(axis);
  const scale = scaleOf(axis, values);
  const name = axisName(axis);
  const usual = typeof axis.path === "string" ? fieldName(sim, axis.path) : undefined;
  const numbers = values as readonly number[];
  return {
    column: name,
    symbol: axis.symbol ?? usual?.symbol ?? "",
    label: axis.label ?? usual?.label ?? name,
    scale,
    values:
      scale === "category" ? (axis.labels ?? values.map(valueText)) : [...numbers].sort((a, b) => a - b),
  };
}

/** The cells with the labels of the axes that have some in place of their values' texts. */
function labelled(cells: FigureTable, scan: ScanSpec): FigureTable {
  const columns = { ...cells.columns };
  for (const axis of scan.axes) {
    const column = columns[axisName(axis)];
    if (axis.labels === undefined || column === undefined || column instanceof Float64Array) continue;
    const labels = new Map(axisValues(axis).map((value, k) => [valueText(value), axis.labels![k]!]));
    columns[axisName(axis)] = column.map((text) => labels.get(text) ?? text);
  }
  return { ...cells, columns };
}

/** What the figures of a scan need, from its folder alone; `lines` are added for each figure. */
export async function scanData(
  folder: RunFolder<Manifest>,
  manifest: Manifest & { kind: "scan" },
  name: string,
): Promise<ScanData> {
  const { scan } = manifest;
  const cells = await readCells(folder);
  if (cells.length === 0) throw new InputError(folder.path, "has no cells yet; run the scan again");
  const moved = scan.axes.flatMap((axis) => [...axisPaths(axis)]);
  return {
    about: aboutOf(manifest, scan, name, moved),
    axes: scan.axes.filter((axis) => axis.expression === undefined).map((axis) => figureAxis(scan.sim, axis)),
    cells: labelled(plainTable(cells), scan),
    lines: [],
    theory: (values) => predictAt(scan, values),
  };
}
