import { describe, expect, it } from "vitest";
import {
  type Figure,
  field,
  OUTCOME_COLORS,
  phaseDiagram,
  type ScanData,
  scanCurve,
  scanPanels,
  timeSeries,
  trajectories,
} from "../../src/figures/index.ts";
import { InputError } from "../../src/options/index.ts";
import * as data from "./synthetic.ts";

type Loose = Record<string, unknown>;

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const lineRun = once(data.lineRun);
const planeRun = once(data.planeRun);
const onePointRun = once(data.onePointRun);
const ensembleRun = once(data.ensembleRun);

const PANELS = [
  {
    column: "decayRate",
    symbol: "γ",
    label: "decay rate",
    theory: [{ column: "theoryRate", label: "local map" }],
  },
  { column: "frequency", symbol: "ω", label: "angular frequency" },
];

const figures: readonly (readonly [string, () => Figure])[] = [
  ["phase diagram", () => phaseDiagram(data.phaseScan(12, 1, "A title"))],
  ["phase diagram with replicas", () => phaseDiagram(data.phaseScan(8, 5))],
  ["scan curve", () => scanCurve(data.curveScan(4), PANELS)],
  ["scan panels with values", () => scanPanels(data.publishedScan(), { value: "wasserstein2" })],
  ["scan panels over four axes", () => scanPanels(data.deepScan())],
  ["trajectories on a line", () => trajectories(lineRun())],
  ["trajectories in the plane", () => trajectories(planeRun())],
  ["time series", () => timeSeries(onePointRun())],
  ["time series of an ensemble", () => timeSeries(ensembleRun())],
  ["field on a line", () => field(lineRun())],
  ["field in the plane", () => field(planeRun())],
];

function annotations(figure: Figure): { text: string; name?: string }[] {
  return (figure.layout.annotations ?? []) as { text: string; name?: string }[];
}

function caption(figure: Figure): string {
  return annotations(figure).find(({ name }) => name === "caption")!.text;
}

function axes(figure: Figure): Loose[] {
  return Object.entries(figure.layout).flatMap(([key, value]) =>
    /^[xy]axis\d*$/.test(key) ? [value as Loose] : [],
  );
}

function traces(figure: Figure): Loose[] {
  return figure.data as unknown as Loose[];
}

function legend(figure: Figure): string[] {
  return traces(figure).flatMap(({ name, showlegend }) =>
    typeof name === "string" && showlegend !== false ? [name] : [],
  );
}

describe.each(figures)("the %s", (_, make) => {
  const figure = make();

  it("has a title with a symbol on every axis that shows its ticks' labels", () => {
    const labelled = axes(figure).filter((axis) => axis.showticklabels !== false);
    expect(labelled.length).toBeGreaterThanOrEqual(2);
    for (const axis of labelled) expect((axis.title as { text: string }).text).toMatch(/<i>.<\/i>|Δ/u);
  });

  it("says in its caption the name, seed, backend, version and parameters", () => {
    const text = caption(figure).replace(/<br>/g, " ");
    expect(text).toContain("<b>isolated-points/");
    expect(text).toContain("seed 7,");
    expect(text).toContain("backend cpu (f64)");
    expect(text).toContain("ganphase 0.1.0");
    expect(text).toMatch(/ = /);
  });

  it("has every axis of a trace in its layout and names nothing twice in its legend", () => {
    for (const trace of traces(figure)) {
      for (const axis of [trace.xaxis, trace.yaxis]) {
        if (typeof axis === "string") expect(figure.layout).toHaveProperty(`${axis[0]}axis${axis.slice(1)}`);
      }
    }
    expect(new Set(legend(figure)).size).toBe(legend(figure).length);
  });

  it("is plain JSON, the same each time it is made", () => {
    expect(JSON.stringify(make())).toBe(JSON.stringify(figure));
    expect(JSON.stringify(figure)).not.toContain("undefined");
  });

  it("is as large as its panels and margins", () => {
    const { l, r, t, b } = figure.layout.margin as { l: number; r: number; t: number; b: number };
    expect(figure.width - l - r).toBeGreaterThan(400);
    expect(figure.height - t - b).toBeGreaterThan(230);
    expect([figure.layout.width, figure.layout.height]).toEqual([figure.width, figure.height]);
  });
});

describe("the phase diagram", () => {
  const scan = data.phaseScan(12, 1);
  const figure = phaseDiagram(scan);
  const tiles = traces(figure).find(({ type }) => type === "heatmap")!;

  it("has a legend entry in its own colour for every outcome that occurs and for none else", () => {
    const kinds = new Set(scan.cells.columns.outcome as readonly string[]);
    expect(kinds.size).toBeGreaterThan(3);
    const entries = traces(figure).filter(({ mode }) => mode === "markers");
    expect(new Set(entries.map(({ name }) => name))).toEqual(kinds);
    for (const { name, marker } of entries) {
      expect((marker as Loose).color).toBe(OUTCOME_COLORS[name as string]);
    }
  });

  it("colours each cell by its outcome", () => {
    const order = legend(figure).slice(0, new Set(scan.cells.columns.outcome as readonly string[]).size);
    const z = (tiles.z as number[][]).flat();
    expect(z.map((index) => order[index])).toEqual([...(scan.cells.columns.outcome as readonly string[])]);
  });

  it("puts the cells' edges midway on the logarithmic axis", () => {
    const edges = tiles.x as number[];
    const values = scan.axes[0]!.values as number[];
    expect(edges).toHaveLength(values.length + 1);
    for (let i = 1; i < values.length; i++)
      expect(edges[i]! ** 2 / (values[i - 1]! * values[i]!)).toBeCloseTo(1, 10);
    const range = (figure.layout.xaxis as { range: number[] }).range;
    expect(10 ** range[0]!).toBeCloseTo(edges[0]!, 10);
    expect(10 ** range[1]!).toBeCloseTo(edges.at(-1)!, 8);
  });

  it("draws each theory line in its own dash where the column has its level", () => {
    const drawn = traces(figure).filter(({ mode, showlegend }) => mode === "lines" && showlegend === true);
    expect(drawn.map(({ name }) => name)).toEqual([
      "local map, <i>ρ</i> = 1",
      "continuous-time<br>stability",
      "onset of oscillation",
    ]);
    expect(new Set(drawn.map(({ line }) => (line as Loose).dash)).size).toBe(3);
    const onset = drawn[2]!;
    const [x, y] = [onset.x, onset.y] as (number | null)[][];
    const worst = Math.max(
      ...x!.flatMap((decay, s) => {
        if (decay === null) return [];
        const { oscillation } = data.localMap(decay, y![s]!, 0.15, 1, -0.02);
        const ratio = y![s]!;
        const terms = 0.15 * decay + (0.15 * ratio * 0.02) / decay + 0.3 * Math.sqrt(ratio);
        return [Math.abs(oscillation) / terms];
      }),
    );
    // Cells are a factor of two to three apart, over which linear interpolation of a power law errs by up
    // to a tenth of its size.
    expect(worst).toBeLessThan(0.1);
    expect(x!.filter((value) => value !== null).length).toBeGreaterThan(10);
  });

  it("takes rows in any order", () => {
    const order = Array.from({ length: scan.cells.length }, (_, row) => (row * 61) % scan.cells.length);
    const columns = Object.fromEntries(
      Object.entries(scan.cells.columns).map(([name, column]) => [
        name,
        column instanceof Float64Array
          ? Float64Array.from(order, (row) => column[row]!)
          : order.map((row) => column[row]!),
      ]),
    );
    const shuffled: ScanData = { ...scan, cells: { length: order.length, columns } };
    expect(phaseDiagram(shuffled)).toEqual(figure);
  });

  it("leaves a cell that was not run empty", () => {
    const keep = Array.from({ length: scan.cells.length - 1 }, (_, row) => row + 1);
    const columns = Object.fromEntries(
      Object.entries(scan.cells.columns).map(([name, column]) => [
        name,
        column instanceof Float64Array
          ? Float64Array.from(keep, (row) => column[row]!)
          : keep.map((row) => column[row]!),
      ]),
    );
    const part = phaseDiagram({ ...scan, cells: { length: keep.length, columns } });
    const z = traces(part).find(({ type }) => type === "heatmap")!.z as (number | null)[][];
    expect(z[0]![0]).toBeNull();
    expect(z.flat().filter((one) => one === null)).toHaveLength(1);
  });

  it("shows the majority of the replicas, paler the fewer agree, and says so", () => {
    const outcome = ["covered", "covered", "covered", "diverged", "covered", "covered", "covered", "covered"];
    const replicas: ScanData = {
      ...scan,
      lines: [],
      axes: [
        { ...scan.axes[0]!, values: [1, 2] },
        { ...scan.axes[1]!, values: [1] },
      ],
      cells: {
        length: 8,
        columns: {
          weightDecay: Float64Array.of(1, 1, 1, 1, 2, 2, 2, 2),
          ratio: new Float64Array(8).fill(1),
          outcome,
        },
      },
    };
    const drawn = phaseDiagram(replicas);
    const [first, veil] = traces(drawn).filter(({ type }) => type === "heatmap");
    expect(first!.z).toEqual([[0, 0]]);
    expect(veil!.z).toEqual([[0.25, 0]]);
    expect(caption(drawn)).toContain("replicas disagree");
    expect((first!.hovertext as string[][])[0]![0]).toBe("(1, 1): covered 3, diverged 1");
    expect(caption(figure)).not.toContain("replicas disagree");
  });

  it("makes room for the names of categories, and rounds the ticks of a short logarithmic axis", () => {
    const names = ["gaussian", "a kernel with quite a long name"];
    const values = [0.8, 1, 1.25, 1.5];
    const rows = names.flatMap((name) => values.map((value) => ({ name, value })));
    const drawn = phaseDiagram({
      ...scan,
      lines: [],
      axes: [
        { column: "width", symbol: "σ", label: "kernel width", scale: "log", values },
        { column: "kernel", symbol: "K", label: "kernel", scale: "category", values: names },
      ],
      cells: {
        length: rows.length,
        columns: {
          width: Float64Array.from(rows, ({ value }) => value),
          kernel: rows.map(({ name }) => name),
          outcome: rows.map(() => "covered"),
        },
      },
    });
    expect((drawn.layout.margin as { l: number }).l).toBeGreaterThan(200);
    expect((drawn.layout.yaxis as { ticktext: string[] }).ticktext).toEqual(names);
    expect((drawn.layout.xaxis as { ticktext: string[] }).ticktext).toEqual([
      "0.8",
      "1",
      "1.2",
      "1.4",
      "1.6",
    ]);
  });

  it("refuses a scan with another number of axes, a missing column and a value off the axis", () => {
    expect(() => phaseDiagram(data.curveScan(1))).toThrow(InputError);
    const wrong = { ...scan, lines: [{ label: "x", column: "theoryRadus", level: 1 }] };
    expect(() => phaseDiagram(wrong)).toThrow(/did you mean "theoryRadius"/);
    const off = { ...scan, axes: [{ ...scan.axes[0]!, values: [1, 2, 3] }, scan.axes[1]!] };
    expect(() => phaseDiagram(off)).toThrow(/is not a value of the axis/);
  });
});

describe("the scan curve", () => {
  const scan = data.curveScan(6);
  const figure = scanCurve(scan, PANELS, [{ at: 1e9, label: "beyond" }]);

  it("marks λ_c where theory's margin is zero, through every panel, and nothing outside the axis", () => {
    const shapes = figure.layout.shapes as { x0: number; x1: number; y0: number; y1: number }[];
    expect(shapes).toHaveLength(2);
    // λ_c = (2q/σ)√(η_g/η_d) = 2 here; the margin is linear in λ and cells are a fifth of an octave apart.
    for (const { x0, x1 } of shapes) {
      expect(x0).toBe(x1);
      expect(Math.abs(x0 - 2)).toBeLessThan(0.02);
    }
    expect(annotations(figure).filter(({ text }) => text === "<i>λ</i><sub>c</sub>")).toHaveLength(1);
    expect(annotations(figure).filter(({ text }) => text.includes("beyond"))).toHaveLength(0);
  });

  it("shows mean and standard error of the replicas", () => {
    const points = traces(figure).find(({ name }) => name === "simulation")!;
    const rates = (scan.cells.columns.decayRate as Float64Array).slice(0, 6);
    const mean = rates.reduce((sum, one) => sum + one, 0) / 6;
    const error = Math.sqrt(rates.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5 / 6);
    expect((points.y as number[])[0]).toBeCloseTo(mean, 14);
    expect((points.error_y as { array: number[] }).array[0]).toBeCloseTo(error, 14);
    expect(caption(figure)).toContain("mean of 6 replicas");
  });

  it("has no error bars for a single replica", () => {
    const single = scanCurve(data.curveScan(1), PANELS);
    expect(traces(single).some((trace) => "error_y" in trace)).toBe(false);
  });

  it("puts labels that would touch above each other", () => {
    const close = scanCurve(scan, PANELS, [
      { at: 0.1, label: "first of two" },
      { at: 0.11, label: "second of two" },
    ]);
    const shifts = annotations(close)
      .filter(({ text }) => text.includes("of two"))
      .map((one) => (one as unknown as { yshift: number }).yshift);
    expect(Math.abs(shifts[0]! - shifts[1]!)).toBeGreaterThan(13);
  });
});

describe("the scan panels", () => {
  it("hold all cells of the published scan, with the value of each in its tile", () => {
    const figure = scanPanels(data.publishedScan(), { value: "wasserstein2" });
    const tiles = traces(figure).filter(({ type }) => type === "heatmap");
    expect(tiles).toHaveLength(4);
    expect(tiles.flatMap(({ z }) => (z as number[][]).flat())).toHaveLength(36);
    const texts = traces(figure).filter(({ mode }) => mode === "text");
    expect(texts.flatMap(({ text }) => text as string[]).filter((text) => text !== "")).toHaveLength(36);
    const titles = annotations(figure).map(({ text }) => text);
    expect(titles.filter((text) => text.includes("(0.01, 0.01)"))).toHaveLength(1);
  });

  it("put each choice of the outer axes in its panel", () => {
    const scan = data.deepScan();
    const figure = scanPanels(scan);
    const titles = annotations(figure).flatMap(({ text, name }) => (name === "caption" ? [] : [text]));
    expect(titles).toHaveLength(6);
    expect(titles[1]).toBe("<i>η</i><sub>g</sub>/<i>η</i><sub>d</sub> = 1, Δ = −0.05");
    const second = traces(figure).find(({ type, xaxis }) => type === "heatmap" && xaxis === "x2")!;
    const order = ["covered", "oscillating", "diverged"];
    const [decay, width] = [3, 7];
    const local = data.localMap(
      scan.axes[0]!.values[decay] as number,
      1,
      0.1,
      scan.axes[1]!.values[width] as number,
      -0.05,
    );
    const expected = local.radius > 1 ? "diverged" : local.oscillation > 0 ? "oscillating" : "covered";
    expect(order[(second.z as number[][])[width]![decay]!]).toBe(expected);
  });

  it("take the inner axes that are asked for, and say which there are", () => {
    const figure = scanPanels(data.deepScan(), { inner: ["ratio", "excess"] });
    expect((figure.layout.xaxis as { title: { text: string } }).title.text).toBe("");
    expect(() => scanPanels(data.deepScan(), { inner: ["ratio", "mass"] })).toThrow(
      /it has weightDecay, width/,
    );
  });
});

describe("the trajectories", () => {
  it("show a true point's mass in the width of its line and beside it", () => {
    const figure = trajectories(lineRun());
    const widths = (figure.layout.shapes as { line: { width: number } }[]).map(({ line }) => line.width);
    expect(widths[0]).toBeGreaterThan(widths[1]!);
    expect(widths[1]).toBeGreaterThan(widths[2]!);
    expect(annotations(figure).filter(({ text }) => text.startsWith("<i>p</i> = "))).toHaveLength(3);
  });

  it("keep the view on the target when a particle is driven off, and say so", () => {
    const run = lineRun();
    const x0 = Float64Array.from(run.trajectory.columns.x0 as Float64Array);
    x0[x0.length - 1] = 1e6;
    x0[x0.length - 2] = Number.POSITIVE_INFINITY;
    const columns = { ...run.trajectory.columns, x0 };
    const figure = trajectories({ ...run, trajectory: { ...run.trajectory, columns } });
    const range = (figure.layout.yaxis as { range: number[] }).range;
    expect(range[1]! - range[0]!).toBeLessThan(60);
    expect(caption(figure)).toContain("leave the frame");
    expect(caption(trajectories(run))).not.toContain("leave the frame");
  });

  it("show all of a particle that starts on its target, and no more than 20 extents of one that diverges", () => {
    const along = (positions: number[]) => {
      const rows = positions.map((x, k) => [0, k, 0, x]);
      const trajectory = data.table(["simulation", "step", "particle", "x0"], rows);
      const figure = trajectories({ ...onePointRun(), trajectory });
      return (figure.layout.yaxis as { range: [number, number] }).range;
    };
    const whole = along([0, 0.5, -2, 1]);
    expect(whole[0]).toBeLessThan(-2);
    expect(whole[1]).toBeGreaterThan(1);
    const far = along([0.1, -1, 10, -1e9, Number.NaN]);
    // Home is 0.1 wide, so the view ends at 0.1 + 2 and at 0 − 2, with 6% of its 4.1 beyond on either side.
    expect(far[1]).toBeCloseTo(2.1 + 0.06 * 4.1, 10);
    expect(far[0]).toBeCloseTo(-2 - 0.06 * 4.1, 10);
  });

  it("have one scale on both axes of the plane", () => {
    const figure = trajectories(planeRun());
    expect(figure.layout.yaxis).toMatchObject({ scaleanchor: "x", scaleratio: 1 });
  });

  it("refuse a simulation that is not there", () => {
    expect(() => trajectories(lineRun(), { simulation: 3 })).toThrow(/3 is not in the run/);
  });
});

describe("the time series", () => {
  const figure = timeSeries(onePointRun());

  it("is logarithmic where the values span more than two decades, and only there", () => {
    expect((figure.layout.yaxis as { type: string }).type).toBe("log");
    const flat = timeSeries(ensembleRun(), { observables: ["coverage"] });
    expect((flat.layout.yaxis as { type: string }).type).toBe("linear");
  });

  it("has gaps where a logarithm has no value", () => {
    const norm = traces(figure).find(({ yaxis }) => yaxis === "y2")!;
    expect((norm.y as (number | null)[])[0]).toBeNull();
  });

  it("draws reduced models dotted, envelopes dash-dotted, and marks the outcome", () => {
    const dash = (name: string) => (traces(figure).find((trace) => trace.name === name)!.line as Loose).dash;
    expect(dash("simulation")).toBe("solid");
    expect(dash("linear model")).toBe("dot");
    expect(dash("time-averaged envelope")).toBe("dashdot");
    expect(annotations(figure).map(({ text }) => text)).toContain("covered, <i>k</i> = 420");
  });

  it("draws an ensemble with the median at every step", () => {
    const run = ensembleRun();
    const median = traces(timeSeries(run, { observables: ["wasserstein2"] })).find(
      ({ name }) => name === "median",
    )!;
    const { step, wasserstein2 } = run.observables.columns as Record<string, Float64Array>;
    const at = Array.from(wasserstein2!).filter((_, row) => step![row] === 200);
    const above = at.filter((value) => value > (median.y as number[])[50]!);
    expect([at.length, above.length]).toEqual([9, 4]);
  });

  it("refuses an observable that was not recorded, naming the nearest", () => {
    expect(() => timeSeries(onePointRun(), { observables: ["waserstein2"] })).toThrow(/"wasserstein2"/);
  });
});

describe("the field", () => {
  it("is centred on zero, so that white is no preference", () => {
    const map = traces(field(planeRun())).find(({ type }) => type === "contour")!;
    expect(map.zmin).toBe(-(map.zmax as number));
    const values = (map.z as number[][]).flat().map(Math.abs);
    expect(Math.max(...values)).toBe(map.zmax);
  });

  it("puts each value where its grid point is", () => {
    const run = planeRun();
    const map = traces(field(run)).find(({ type }) => type === "contour")!;
    const columns = run.field!.columns as Record<string, Float64Array>;
    const row = columns.f!.length - 1 - 37 * 49 - 11;
    const i = (map.x as number[]).indexOf(columns.x0![row]!);
    const j = (map.y as number[]).indexOf(columns.x1![row]!);
    expect((map.z as number[][])[j]![i]).toBe(columns.f![row]);
  });

  it("shows on a line the steps asked for, each with its particles", () => {
    const figure = field(lineRun(), { steps: [100, 2] });
    expect(legend(figure).slice(0, 2)).toEqual(["<i>k</i> = 2", "<i>k</i> = 100"]);
    const markers = traces(figure).filter(
      ({ mode, showlegend }) => mode === "markers" && showlegend === false,
    );
    expect(markers.map(({ x }) => (x as number[]).length)).toEqual([5, 5]);
  });

  it("says at which steps it was recorded when another is asked for, or that it was not", () => {
    expect(() => field(lineRun(), { steps: [7] })).toThrow(/2, 20, 100, 500/);
    const { field: _, ...bare } = lineRun();
    expect(() => field(bare)).toThrow(/discriminatorField/);
  });
});
