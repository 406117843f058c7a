import { planOf, type Trajectory } from "../dynamics/index.ts";
import { isRadial, type Kernel, kernelValue } from "../kernels/index.ts";
import { InputError } from "../options/index.ts";
import { totalDecay } from "../penalties/index.ts";
import type { BuiltSim, Table } from "../sim/index.ts";

/** The points of a grid [G*d], the last dimension running fastest. */
function gridPoints(axes: readonly Float64Array[]): Float64Array {
  const length = axes.reduce((product, axis) => product * axis.length, 1);
  const points = new Float64Array(length * axes.length);
  for (let g = 0; g < length; g++) {
    let rest = g;
    for (let k = axes.length - 1; k >= 0; k--) {
      points[g * axes.length + k] = axes[k]![rest % axes[k]!.length]!;
      rest = Math.floor(rest / axes[k]!.length);
    }
  }
  return points;
}

/** @throws InputError for a discriminator that is not a sum of radial kernels over the past. */
function kernelOf({ simulation: { game } }: BuiltSim): Kernel {
  const { discriminator } = game;
  if ("kernel" in discriminator && !("ready" in discriminator) && isRadial(discriminator.kernel)) {
    return discriminator.kernel;
  }
  throw new InputError("record.field", `is not possible with the discriminator ${discriminator.kind}`);
}

/** A step of the past whose weight has fallen below this share of the newest one is left out of the figure. */
const NEGLIGIBLE = 1e-9;

/** Whether f is a sum over the particles' path, which then has to be saved whole; else it has parameters. */
export function fromPath({ simulation, steps }: BuiltSim): boolean {
  return planOf(simulation, steps).field === undefined;
}

/**
 * The discriminator on a grid along a run. Where it has parameters, from `weights` as they were kept at the saved steps
 * after step 0; else from the path of the particles.
 * @param trajectory with every step saved where f comes from the path, at least every written one otherwise
 * @returns columns `simulation`, `step`, `x0`[, `x1`], `f`, a row a grid point and written step; without step 0, at
 * which it is 0 or drawn, where it has parameters
 */
export async function fieldTable(
  built: BuiltSim,
  trajectory: Trajectory,
  grid: NonNullable<BuiltSim["field"]>,
): Promise<Table> {
  const points = gridPoints(grid.axes);
  const plan = planOf(built.simulation, built.steps);
  if (plan.field === undefined) return written(built, points, pathFields(built, trajectory, grid, points));
  const last = trajectory.steps.length - 1;
  const due = trajectory.steps.flatMap((step, saved) =>
    saved > 0 && (step % grid.every === 0 || saved === last) ? [saved] : [],
  );
  const states = due.map((saved) => trajectory.kept!.weights![saved - 1]!);
  const fields = await plan.field(states, points);
  const steps = due.map((saved, k) => ({ step: trajectory.steps[saved]!, values: fields[k]! }));
  return written(built, points, steps);
}

/**
 * The discriminator on a grid along a run, from the particles' whole path, whichever form it ran in:
 *
 *   f⁺ = (1 − η_d λ) f + η_d [Σ_i p_i K(·, x_i) − Σ_j q_j K(·, y_j)],  f⁰ = 0.
 *
 * @param trajectory with every step saved.
 */
function pathFields(
  built: BuiltSim,
  trajectory: Trajectory,
  grid: NonNullable<BuiltSim["field"]>,
  points: Float64Array,
): Written[] {
  const { game, stepper } = built.simulation;
  const { drawn, generator } = game;
  const kernel = kernelOf(built);
  const d = drawn.dimension;
  const count = points.length / d;
  const [truth, generated] = [game.loss.truePull(0), game.loss.generatedPull(0)];
  const gain = stepper.stepDiscriminator;
  const kept = 1 - gain * totalDecay(game.penalties);
  const pullOf = (samples: Float64Array, masses: Float64Array, pull: number, g: number) => {
    let sum = 0;
    for (let j = 0; j < masses.length; j++) {
      let r2 = 0;
      for (let k = 0; k < d; k++) r2 += (points[g * d + k]! - samples[j * d + k]!) ** 2;
      sum += pull * masses[j]! * kernelValue(kernel, r2);
    }
    return sum;
  };
  const fromTruth = Float64Array.from({ length: count }, (_, g) =>
    pullOf(drawn.points, drawn.masses, truth, g),
  );
  // f⁰ = 0 and one source a step: f is the sum over the past with weights η_d(1 − η_dλ)^age.
  const fieldAt = (saved: number) => {
    const f = new Float64Array(count);
    let weight = gain;
    for (let past = saved - 1; past >= 0 && Math.abs(weight) > NEGLIGIBLE * gain; past--) {
      const particles = trajectory.positions[past]!;
      for (let g = 0; g < count; g++) {
        f[g]! += weight * (fromTruth[g]! + pullOf(particles, generator.masses, generated, g));
      }
      weight *= kept;
    }
    return f;
  };
  const last = trajectory.steps.length - 1;
  return trajectory.steps.flatMap((step, saved) =>
    step % grid.every === 0 || saved === last ? [{ step, values: fieldAt(saved) }] : [],
  );
}

/** f on the grid at a step. */
interface Written {
  readonly step: number;
  readonly values: Float64Array;
}

function written(
  { setting: { dimension: d } }: BuiltSim,
  points: Float64Array,
  steps: readonly Written[],
): Table {
  const count = points.length / d;
  const length = steps.length * count;
  const columns: Record<string, Int32Array | Float64Array> = {
    simulation: new Int32Array(length),
    step: Int32Array.from({ length }, (_, row) => steps[Math.floor(row / count)]!.step),
  };
  for (let k = 0; k < d; k++) {
    columns[`x${k}`] = Float64Array.from({ length }, (_, row) => points[(row % count) * d + k]!);
  }
  columns.f = Float64Array.from({ length }, (_, row) => steps[Math.floor(row / count)]!.values[row % count]!);
  return { length, columns };
}

/** The states of a run that were to be saved, of one with every step saved. */
export function thinned(trajectory: Trajectory, every: number): Trajectory {
  const last = trajectory.steps.length - 1;
  const keep = trajectory.steps.flatMap((step, saved) =>
    saved === 0 || saved === last || (every > 0 && step % every === 0) ? [saved] : [],
  );
  return {
    ...trajectory,
    steps: keep.map((saved) => trajectory.steps[saved]!),
    positions: keep.map((saved) => trajectory.positions[saved]!),
    gradients: keep.map((saved) => trajectory.gradients[saved]!),
  };
}
