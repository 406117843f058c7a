import { InputError } from "../../options/index.ts";
import type { Plan } from "../plan.ts";
import { type Question, valuesOf } from "../play/field.ts";
import type { DiscriminatorState, Simulation, Trajectory } from "../simulation.ts";
import { fieldFromPath, radialKernelOf } from "./path.ts";
import { thinned } from "./thinned.ts";

/** Numbers of a path that can be kept for f along it: 1 GiB. */
const mostKept = 2 ** 27;

/** What has to be saved of simulations that share a program, for the discriminator to be known at saved states. */
export function savedToFollow(plans: readonly Plan[], steps: number, every: number) {
  const [plan] = plans as [Plan];
  if (plan.ask !== undefined) return { every, keep: ["weights"] };
  const { game } = plan.simulation;
  if (2 * steps * game.start.length > mostKept) {
    throw new InputError(
      "record",
      "asks for values of f, which need the whole path of the particles here, and this one is too long; " +
        'use discriminator.form "inducing"',
    );
  }
  return { every: 1, keep: [] };
}

/**
 * Trajectories with the state of the discriminator at every saved step.
 * @param plans how they were run; all of them share a program
 * @param every how often states were to be saved
 */
export async function followed(
  plans: readonly Plan[],
  trajectories: readonly Trajectory[],
  every: number,
): Promise<Trajectory[]> {
  if (plans[0]?.ask === undefined) {
    return trajectories.map((one, k) => followedFromPath(plans[k]!.simulation, one, every));
  }
  const questions = trajectories.map((one, k) => questionsAlong(plans[k]!, one));
  const answers = await valuesOf(questions.flat(), plans[0].simulation.game.drawn.dimension);
  let next = 0;
  return trajectories.map((one, k) => ({
    ...one,
    discriminator: questions[k]!.map(({ weights }) => ({ values: answers[next++]!, parameters: weights })),
  }));
}

function questionsAlong(plan: Plan, { positions, kept }: Trajectory): Question[] {
  return positions.map((particles, saved) => {
    const points = samplesOf(plan.simulation, particles);
    return plan.ask!(saved === 0 ? undefined : kept!.weights![saved - 1]!, points);
  });
}

/**
 * A trajectory of which every step is saved, of a discriminator that is a sum over the particles' path, with the
 * discriminator's state at those steps that were to be saved, and no others.
 */
export function followedFromPath(simulation: Simulation, trajectory: Trajectory, every: number): Trajectory {
  // Only sums of radial kernels are held in forms.
  const at = fieldFromPath(simulation, radialKernelOf(simulation)!, trajectory.positions);
  const saved = thinned(trajectory, every);
  const discriminator = saved.steps.map(
    (step, k): DiscriminatorState => ({ values: at(step, samplesOf(simulation, saved.positions[k]!)) }),
  );
  return { ...saved, discriminator };
}

/** True points, then particles, [(N + n)*d]. */
function samplesOf({ game: { drawn } }: Simulation, particles: Float64Array): Float64Array {
  const samples = new Float64Array(drawn.points.length + particles.length);
  samples.set(drawn.points);
  samples.set(particles, drawn.points.length);
  return samples;
}
