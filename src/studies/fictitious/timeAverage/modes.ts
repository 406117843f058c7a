import { resolveSim } from "../../../sim/index.ts";
import { type Row, rowsIn, where } from "../../columns.ts";
import { runSim } from "../../run.ts";
import type { StudyTools } from "../../study/study.ts";
import { doublings, type TimeAverageOptions } from "./options.ts";

/** So wide that each particle counts at the mode that is nearest to it. */
const nearest = { kind: "modeMass", radius: 1e3 };

/** The particle against a kernel discriminator in sim files' words; `dynamics` is without its steps. */
export function modesSim(options: TimeAverageOptions, weightDecay: number, dynamics: object) {
  const { mass, separation, steps } = options;
  return {
    target: { kind: "points", points: [[0], [separation]], masses: [mass, 1 - mass] },
    generator: { kind: "particles", count: 1, start: { kind: "uniform", low: [0], high: [separation] } },
    discriminator: {
      kind: "kernel",
      kernel: { kind: "gaussian", width: 1 },
      form: "inducing",
      accuracy: 1e-3,
      padding: 4,
    },
    loss: { kind: "ipm" },
    penalties: [{ kind: "weightDecay", strength: weightDecay }],
    dynamics: { stepGenerator: 0.5, generatorSteps: 10, steps, ...dynamics },
    record: {
      every: 1,
      observables: [
        "mmd",
        // ‖f‖ in its function space, which inducing features give.
        "discriminatorNorm",
        ...["mmd", "wasserstein2", nearest].map((of) => ({ kind: "timeAverage", of, most: 1 << 20 })),
      ],
    },
  };
}

/** η_d λ = 1: the discriminator is the best response to what it is shown, (K p − Σ ω K y)/λ, and forgets all else. */
const forgetting = { stepDiscriminator: 1 };
/** λ = 0: f is the sum of all that was ever shown. */
export const remembering = { kind: "alternating", stepDiscriminator: 0.1 };

/** Ways to remember, with the lengths at which they are looked at. */
interface Way {
  readonly name: string;
  /** By the length of the memory in steps, 1 + twice the mean age of the models. */
  readonly dynamics: (length: number) => object;
  readonly lengths: (options: TimeAverageOptions) => readonly number[];
  /** λ. */
  readonly weightDecay: number;
}

const between = (least: number, most: number) => (options: TimeAverageOptions) =>
  options.queues.filter((one) => one >= least && one <= most);

/** ρ whose mean age, ρ/(1 − ρ), makes the length. */
const decayOf = (length: number) => (length - 1) / (length + 1);

const otherWays: readonly Way[] = [
  {
    name: "generators and discriminators",
    dynamics: (queue) => ({ kind: "fictitious", ...forgetting, queue }),
    lengths: between(2, 16),
    weightDecay: 1,
  },
  {
    name: "generators, decaying weights",
    dynamics: (length) => ({
      kind: "fictitious",
      ...forgetting,
      // All but e^−12 of the weights.
      queue: Math.ceil(6 * (length + 1)),
      discriminatorQueue: 1,
      decay: decayOf(length),
    }),
    lengths: between(2, 8),
    weightDecay: 1,
  },
  {
    name: "weight decay of plain steps",
    // η_d λ = 1 − ρ with λ = 1: the same f once the start is forgotten.
    dynamics: (length) => ({ kind: "alternating", stepDiscriminator: 1 - decayOf(length) }),
    lengths: ({ queues }) => queues.filter((one) => one >= 2),
    weightDecay: 1,
  },
  {
    name: "every 4th generator",
    // Ages 0, and on average 2.5, 6.5, …
    dynamics: (length) => ({
      kind: "fictitious",
      ...forgetting,
      queue: Math.round(length / 4) + 1,
      discriminatorQueue: 1,
      every: 4,
    }),
    lengths: between(8, 64),
    weightDecay: 1,
  },
];

/** The way whose courses over T are looked at too. */
const first = "generators";

/** All ways to remember, by the words that stand in figures. */
export const memories: readonly string[] = [first, ...otherWays.map(({ name }) => name)];

function seedsOf({ seeds }: TimeAverageOptions, { scale }: StudyTools): number {
  return Math.max(2, Math.round(seeds * scale));
}

/** All ways over their lengths, at T; `length` in each row. The first way's rows are the ends of its courses. */
export async function memoryRows(
  options: TimeAverageOptions,
  tools: StudyTools,
  courses: readonly Row[],
  until: number,
): Promise<Row[]> {
  const ends = where(courses, { player: "fictitious", T: options.steps });
  const rows: Row[] = ends.map((row) => ({ ...row, memory: first, length: row.queue! }));
  for (const [k, way] of otherWays.entries()) {
    const lengths = way.lengths(options);
    if (lengths.length === 0) continue;
    const dynamics = lengths.map((length) => ({
      ...modesSim(options, way.weightDecay, way.dynamics(length)).dynamics,
    }));
    const document = {
      sim: modesSim(options, way.weightDecay, way.dynamics(lengths[0]!)),
      axes: [{ path: "dynamics", name: "way", values: dynamics, labels: lengths.map(String) }],
      replicas: seedsOf(options, tools),
    };
    const table = await tools.scan(`memory-${k}`, document, until * ((k + 1) / otherWays.length));
    rows.push(
      ...rowsIn(table).map((row) => ({ ...row, memory: way.name, length: lengths[row.cell as number]! })),
    );
  }
  return rows;
}

/** How the averages come down with T: forgetting discriminators with some queues, and one that remembers everything. */
export async function courseRows(
  options: TimeAverageOptions,
  tools: StudyTools,
  until: number,
): Promise<Row[]> {
  const times = doublings(options.steps, 7);
  const players = [
    ...options.queues.map((queue) => ({
      player: "fictitious",
      queue,
      weightDecay: 1,
      dynamics: { kind: "fictitious", ...forgetting, queue, discriminatorQueue: 1 },
    })),
    { player: "plain", queue: 1, weightDecay: 0, dynamics: remembering },
  ];
  const rows: Row[] = [];
  for (const [k, { player, queue, weightDecay, dynamics }] of players.entries()) {
    const document = {
      sim: modesSim(options, weightDecay, dynamics),
      axes: [{ path: "dynamics.steps", name: "T", values: times }],
      replicas: seedsOf(options, tools),
    };
    const table = await tools.scan(`course-${k}`, document, until);
    rows.push(...rowsIn(table).map((row) => ({ ...row, player, queue })));
  }
  return rows;
}

/** The share of the time that is spent at the second mode against its mass. */
export async function shareRows(
  options: TimeAverageOptions,
  tools: StudyTools,
  until: number,
): Promise<Row[]> {
  const shown = [...new Set([options.queues[0]!, ...options.queues.filter((one) => one >= 8 && one <= 32)])];
  const rows: Row[] = [];
  for (const queue of shown) {
    const dynamics = { kind: "fictitious", ...forgetting, queue, discriminatorQueue: 1 };
    const document = {
      sim: {
        ...modesSim(options, 1, dynamics),
        record: { every: 1, observables: [{ kind: "timeAverage", of: nearest, most: 1 << 20 }] },
      },
      axes: [
        { name: "mass", values: Array.from({ length: 9 }, (_, k) => (k + 1) / 10) },
        { path: "target.masses[1]", name: "own", expression: "mass" },
        { path: "target.masses[0]", name: "other", expression: "1 - mass" },
      ],
      // Shares hardly depend on the start.
      replicas: Math.max(2, Math.round(seedsOf(options, tools) / 4)),
    };
    const table = await tools.scan(`shares-${queue}`, document, until);
    rows.push(...rowsIn(table).map((row) => ({ ...row, queue: `Q = ${queue}`, length: queue })));
  }
  return rows;
}

/** Where the particle is in the first steps, for figures. */
export async function pathRows(options: TimeAverageOptions, tools: StudyTools): Promise<Row[]> {
  const middle = options.queues[Math.floor(options.queues.length / 2) + 1] ?? options.queues.at(-1)!;
  const queued = (queue: number) => ({ kind: "fictitious", ...forgetting, queue, discriminatorQueue: 1 });
  const players: [string, number, object][] = [
    ["best response to the present, Q = 1", 1, queued(1)],
    [`best response to ${middle} generators`, 1, queued(middle)],
    ["plain, remembers all", 0, remembering],
  ];
  const rows: Row[] = [];
  for (const [player, weightDecay, dynamics] of players) {
    const sim = {
      ...modesSim({ ...options, steps: 160 }, weightDecay, dynamics),
      record: { every: 1 },
      seed: tools.seed,
    };
    const { trajectory } = await runSim({ ...resolveSim(sim, tools.read), backend: "webasm" });
    rows.push(...rowsIn(trajectory).map(({ step, x0 }) => ({ player, step: step!, y: x0! })));
  }
  return rows;
}
