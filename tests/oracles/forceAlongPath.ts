import type { Trajectory } from "../../src/dynamics/index.ts";
import { type Kernel, kernelSlope, radialKernels } from "../../src/kernels/index.ts";
import type { Sketch } from "../games.ts";

/** A point of f: a position and the weight with which it stands in f. */
interface Source {
  readonly position: ArrayLike<number>;
  readonly weight: number;
}

/** f after k learning steps along a trajectory that was saved at every step, as the list of all its sources. */
function sourcesAfter(sketch: Sketch, trajectory: Trajectory, k: number): Source[] {
  const { stepDiscriminator, weightDecay, particleMasses } = sketch;
  const dimension = sketch.points[0]!.length;
  const retention = 1 - stepDiscriminator * weightDecay;
  let trust = 0;
  for (let step = 0; step < k; step++) trust = retention * trust + stepDiscriminator;
  const truth = sketch.points.map((position, i) => ({ position, weight: trust * sketch.masses[i]! }));
  const past = Array.from({ length: k }, (_, step) =>
    particleMasses.map((mass, j) => ({
      position: trajectory.positions[step]!.slice(j * dimension, (j + 1) * dimension),
      weight: -stepDiscriminator * mass * retention ** (k - 1 - step),
    })),
  );
  return [...truth, ...past.flat()];
}

function gradientAt(kernel: Kernel, sources: readonly Source[], y: ArrayLike<number>): number[] {
  const sum = Array.from(y, () => 0);
  for (const { position, weight } of sources) {
    let r2 = 0;
    for (let k = 0; k < sum.length; k++) r2 += (y[k]! - position[k]!) ** 2;
    const factor = weight * kernelSlope(kernel, r2);
    for (let k = 0; k < sum.length; k++) sum[k]! += factor * (y[k]! - position[k]!);
  }
  return sum;
}

/**
 * How far the recorded forces lie from the full sum over the trajectory's own past, step by step, in units
 * of Σ|weights of f|·Σ_m w_m/σ_m. The run itself supplies the path, so that nothing is amplified. Needs
 * `every: 1`.
 */
export function forceErrors(sketch: Sketch, trajectory: Trajectory, everySteps = 1): number[] {
  const kernel = radialKernels.build(sketch.kernel);
  const dimension = sketch.points[0]!.length;
  const steepness = kernel.terms.reduce((sum, term) => sum + term.weight / term.parameters[0]!, 0);
  const errors: number[] = [];
  for (let step = 1; step < trajectory.steps.length; step += everySteps) {
    const sources = sourcesAfter(sketch, trajectory, sketch.order === "alternating" ? step : step - 1);
    const unit = steepness * sources.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
    let worst = 0;
    for (let j = 0; j < sketch.start.length; j++) {
      const y = trajectory.positions[step - 1]!.slice(j * dimension, (j + 1) * dimension);
      const wanted = gradientAt(kernel, sources, y);
      wanted.forEach((value, k) => {
        const gap = Math.abs(trajectory.gradients[step]![j * dimension + k]! - value);
        // A force that is not a number is an infinite error; f = 0 has no unit, but also no error.
        const error = gap === 0 ? 0 : gap / unit;
        worst = error <= worst ? worst : Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
      });
    }
    errors.push(worst);
  }
  return errors;
}
