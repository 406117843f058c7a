import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadDocument } from "../../src/cli/documents.ts";
import { checkFigures } from "../../src/cli/figureSpecs.ts";
import { getPath, isScan, type ScanSpec, type SimSpec } from "../../src/sim/index.ts";
import {
  comparisons,
  inline,
  memoryStore,
  readCells,
  reducedCourses,
  runScan,
  runSim,
} from "../../src/studies/index.ts";
import { isStudy, type StudySpec, studies, studyOf } from "../../src/studies/study/index.ts";

const root = fileURLToPath(new URL("../../sims/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".json") && path !== "main.json")
  .sort();
const load = (file: string) => loadDocument(root + file, { set: [] });
const raw = (file: string) => JSON.parse(readFileSync(root + file, "utf8"));

const schemas = { run: "sim", scan: "scan", study: "study" } as const;

/** Columns that only a whole course tells: undefined where a short one shows no oscillation or decay. */
const wholeCourse = ["decayRate", "angularFrequency", "dampingRatio", "saddleDistanceRate"];

/** Steps of a small run: enough for every window of the outcome rules. */
const fewSteps = 60;

/** The ends of a list; what lies between was built when the file was checked. */
function ends<Item>(list: readonly Item[]): Item[] {
  return list.length < 2 ? [...list] : [list[0]!, list.at(-1)!];
}

function smallSim(sim: SimSpec): SimSpec {
  const { field, ...record } = sim.record;
  const grid = field === undefined ? {} : { field: { ...field, resolution: 9 } };
  const steps = Math.min(sim.dynamics.steps, fewSteps);
  return {
    ...sim,
    backend: "cpu",
    dynamics: { ...sim.dynamics, steps },
    record: { ...record, every: Math.min(record.every, steps), ...grid },
  };
}

function smallScan(scan: ScanSpec): ScanSpec {
  const axes = scan.axes.map((axis) => ({
    ...axis,
    ...(axis.count === undefined ? {} : { count: Math.min(axis.count, 3) }),
    ...(axis.values === undefined ? {} : { values: ends(axis.values) }),
  }));
  return { ...scan, backend: "cpu", sim: smallSim(scan.sim), axes, replicas: 1 };
}

/** Names of the columns of numbers that hold a NaN in one of the given rows. */
function holes(columns: Readonly<Record<string, ArrayLike<unknown>>>, rows: readonly number[]): string[] {
  return Object.entries(columns)
    .filter(([name]) => !wholeCourse.includes(name))
    .filter(([, column]) => rows.some((row) => Number.isNaN(column[row])))
    .map(([name]) => name);
}

describe("every file in sims/", () => {
  it("is listed here, and some are", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)("%s is a right file, figures and comparisons included", (file) => {
    const { kind, spec } = load(file);
    expect(raw(file).$schema).toBe(`../../dist/${schemas[kind]}.schema.json`);
    if (kind === "study") {
      expect(studyOf(spec.study, studies).kind).toBe(spec.study);
      return;
    }
    checkFigures(spec);
    for (const name of spec.compare ?? []) expect(Object.keys(comparisons)).toContain(name);
    if (kind === "run") reducedCourses(spec);
  });

  it("that is a study is at its default size, and every study has one", () => {
    const specs = files.map(load).flatMap(({ kind, spec }) => (kind === "study" ? [spec as StudySpec] : []));
    expect(specs.map(({ scale }) => scale)).toEqual(specs.map(() => 1));
    const kinds = new Set(specs.map(({ study }) => study));
    expect(studies.map(({ kind }) => kind).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it.each(files)("%s is called like its file and says what it shows and where that comes from", (file) => {
    const { name, title, source } = raw(file);
    expect(`${name}.json`).toBe(file.split("/").at(-1));
    expect(title).toMatch(/\w{3}/);
    expect(source).toMatch(/arXiv \d{4}\.\d{5}|Phys\. Rev\. X \d+, \d+/);
  });

  it("of which main.json names some, each once", () => {
    const names: string[] = raw("main.json");
    expect(names.filter((name) => !files.includes(`${name}.json`))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(0);
  });
});

describe("run small, with numbers everywhere", () => {
  const scans = files.filter((file) => isScan(raw(file)));
  const runs = files.filter((file) => !isScan(raw(file)) && !isStudy(raw(file)));

  it.each(runs)("%s", async (file) => {
    const spec = smallSim(load(file).spec as SimSpec);
    const { trajectory, observables, outcome } = await runSim(spec);
    expect(outcome.kind).not.toBe("diverged");
    const rows = (length: number) => [...Array(length).keys()];
    expect(holes(trajectory.columns, rows(trajectory.length))).toEqual([]);
    expect(holes(observables.columns, rows(observables.length))).toEqual([]);
    expect(observables.length).toBeGreaterThan(1);
  });

  it.each(scans)("%s", async (file) => {
    const scan = smallScan(load(file).spec as ScanSpec);
    const store = memoryStore();
    await runScan(scan, { executor: inline(), store, package: { name: "ganphase", version: "test" } });
    const { columns, length } = await readCells(store);
    const outcome = columns.outcome as readonly string[];
    const finite = [...Array(length).keys()].filter((row) => outcome[row] !== "diverged");
    expect(holes(columns, finite)).toEqual([]);
    expect(finite.length).toBeGreaterThan(0);
  });
});

/**
 * Settings of the published experiments of the isolated points model, by file and path. Lists under an
 * axis are the values it must run through.
 */
const published: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "two-point": {
    "sim.target.points": [[0]],
    "sim.generator.start.points": [[0.1]],
    "sim.dynamics.steps": 1000,
    "axes[0].values": [0.1, 1, 10],
    "axes[1].values": [1, 0.1, 0.01],
    "axes[2].values": [
      [1, 0.1],
      [0.1, 0.1],
      [0.1, 0.01],
      [0.01, 0.01],
    ],
  },
  dimensions: {
    "sim.generator.start": { kind: "sphere", radius: 0.2 },
    "sim.dynamics.stepDiscriminator": 0.01,
    "sim.dynamics.stepGenerator": 0.01,
    "sim.dynamics.steps": 1000,
    "sim.penalties[0].strength": 0.1,
    "axes[0].values": [1, 10, 100],
    "axes[1].values": [2, 5, 10],
    "axes[2].values": [0.1, 0.5, 1],
  },
  "multi-scale": {
    "sim.dynamics.stepDiscriminator": 0.001,
    "sim.dynamics.stepGenerator": 0.001,
    "sim.dynamics.steps": 20000,
    "axes[0].values": [[0.1], [1], [10], [0.1, 1], [1, 10], [0.1, 1, 10]].map(scales),
    "axes[1].values": [0.1, 1, 10],
    "axes[2].values": [0.1, 0.01, 0],
  },
  "cloud-scan": {
    "sim.generator.count": 20,
    "sim.generator.start.covariance": [
      [0.1, 0],
      [0, 0.2],
    ],
    "sim.dynamics.stepDiscriminator": 0.01,
    "sim.dynamics.stepGenerator": 0.01,
    "sim.dynamics.steps": 2500,
    "axes[0].values": [1, 2, 5],
    "axes[1].values": [1, 0.1, 0.01],
  },
  "multi-scale-cloud": {
    "sim.generator.count": 20,
    "sim.dynamics.steps": 2500,
    "axes[0].values": [
      [1, 2],
      [1, 10],
    ].map(scales),
    "axes[1].values": [1, 0.1, 0.01],
  },
  offset: {
    "generator.count": 20,
    "generator.start.mean": [0.1, -0.5],
    "generator.start.covariance": [
      [0.1, 0],
      [0, 0.2],
    ],
    "dynamics.stepDiscriminator": 0.05,
    "dynamics.stepGenerator": 0.05,
    "dynamics.steps": 1000,
  },
};

/** Gaussians of several widths with weights 1/σ. */
function scales(widths: readonly number[]): unknown[] {
  return [widths.map((width) => ({ kind: "gaussian", width })), widths.map((width) => 1 / width)];
}

describe("published experiments have the published settings", () => {
  it.each(Object.keys(published))("%s", (name) => {
    const spec = load(`isolated-points/${name}.json`).spec as SimSpec | ScanSpec;
    for (const [path, value] of Object.entries(published[name]!)) {
      expect([path, getPath(spec, path)]).toEqual([path, value]);
    }
    const sim = "sim" in spec ? spec.sim : spec;
    expect(sim.dynamics.kind).toBe("alternating");
    expect(sim.loss.kind).toBe("ipm");
  });

  it("mass-defect is a cloud of 20 that lacks 0.2 of its point's mass", () => {
    const sim = load("isolated-points/mass-defect.json").spec as SimSpec;
    const masses = (sim.target.masses as number[]).map(Number);
    const held = (sim.generator.masses as number[]).slice(0, 20);
    const excess = masses[0]! - held.reduce((sum, mass) => sum + mass, 0);
    expect(new Set(held).size).toBe(1);
    // Sums of decimal fractions round at 1e-16.
    expect(excess).toBeCloseTo(0.2, 12);
    const cloud = ((sim.generator.start as { points?: unknown }).points as number[][]).slice(0, 20);
    const moment = (a: number, b: number) => cloud.reduce((sum, y) => sum + y[a]! * y[b]!, 0) / 20;
    // The coordinates are listed to 1e-12, the moments to as much.
    expect([moment(0, 0), moment(0, 1), moment(1, 1)].map((one) => Math.abs(one))).toEqual([
      expect.closeTo(0.1, 9),
      expect.closeTo(0, 9),
      expect.closeTo(0.2, 9),
    ]);
  });
});
