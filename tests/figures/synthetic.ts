import type { About, Axis, RunData, ScanData, Table } from "../../src/figures/index.ts";

/** Data for the figures' tests: a small simulation of the equations and outcomes from the local formulas. */

export const ABOUT: About = {
  name: "isolated-points/two-point",
  seed: 7,
  backend: "cpu (f64)",
  version: "0.1.0",
  parameters: { σ: 1, λ: 0.1, η_d: 0.1, η_g: 0.1, N: 1 },
};

/** A fixed stream of numbers in [0, 1) (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Local {
  readonly radius: number;
  readonly stability: number;
  readonly oscillation: number;
}

/** The 2 × 2 map about one true point of mass p with one particle of mass q, alternating order. */
export function localMap(decay: number, ratio: number, stepD: number, sigma: number, excess: number): Local {
  const q = 1;
  const [a, b] = [1 - stepD * decay, (stepD * q) / sigma ** 2];
  const stepG = ratio * stepD;
  const c = excess / (decay * sigma ** 2);
  const trace = a + 1 - stepG * q * (b + c);
  const determinant = a * (1 - stepG * q * (b + c)) + stepG * q * a * b;
  const root = trace ** 2 / 4 - determinant;
  const radius =
    root < 0
      ? Math.sqrt(determinant)
      : Math.max(Math.abs(trace / 2 + Math.sqrt(root)), Math.abs(trace / 2 - Math.sqrt(root)));
  return {
    radius,
    stability: stepD * decay + stepG * q * c,
    oscillation: (2 * q * Math.sqrt(stepD * stepG)) / sigma - Math.abs(stepD * decay - stepG * q * c),
  };
}

export function spaced(from: number, to: number, count: number, log: boolean): number[] {
  const [a, b] = log ? [Math.log10(from), Math.log10(to)] : [from, to];
  return Array.from({ length: count }, (_, i) => {
    const place = a + (count === 1 ? 0 : (i * (b - a)) / (count - 1));
    return log ? 10 ** place : place;
  });
}

/** A scan over λ and η_g/η_d with outcomes from the local formulas and replicas that flip near the lines. */
export function phaseScan(side: number, replicas: number, title?: string): ScanData {
  const axes: Axis[] = [
    {
      column: "weightDecay",
      symbol: "λ",
      label: "weight decay",
      scale: "log",
      values: spaced(1e-2, 30, side, true),
    },
    {
      column: "ratio",
      symbol: "η_g/η_d",
      label: "step ratio",
      scale: "log",
      values: spaced(1e-3, 1e2, side, true),
    },
  ];
  const rows: { decay: number; ratio: number; outcome: string; local: Local; replica: number }[] = [];
  const random = stream(3);
  for (const ratio of axes[1]!.values as number[]) {
    for (const decay of axes[0]!.values as number[]) {
      const local = localMap(decay, ratio, 0.15, 1, -0.02);
      for (let replica = 0; replica < replicas; replica++) {
        const blur = replicas > 1 ? 0.02 * (random() - 0.5) : 0;
        const radius = local.radius + blur;
        const slow = 1 - radius > 0 && 1 - radius < 0.004;
        const outcome =
          radius > 1.6
            ? "diverged"
            : radius > 1
              ? "escaped"
              : slow
                ? "undecided"
                : local.oscillation + 4 * blur > 0
                  ? "oscillating"
                  : "covered";
        rows.push({ decay, ratio, outcome, local, replica });
      }
    }
  }
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    about: {
      ...ABOUT,
      name: "isolated-points/phase-diagram",
      ...(title === undefined ? {} : { title }),
      parameters: { σ: 1, η_d: 0.15, Δ: -0.02, T: 1000 },
    },
    axes,
    cells: {
      length: rows.length,
      columns: {
        cell: column((row) => rows.indexOf(row) / replicas),
        replica: column((row) => row.replica),
        weightDecay: column((row) => row.decay),
        ratio: column((row) => row.ratio),
        outcome: rows.map((row) => row.outcome),
        theoryRadius: column((row) => row.local.radius),
        theoryStabilityMargin: column((row) => row.local.stability),
        theoryOscillationMargin: column((row) => row.local.oscillation),
      },
    },
    lines: [
      { label: "local map, ρ = 1", column: "theoryRadius", level: 1 },
      { label: "continuous-time<br>stability", column: "theoryStabilityMargin", level: 0 },
      { label: "onset of oscillation", column: "theoryOscillationMargin", level: 0 },
    ],
  };
}

/** A scan over λ alone: decay rate and angular frequency a step from the map's eigenvalues, with noise. */
export function curveScan(replicas: number): ScanData {
  const values = spaced(0.02, 8, 36, true);
  const random = stream(5);
  const rows = values.flatMap((decay) =>
    Array.from({ length: replicas }, () => {
      const { radius, oscillation } = localMap(decay, 1, 0.05, 1, 0);
      const [a, b] = [1 - 0.05 * decay, 0.05];
      const cosine = (a + 1 - 0.05 * b) / 2 / Math.sqrt(a);
      const frequency = Math.abs(cosine) < 1 ? Math.acos(cosine) : 0;
      const noise = () => 1 + 0.08 * (random() - 0.5);
      return { decay, rate: -Math.log(radius), frequency, noise: noise(), other: noise(), oscillation };
    }),
  );
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    about: {
      ...ABOUT,
      name: "isolated-points/critical-damping",
      parameters: { σ: 1, η_d: 0.05, η_g: 0.05, Δ: 0 },
    },
    axes: [{ column: "weightDecay", symbol: "λ", label: "weight decay", scale: "log", values }],
    cells: {
      length: rows.length,
      columns: {
        weightDecay: column((row) => row.decay),
        outcome: rows.map(() => "covered"),
        decayRate: column((row) => row.rate * row.noise),
        frequency: column((row) => row.frequency * row.other),
        theoryRate: column((row) => row.rate),
        theoryFrequency: column((row) => row.frequency),
        theoryOscillationMargin: column((row) => row.oscillation),
      },
    },
    lines: [{ label: "λ_c", column: "theoryOscillationMargin", level: 0 }],
  };
}

/** The published two-point scan: σ × λ × (η_d, η_g), 36 cells, with W₂² at the end. */
export function publishedScan(): ScanData {
  const sigmas = [0.1, 1, 10];
  const decays = [0.01, 0.1, 1];
  const steps = ["(1, 0.1)", "(0.1, 0.1)", "(0.1, 0.01)", "(0.01, 0.01)"];
  const rows = steps.flatMap((pair) =>
    decays.flatMap((decay) =>
      sigmas.map((sigma) => {
        const [stepD, stepG] = pair.slice(1, -1).split(", ").map(Number) as [number, number];
        const { radius, oscillation } = localMap(decay, stepG / stepD, stepD, sigma, 0);
        const end = radius > 1 ? Number.NaN : 0.01 * radius ** 2000;
        const outcome =
          radius > 1 ? "diverged" : end < 1e-6 ? "covered" : oscillation > 0 ? "oscillating" : "undecided";
        return { pair, decay, sigma, end, outcome };
      }),
    ),
  );
  return {
    about: { ...ABOUT, parameters: { "y(0)": 0.1, T: 1000 } },
    axes: [
      { column: "width", symbol: "σ", label: "kernel width", scale: "log", values: sigmas },
      { column: "weightDecay", symbol: "λ", label: "weight decay", scale: "log", values: decays },
      { column: "steps", symbol: "(η_d, η_g)", label: "step sizes", scale: "category", values: steps },
    ],
    cells: {
      length: rows.length,
      columns: {
        width: Float64Array.from(rows, (row) => row.sigma),
        weightDecay: Float64Array.from(rows, (row) => row.decay),
        steps: rows.map((row) => row.pair),
        outcome: rows.map((row) => row.outcome),
        wasserstein2: Float64Array.from(rows, (row) => row.end),
      },
    },
    lines: [],
  };
}

export interface Setting {
  readonly points: number[][];
  readonly masses: number[];
  readonly start: number[][];
  readonly sigma: number;
  readonly decay: number;
  readonly stepD: number;
  readonly stepG: number;
  readonly steps: number;
  readonly every: number;
  /** The grid on which f is recorded. */
  readonly grid: number[][];
  readonly fieldAt: number[];
}

/** The full equations in their history form: O(T²), for short runs. */
export function simulateHistory(setting: Setting): RunData {
  const { points, masses, sigma, decay, stepD, stepG, grid } = setting;
  const d = points[0]!.length;
  const q = 1 / setting.start.length;
  const positions = setting.start.map((point) => [...point]);
  const history: { at: number[]; weight: number }[] = [];
  const kernel = (a: number[], b: number[]) =>
    Math.exp(-a.reduce((sum, value, c) => sum + (value - b[c]!) ** 2, 0) / (2 * sigma ** 2));
  const weightTrue = (k: number) => (1 - (1 - stepD * decay) ** k) / decay;
  const trajectory: number[][] = [];
  const observables: number[][] = [];
  const field: number[][] = [];
  const value = (at: number[], k: number) =>
    points.reduce((sum, point, i) => sum + weightTrue(k) * masses[i]! * kernel(at, point), 0) +
    history.reduce((sum, one) => sum - one.weight * kernel(at, one.at), 0);
  const record = (k: number) => {
    for (const [j, point] of positions.entries()) trajectory.push([0, k, j, ...point]);
    const spread = positions.map((point) =>
      Math.min(...points.map((x) => x.reduce((sum, c, i) => sum + (c - point[i]!) ** 2, 0))),
    );
    observables.push([
      0,
      k,
      spread.reduce((sum, one) => sum + one, 0) * q,
      Math.sqrt(Math.abs(value(positions[0]!, k))),
    ]);
  };
  record(0);
  for (let k = 1; k <= setting.steps; k++) {
    for (const one of history) one.weight *= 1 - stepD * decay;
    for (const point of positions) history.push({ at: [...point], weight: stepD * q });
    const moves = positions.map((y) => {
      const gradient = new Array(d).fill(0);
      const add = (at: number[], weight: number) => {
        const factor = (-weight * kernel(y, at)) / sigma ** 2;
        for (let c = 0; c < d; c++) gradient[c] += factor * (y[c]! - at[c]!);
      };
      for (const [i, point] of points.entries()) add(point, weightTrue(k) * masses[i]!);
      for (const one of history) add(one.at, -one.weight);
      return gradient;
    });
    positions.forEach((y, j) => {
      for (let c = 0; c < d; c++) y[c]! += stepG * q * moves[j]![c]!;
    });
    if (k % setting.every === 0) record(k);
    if (setting.fieldAt.includes(k)) for (const at of grid) field.push([0, k, ...at, value(at, k)]);
  }
  const names = Array.from({ length: d }, (_, c) => `x${c}`);
  return {
    about: { ...ABOUT, parameters: { σ: sigma, λ: decay, η_d: stepD, η_g: stepG, N: setting.start.length } },
    trajectory: table(["simulation", "step", "particle", ...names], trajectory),
    observables: table(["simulation", "step", "wasserstein2", "discriminatorNorm"], observables),
    field: table(["simulation", "step", ...names, "f"], field),
    points: { positions: points, masses },
    outcome: { kind: "covered", step: Math.round(setting.steps * 0.7) },
  };
}

export function table(names: readonly string[], rows: readonly (readonly number[])[]): Table {
  return {
    length: rows.length,
    columns: Object.fromEntries(names.map((name, c) => [name, Float64Array.from(rows, (row) => row[c]!)])),
  };
}

/** One particle about one true point, damped oscillation, with the linear model's curve beside it. */
export function onePointRun(): RunData {
  const grid = spaced(-2.5, 2.5, 121, false).map((x) => [x]);
  const setting = {
    points: [[0]],
    masses: [1],
    start: [[0.9]],
    sigma: 1,
    decay: 0.4,
    stepD: 0.1,
    stepG: 0.1,
    steps: 600,
    every: 2,
    grid,
    fieldAt: [1, 20, 60, 400],
  };
  const run = simulateHistory(setting);
  const [steps, linear, averaged]: [number[], number[], number[]] = [[], [], []];
  let [b, y] = [0, 0.9];
  for (let k = 0; k <= 600; k++) {
    steps.push(k);
    linear.push(y * y);
    averaged.push(0.81 * (1 - 0.04) ** k);
    b += 0.1 * (-0.4 * b - y);
    y += 0.1 * b;
  }
  return {
    ...run,
    overlays: [
      { observable: "wasserstein2", label: "linear model", steps, values: linear },
      {
        observable: "wasserstein2",
        label: "time-averaged envelope",
        steps,
        values: averaged,
        envelope: true,
      },
    ],
  };
}

/** Twelve particles and three true points in the plane. */
export function planeRun(): RunData {
  const random = stream(11);
  const start = Array.from({ length: 12 }, () => [2.4 * (random() - 0.5), 2.4 * (random() - 0.5)]);
  const grid = spaced(-2.4, 2.4, 49, false).flatMap((y) => spaced(-2.4, 2.4, 49, false).map((x) => [x, y]));
  return simulateHistory({
    points: [
      [-1, -0.6],
      [1.1, -0.5],
      [0, 1.1],
    ],
    masses: [0.5, 0.3, 0.2],
    start,
    sigma: 0.7,
    decay: 0.3,
    stepD: 0.5,
    stepG: 1,
    steps: 260,
    every: 2,
    grid,
    fieldAt: [40, 260],
  });
}

/** Five particles between three true points on a line, one expelled. */
export function lineRun(): RunData {
  const grid = spaced(-6, 6, 121, false).map((x) => [x]);
  return simulateHistory({
    points: [[-3], [0], [2.6]],
    masses: [0.5, 0.3, 0.2],
    start: [[-3.4], [-2.3], [0.4], [1.1], [2.2]],
    sigma: 0.9,
    decay: 0.15,
    stepD: 0.3,
    stepG: 1.2,
    steps: 500,
    every: 2,
    grid,
    fieldAt: [2, 20, 100, 500],
  });
}

/** Nine simulations of one observable that decays with its own noise. */
export function ensembleRun(): RunData {
  const random = stream(23);
  const rows: number[][] = [];
  for (let simulation = 0; simulation < 9; simulation++) {
    let value = 1;
    for (let k = 0; k <= 400; k += 4) {
      rows.push([simulation, k, value, Math.min(3, Math.floor(-Math.log10(value)))]);
      value *= Math.exp(-0.04 + 0.5 * (random() - 0.5));
    }
  }
  return {
    ...onePointRun(),
    overlays: [],
    observables: table(["simulation", "step", "wasserstein2", "coverage"], rows),
  };
}

/** A scan over three numeric axes with replicas: σ × λ × η_g/η_d × Δ, a panel for each of the last two. */
export function deepScan(): ScanData {
  const axes: Axis[] = [
    {
      column: "weightDecay",
      symbol: "λ",
      label: "weight decay",
      scale: "log",
      values: spaced(1e-2, 10, 20, true),
    },
    {
      column: "width",
      symbol: "σ",
      label: "kernel width",
      scale: "linear",
      values: spaced(0.3, 2, 18, false),
    },
    { column: "ratio", symbol: "η_g/η_d", label: "step ratio", scale: "log", values: [0.1, 1, 10] },
    { column: "excess", symbol: "Δ", label: "mass excess", scale: "linear", values: [-0.05, 0.05] },
  ];
  const [decays, widths, ratios, excesses] = axes.map((axis) => axis.values as number[]);
  const rows = excesses!.flatMap((excess) =>
    ratios!.flatMap((ratio) =>
      widths!.flatMap((width) =>
        decays!.map((decay) => ({
          excess,
          ratio,
          width,
          decay,
          ...localMap(decay, ratio, 0.1, width, excess),
        })),
      ),
    ),
  );
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    about: { ...ABOUT, name: "isolated-points/deep", parameters: { η_d: 0.1, T: 1000 } },
    axes,
    cells: {
      length: rows.length,
      columns: {
        excess: column((row) => row.excess),
        ratio: column((row) => row.ratio),
        width: column((row) => row.width),
        weightDecay: column((row) => row.decay),
        outcome: rows.map((row) =>
          row.radius > 1 ? "diverged" : row.oscillation > 0 ? "oscillating" : "covered",
        ),
        theoryRadius: column((row) => row.radius),
      },
    },
    lines: [{ label: "local map, ρ = 1", column: "theoryRadius", level: 1 }],
  };
}
