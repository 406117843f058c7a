import {
  followedFromPath,
  type Outcome,
  simulateEnsemble,
  type Trajectory,
  thinned,
} from "../dynamics/index.ts";
import { type BackendKind, openBackend } from "../engine/index.ts";
import { InputError } from "../options/index.ts";
import { type BuiltSim, buildSim, type SimSpec, type Table } from "../sim/index.ts";
import { tableOf } from "./columns.ts";
import { fieldTable, fromPath } from "./field.ts";
import { followedBy, keptFor, measuredAt, statesOf } from "./measure.ts";
import { fastestBackend } from "./scanBackend.ts";

/** How a single simulation is run. */
export interface RunOptions {
  /** The share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** What a single simulation came to, as its run folder holds it. */
export interface RunResult {
  readonly backend: BackendKind;
  readonly precision: "double" | "single";
  readonly outcome: Outcome;
  readonly form: Trajectory["form"];
  /** Columns `simulation`, `step`, `particle`, `x0`, `x1`, … */
  readonly trajectory: Table;
  /** Columns `simulation`, `step`, one a measured quantity. */
  readonly observables: Table;
  /** Columns `simulation`, `step`, `x0`[, `x1`], `f`, where the sim asks for it. */
  readonly field?: Table;
}

function trajectoryTable({ steps, positions }: Trajectory, dimension: number): Table {
  const particles = positions[0]!.length / dimension;
  const length = steps.length * particles;
  const columns: Record<string, Int32Array | Float64Array> = {
    simulation: new Int32Array(length),
    step: Int32Array.from({ length }, (_, row) => steps[Math.floor(row / particles)]!),
    particle: Int32Array.from({ length }, (_, row) => row % particles),
  };
  for (let axis = 0; axis < dimension; axis++) {
    columns[`x${axis}`] = Float64Array.from(
      { length },
      (_, row) => positions[Math.floor(row / particles)]![(row % particles) * dimension + axis]!,
    );
  }
  return { length, columns };
}

function observablesTable(built: BuiltSim, trajectory: Trajectory): Table {
  const states = statesOf(trajectory, built.setting);
  const rows = states.map(({ step }, saved) => ({
    simulation: 0,
    step,
    ...measuredAt(built, states, saved),
  }));
  return tableOf(rows, ["simulation", "step"]);
}

/** States that can be kept to integrate the discriminator along the whole path: 1 GiB of numbers. */
const MOST_KEPT = 2 ** 27;

function refuseLongPath(built: BuiltSim): void {
  const kept = 2 * built.steps * built.simulation.game.start.length;
  if (kept <= MOST_KEPT) return;
  throw new InputError("record.field", "needs the whole path of the particles, and this one is too long");
}

/** What was to be saved of a run with every step saved. */
function alongPath(
  { simulation, every }: BuiltSim,
  whole: Trajectory,
  follows: boolean,
  signal?: AbortSignal,
) {
  return follows ? followedFromPath(simulation, whole, every, signal) : thinned(whole, every);
}

/**
 * Runs one simulation, replica 0 of its seed.
 * @throws InputError when it cannot be built, or its field cannot be recorded.
 */
export async function runSim(spec: SimSpec, options: RunOptions = {}): Promise<RunResult> {
  const built = buildSim(spec, 0);
  const path = built.field !== undefined && fromPath(built);
  if (path) refuseLongPath(built);
  const followed = followedBy(built.observables);
  const kind = spec.backend === "auto" ? await fastestBackend([built]) : spec.backend;
  const backend = await openBackend(kind);
  const [whole] = await simulateEnsemble([built.simulation], {
    steps: built.steps,
    every: path ? 1 : built.every,
    keep: [...(built.field === undefined || path ? [] : ["weights"]), ...keptFor(built.observables)],
    ...(path ? {} : followed),
    rules: built.rules,
    backend,
    ...options,
  });
  const trajectory = path
    ? await alongPath(built, whole!, followed.follow !== undefined, options.signal)
    : whole!;
  return {
    backend: kind,
    precision: backend.precision,
    outcome: trajectory.outcome,
    form: trajectory.form,
    trajectory: trajectoryTable(trajectory, built.setting.dimension),
    observables: observablesTable(built, trajectory),
    ...(built.field === undefined ? {} : { field: await fieldTable(built, whole!, built.field) }),
  };
}
