import { z } from "zod";
import {
  type CurvePanel,
  type Figure,
  field,
  observableLabel,
  phaseDiagram,
  type RunData,
  type ScanData,
  scanCurve,
  scanPanels,
  timeSeries,
  trajectories,
} from "../figures/index.ts";
import { check, InputError, inside, options } from "../options/index.ts";
import { axisLength, type FigureSpec, type ScanSpec, type SimSpec } from "../sim/index.ts";
import { checkComparisons } from "../studies/index.ts";

const style = z.enum(["solid", "dash", "dot", "dashdot"]).optional();
const simulation = z.int().min(0).optional();
const text = z.string().min(1);
const lines = z.array(options({ label: text, column: text, level: z.number(), style })).optional();
const scale = z.enum(["linear", "log"]).optional();
const theory = z.array(options({ column: text, label: text, style })).optional();
const panel = z.union([
  text,
  options({ column: text, symbol: z.string().optional(), label: z.string().optional(), scale, theory }),
]);

/** What a file may say of each kind of figure, besides its kind. */
const OPTIONS = {
  trajectories: options({ kind: text, simulation }),
  timeSeries: options({ kind: text, simulation, observables: z.array(text).min(1).optional() }),
  field: options({ kind: text, simulation, steps: z.array(z.int().min(0)).min(1).optional() }),
  phaseDiagram: options({ kind: text, lines }),
  scanCurve: options({
    kind: text,
    lines,
    panels: z.array(panel).min(1).optional(),
    marks: z.array(options({ at: z.number(), label: text, style })).optional(),
  }),
  scanPanels: options({
    kind: text,
    lines,
    inner: z.tuple([text, text]).optional(),
    value: text.optional(),
    valueSymbol: text.optional(),
  }),
} as const;

type Kind = keyof typeof OPTIONS;
type Parsed<One extends Kind> = z.output<(typeof OPTIONS)[One]>;
/** Options of which those left out are absent, not undefined. */
type Options<One extends Kind> = { [Key in keyof Parsed<One>]: Exclude<Parsed<One>[Key], undefined> };

/** The options of one figure, without what was left out. */
function given<One extends Kind>(kind: One, spec: FigureSpec<string>): Options<One> {
  const entries = Object.entries(check(OPTIONS[kind] as z.ZodType, spec) as object).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(entries) as unknown as Options<One>;
}

/** The figures of a run that says nothing of them. */
function usualRunFigures(sim: SimSpec): FigureSpec<string>[] {
  const kinds = ["trajectories"];
  if (sim.record.observables.length > 0) kinds.push("timeSeries");
  if (sim.record.field !== undefined) kinds.push("field");
  return kinds.map((kind) => ({ kind }));
}

/** Number of axes along which there is more than one value. */
function dimensionsOf(scan: ScanSpec): number {
  return scan.axes.filter((axis) => axis.expression === undefined && axisLength(axis) > 0).length;
}

function usualScanFigures(scan: ScanSpec): FigureSpec<string>[] {
  const dimensions = dimensionsOf(scan);
  if (dimensions === 0) return [];
  if (dimensions === 1) return [{ kind: "scanCurve" }];
  return [{ kind: dimensions === 2 ? "phaseDiagram" : "scanPanels" }];
}

/** The figures that a sim or scan asks for, or the usual ones. */
export function figureSpecs(spec: SimSpec | ScanSpec): readonly FigureSpec<string>[] {
  if (spec.figures !== undefined) return spec.figures;
  return "sim" in spec ? usualScanFigures(spec) : usualRunFigures(spec);
}

/**
 * Finds what is wrong with the figures and comparisons that a file asks for before anything is run.
 * @throws InputError at `figures[k]` or `compare[k]`.
 */
export function checkFigures(spec: SimSpec | ScanSpec): void {
  checkComparisons(spec.compare ?? []);
  figureSpecs(spec).forEach((figure, k) => {
    inside(`figures[${k}]`, () => {
      given(figure.kind as Kind, figure);
      if (!("sim" in spec)) {
        if (figure.kind === "field" && spec.record.field === undefined) {
          throw new InputError("", "needs record.field, without which no field is recorded");
        }
        return;
      }
      const dimensions = dimensionsOf(spec);
      const wanted = { phaseDiagram: "2 axes", scanCurve: "1 axis", scanPanels: "at least 2 axes" };
      const fits = {
        phaseDiagram: dimensions === 2,
        scanCurve: dimensions === 1,
        scanPanels: dimensions >= 2,
      };
      const kind = figure.kind as keyof typeof wanted;
      if (!fits[kind]) throw new InputError("kind", `a ${kind} has ${wanted[kind]}, not ${dimensions}`);
    });
  });
}

/** The figures of a run, in the order of its file. @throws InputError at `figures[k]`. */
export function runFigures(sim: SimSpec, data: RunData): Figure[] {
  return figureSpecs(sim).map((spec, k) =>
    inside(`figures[${k}]`, () => {
      if (spec.kind === "trajectories") return trajectories(data, given("trajectories", spec));
      if (spec.kind === "timeSeries") return timeSeries(data, given("timeSeries", spec));
      return field(data, given("field", spec));
    }),
  );
}

type Panel = NonNullable<Options<"scanCurve">["panels"]>[number];

function panelOf(panel: Panel): CurvePanel {
  const named = typeof panel === "string" ? { column: panel } : panel;
  const present = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return { ...observableLabel(named.column), ...present } as CurvePanel;
}

/** Columns of every table of cells: places, outcomes and their evidence. */
const EVERY_SCAN = "cell replica outcomeStep lastStep formBound motion distance covered turns".split(" ");

/** Points of a theory curve over the axis of a scan. */
const FINE = 400;

/** A panel whose theory curves are drawn between the cells too, on a numeric axis. */
function finer(panel: CurvePanel, data: ScanData): CurvePanel {
  const [axis] = data.axes;
  if (panel.theory === undefined || axis === undefined) return panel;
  if (axis.scale === "category" || data.theory === undefined) return panel;
  const [from, to] = [Number(axis.values[0]), Number(axis.values.at(-1))];
  const at = Array.from({ length: FINE + 1 }, (_, k) =>
    axis.scale === "log" ? from * (to / from) ** (k / FINE) : from + ((to - from) * k) / FINE,
  );
  const columns = at.map((value) => data.theory!({ [axis.column]: value }));
  const theory = panel.theory.map((line) =>
    "column" in line ? { ...line, at, values: columns.map((one) => one[line.column] ?? Number.NaN) } : line,
  );
  return { ...panel, theory: theory.map(({ column: _, ...line }: Record<string, unknown>) => line) as never };
}

/** The columns that a scan measured: numbers that are neither places nor predictions. */
function measuredColumns(data: ScanData): string[] {
  const known = new Set(EVERY_SCAN);
  const isAxis = (name: string) => data.axes.some((axis) => axis.column === name) || /[.[]/.test(name);
  return Object.entries(data.cells.columns).flatMap(([name, column]) =>
    column instanceof Float64Array && !known.has(name) && !isAxis(name) && !name.startsWith("theory")
      ? [name]
      : [],
  );
}

function curveOf(data: ScanData, spec: FigureSpec<string>): Figure {
  const { panels, marks, lines } = given("scanCurve", spec);
  const measured = measuredColumns(data);
  const usual = measured.length > 0 ? measured : ["outcomeStep"];
  const drawn = (panels ?? usual).map(panelOf).map((panel) => finer(panel, data));
  return scanCurve({ ...data, lines: present(lines) }, drawn, present(marks));
}

/** A list whose members have no undefined fields. */
function present<One extends object>(list: readonly One[] | undefined): never[] {
  const stripped = (list ?? []).map((one) =>
    Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)),
  );
  return stripped as never[];
}

/** The boundaries of the local theory, for a diagram that says nothing of lines. */
const LOCAL_THEORY = [
  { label: "exact local map: spectral radius 1", column: "theoryRadius", level: 1, style: "solid" },
  { label: "small steps: stability", column: "theoryStabilityMargin", level: 0, style: "dash" },
  { label: "small steps: onset of oscillation", column: "theoryOscillationMargin", level: 0, style: "dot" },
] as const;

/** Those of them that the diagram's cells lie on both sides of. */
function usualLines(data: ScanData) {
  return LOCAL_THEORY.filter(({ column, level }) => {
    const values = data.cells.columns[column];
    if (!(values instanceof Float64Array)) return false;
    return values.some((value) => value < level) && values.some((value) => value > level);
  });
}

/** How far the distances between the values of an axis may differ to be drawn to scale. */
const EVEN = 1.01;

/** Tiles of equal size for values at uneven distances, which a few picked ones often are. */
function evenly(axis: ScanData["axes"][number]): ScanData["axes"][number] {
  if (axis.scale === "category") return axis;
  const at = axis.values.map((value) => (axis.scale === "log" ? Math.log(Number(value)) : Number(value)));
  const gaps = at.slice(1).map((value, k) => value - at[k]!);
  const even = Math.max(...gaps) <= EVEN * Math.min(...gaps);
  return even ? axis : { ...axis, scale: "category", values: axis.values.map(String) };
}

/** The figures of a scan, in the order of its file. @throws InputError at `figures[k]`. */
export function scanFigures(scan: ScanSpec, data: ScanData): Figure[] {
  return figureSpecs(scan).map((spec, k) =>
    inside(`figures[${k}]`, () => {
      if (spec.kind === "scanCurve") return curveOf(data, spec);
      if (spec.kind === "phaseDiagram") {
        const { lines = usualLines(data) } = given("phaseDiagram", spec);
        return phaseDiagram({ ...data, lines: present(lines) });
      }
      const { lines, kind: _, ...rest } = given("scanPanels", spec);
      const axes = data.axes.map(evenly);
      return scanPanels({ ...data, axes, lines: present(lines) }, rest as Parameters<typeof scanPanels>[1]);
    }),
  );
}
