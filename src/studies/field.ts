import { fieldFromPath, planOf, radialKernelOf, type Trajectory, valuesOf } from "../dynamics/index.ts";
import { InputError } from "../options/index.ts";
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

/** Whether f is a sum over the particles' path, which then has to be saved whole; else it has parameters. */
export function fromPath({ simulation, steps }: BuiltSim): boolean {
  return planOf(simulation, steps).ask === undefined;
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
  if (plan.ask === undefined) return written(built, points, pathFields(built, trajectory, grid, points));
  const last = trajectory.steps.length - 1;
  const due = trajectory.steps.flatMap((step, saved) =>
    saved > 0 && (step % grid.every === 0 || saved === last) ? [saved] : [],
  );
  const question = (k: number) => plan.ask!(trajectory.kept!.weights![due[k]! - 1]!, points);
  const fields = await valuesOf(due.length, question, built.setting.dimension);
  const steps = due.map((saved, k) => ({ step: trajectory.steps[saved]!, values: fields[k]! }));
  return written(built, points, steps);
}

/**
 * The discriminator on a grid along a run of which every step is saved.
 * @throws InputError for a discriminator that is not a sum of radial kernels over the past
 */
function pathFields(
  { simulation }: BuiltSim,
  { steps, positions }: Trajectory,
  { every }: NonNullable<BuiltSim["field"]>,
  points: Float64Array,
): Written[] {
  const kernel = radialKernelOf(simulation);
  if (kernel === undefined) {
    const { kind } = simulation.game.discriminator;
    throw new InputError("record.field", `is not possible with the discriminator ${kind}`);
  }
  const at = fieldFromPath(simulation, kernel, positions);
  const last = steps.length - 1;
  return steps.flatMap((step, saved) =>
    step % every === 0 || saved === last ? [{ step, values: at(step, points) }] : [],
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
