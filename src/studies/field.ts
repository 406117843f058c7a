import type { Trajectory } from "../dynamics/index.ts";
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

/** With which weight each sample enters f. @throws InputError for a loss whose pull depends on f. */
function constantPulls({ loss }: BuiltSim["simulation"]["game"]): { truth: number; generated: number } {
  const truth = loss.truePull(0);
  const generated = loss.generatedPull(0);
  if (loss.truePull(1) !== truth || loss.generatedPull(1) !== generated) {
    throw new InputError("record.field", `is not possible with the loss ${loss.kind}`);
  }
  return { truth, generated };
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

/**
 * The discriminator on a grid along a run, from the particles' whole path, whichever form it ran in:
 *
 *   f⁺ = (1 − η_d λ) f + η_d [Σ_i p_i K(·, x_i) − Σ_j q_j K(·, y_j)],  f⁰ = 0.
 *
 * @param trajectory with every step saved.
 * @returns columns `simulation`, `step`, `x0`[, `x1`], `f`, a row a grid point and written step.
 * @throws InputError for a loss whose pull depends on f.
 */
export function fieldTable(
  built: BuiltSim,
  trajectory: Trajectory,
  grid: NonNullable<BuiltSim["field"]>,
): Table {
  const { game, stepper } = built.simulation;
  const { drawn, generator } = game;
  const kernel = kernelOf(built);
  const d = drawn.dimension;
  const points = gridPoints(grid.axes);
  const count = points.length / d;
  const { truth, generated } = constantPulls(game);
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
  const written = trajectory.steps.flatMap((step, saved) =>
    step % grid.every === 0 || saved === last ? [{ step, values: fieldAt(saved) }] : [],
  );
  const length = written.length * count;
  const columns: Record<string, Int32Array | Float64Array> = {
    simulation: new Int32Array(length),
    step: Int32Array.from({ length }, (_, row) => written[Math.floor(row / count)]!.step),
  };
  for (let k = 0; k < d; k++) {
    columns[`x${k}`] = Float64Array.from({ length }, (_, row) => points[(row % count) * d + k]!);
  }
  columns.f = Float64Array.from(
    { length },
    (_, row) => written[Math.floor(row / count)]!.values[row % count]!,
  );
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
