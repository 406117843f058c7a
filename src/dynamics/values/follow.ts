import { eventLoopTurn } from "../../engine/index.ts";
import { InputError } from "../../options/index.ts";
import { totalDecay } from "../../penalties/index.ts";
import type { Plan } from "../plan.ts";
import { valuesOf } from "../play/field.ts";
import { savedStates } from "../recording.ts";
import type { DiscriminatorState, SimulateOptions, Simulation, Trajectory } from "../simulation.ts";
import { fieldFromPath, memoryOf, radialKernelOf } from "./path.ts";
import { thinned } from "./thinned.ts";

/** What is to be known of the discriminator at saved states: its parameters, or f at the samples as well. */
export type Follow = "values" | "parameters";

/** How a course is saved. */
type Course = Pick<SimulateOptions, "steps" | "every">;

/** Values of a kernel that are summed for a discriminator from its path, at most: half a minute of them. */
const mostSummed = 5e8;

/** What has to be saved of simulations that share a program, for the discriminator to be known at saved states. */
export function savedToFollow(
  [plan]: readonly Plan[],
  every: number,
): Pick<SimulateOptions, "every" | "keep"> {
  return plan!.ask === undefined ? { every: 1 } : { every, keep: ["weights"] };
}

/** Numbers that are kept of one simulation while its discriminator is followed. */
export function followedNumbers(plan: Plan, { steps, every }: Course): number {
  const { start } = plan.simulation.game;
  // Positions and slopes of all steps.
  if (plan.ask === undefined) return 2 * steps * start.length;
  const { weights, points } = plan.ask(undefined, samplesOf(plan.simulation, start));
  return savedStates({ steps, every }) * (weights.length + points.length);
}

/**
 * @throws InputError without a place where f would be summed over too long a path: a kernel discriminator that is held in
 *   a form, saved often
 */
export function refuseLongSums(plan: Plan, { steps, every }: Course): void {
  if (plan.ask !== undefined) return;
  const { drawn, generator, penalties } = plan.simulation.game;
  const past = Math.min(
    steps / 2,
    memoryOf(plan.simulation.stepper.stepDiscriminator, totalDecay(penalties)),
  );
  const samples = drawn.masses.length + generator.count;
  const sums = savedStates({ steps, every }) * past * samples * generator.count;
  if (sums <= mostSummed) return;
  throw new InputError(
    "",
    "needs values of f, which this form of a kernel discriminator sums over the particles' whole path: too much at " +
      `${savedStates({ steps, every })} saved states of ${steps} steps; save less often, or use discriminator.form "inducing"`,
  );
}

/**
 * Trajectories with the state of the discriminator at every saved step.
 * @param plans how they were run; all of them share a program
 */
export async function followed(
  plans: readonly Plan[],
  trajectories: readonly Trajectory[],
  options: Pick<SimulateOptions, "every" | "signal"> & { readonly follow: Follow },
): Promise<Trajectory[]> {
  const [first] = plans;
  if (first === undefined) return [];
  if (first.ask === undefined) {
    const found: Trajectory[] = [];
    for (const [k, one] of trajectories.entries()) {
      found.push(await followedFromPath(plans[k]!.simulation, one, options.every, options.signal));
    }
    return found;
  }
  const states = trajectories.map((one, k) => parametersAlong(plans[k]!, one));
  if (options.follow === "parameters") {
    return trajectories.map((one, k) => ({
      ...one,
      discriminator: states[k]!.map((parameters) => ({ parameters })),
    }));
  }
  const asked = trajectories.flatMap((_, k) => states[k]!.map((weights, saved) => ({ k, saved, weights })));
  const answers = await valuesOf(
    asked.length,
    (a) => {
      const { k, saved, weights } = asked[a]!;
      const { simulation } = plans[k]!;
      return plans[k]!.ask!(weights, samplesOf(simulation, trajectories[k]!.positions[saved]!));
    },
    first.simulation.game.drawn.dimension,
  );
  let next = 0;
  return trajectories.map((one, k) => ({
    ...one,
    discriminator: states[k]!.map((parameters) => ({ values: answers[next++]!, parameters })),
  }));
}

/** The discriminator's parameters at every saved step. */
function parametersAlong(plan: Plan, { steps, kept }: Trajectory): Float64Array[] {
  const nowhere = new Float64Array(0);
  return steps.map((_, saved) =>
    saved === 0 ? plan.ask!(undefined, nowhere).weights : kept!.weights![saved - 1]!,
  );
}

/**
 * A trajectory of which every step is saved, of a discriminator that is a sum over the particles' path, with the
 * discriminator's state at those steps that were to be saved, and no others.
 */
export async function followedFromPath(
  simulation: Simulation,
  trajectory: Trajectory,
  every: number,
  signal?: AbortSignal,
): Promise<Trajectory> {
  // Only sums of radial kernels are held in forms.
  const at = fieldFromPath(simulation, radialKernelOf(simulation)!, trajectory.positions);
  const saved = thinned(trajectory, every);
  const discriminator: DiscriminatorState[] = [];
  for (const [k, step] of saved.steps.entries()) {
    signal?.throwIfAborted();
    discriminator.push({ values: at(step, samplesOf(simulation, saved.positions[k]!)) });
    await eventLoopTurn();
  }
  return { ...saved, discriminator };
}

/** True points, then particles, [(N + n)*d]. */
function samplesOf({ game: { drawn } }: Simulation, particles: Float64Array): Float64Array {
  const samples = new Float64Array(drawn.points.length + particles.length);
  samples.set(drawn.points);
  samples.set(particles, drawn.points.length);
  return samples;
}
