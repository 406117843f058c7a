import { InputError } from "../options/index.ts";
import type { Plan } from "./plan.ts";
import { planOf } from "./planOf.ts";
import { runSlice } from "./runSlice.ts";
import type { SimulateOptions, Simulation, Trajectory } from "./simulation.ts";
import { subspaceOf } from "./subspace.ts";
import { followed, followedNumbers, savedToFollow } from "./values/follow.ts";

/** Working memory that one slice of an ensemble may take, in numbers of eight bytes. */
const sliceNumbers = 16_000_000;

/** The same for what a processor keeps close at hand. */
const cachedNumbers = 500_000;

interface Task {
  readonly index: number;
  readonly plan: Plan;
  readonly handedOverAt?: number;
}

/**
 * Runs an ensemble of simulations and returns their trajectories in the same order.
 *
 * Simulations that can share a program run side by side, in slices that fit the backend and the memory.
 * A simulation whose particles leave the region of a fixed-length form is run again from the start in a
 * wider one, at last in the history form, so that its result is as exact as was asked for; where a form was
 * asked for by name and has no wider region, that is an error instead.
 *
 * In many dimensions the run takes place in the subspace that the points span (see `subspace.ts`). No result
 * depends on which simulations share an ensemble.
 * @throws InputError for a form that cannot hold a game, or whose region a particle leaves although it was
 * asked for by name; the signal's reason when aborted.
 */
export async function simulateEnsemble(
  given: readonly Simulation[],
  options: SimulateOptions,
): Promise<Trajectory[]> {
  if (!Number.isInteger(options.steps) || options.steps < 1) {
    throw new InputError("steps", `must be a whole number of at least 1, not ${options.steps}`);
  }
  const subspaces = given.map(subspaceOf);
  const simulations = given.map((simulation, k) => subspaces[k]?.simulation ?? simulation);
  const results = new Map<number, Trajectory>();
  let reported = 0;
  let tasks: Task[] = simulations.map((simulation, index) => ({
    index,
    plan: planOf(simulation, options.steps),
  }));
  while (tasks.length > 0) {
    const departed: Task[] = [];
    for (const slice of slices(tasks, options)) {
      const plans = slice.map(({ plan }) => plan);
      const before = results.size;
      const report = (share: number) => {
        // Handed-over simulations are run again: what is reported waits for them instead of going back.
        reported = Math.max(reported, (before + share * slice.length) / simulations.length);
        options.onProgress?.(reported);
      };
      const ends = await runPlans(plans, { ...options, onProgress: report });
      ends.forEach((end, k) => {
        const task = slice[k]!;
        if ("departedAt" in end) departed.push(handOver(task, end.departedAt));
        else results.set(task.index, withHandOver(end, task));
      });
    }
    tasks = departed;
  }
  return subspaces.map((subspace, index) => {
    const trajectory = results.get(index)!;
    return subspace === undefined ? trajectory : subspace.lift(trajectory);
  });
}

/** Runs simulations that share a program, and finds the discriminator's states where they are asked for. */
async function runPlans(plans: readonly Plan[], options: SimulateOptions) {
  const { follow } = options;
  if (follow === undefined) return runSlice(plans, options);
  const { every, keep = [] } = savedToFollow(plans, options.every);
  const ends = await runSlice(plans, { ...options, every, keep: [...(options.keep ?? []), ...keep] });
  const done = ends.flatMap((end, k) => ("departedAt" in end ? [] : [{ end, plan: plans[k]! }]));
  const known = await followed(
    done.map(({ plan }) => plan),
    done.map(({ end }) => end),
    { ...options, follow },
  );
  return ends.map((end) => ("departedAt" in end ? end : known[done.findIndex((one) => one.end === end)]!));
}

/** The next attempt at a simulation, in a wider region or another form. */
function handOver({ index, plan }: Task, step: number): Task {
  const wider = plan.wider();
  if (wider === undefined) {
    throw new InputError(
      "discriminator.form",
      `is ${plan.report.form}, but at step ${step} a particle left the region in which that is accurate; ` +
        "use auto or history",
    );
  }
  return { index, plan: wider, handedOverAt: step };
}

function withHandOver(trajectory: Trajectory, { handedOverAt }: Task): Trajectory {
  return handedOverAt === undefined
    ? trajectory
    : { ...trajectory, form: { ...trajectory.form, handedOverAt } };
}

/** Tasks that can share a program, in slices that fit the backend's lanes and the memory. */
function slices(tasks: readonly Task[], options: SimulateOptions): Task[][] {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const group = groups.get(task.plan.key);
    if (group === undefined) groups.set(task.plan.key, [task]);
    else group.push(task);
  }
  return [...groups.values()].flatMap((group) => {
    const { plan } = group[0]!;
    const rows = plan.rows + (options.follow === undefined ? 0 : followedNumbers(plan, options));
    const { kind, lanes } = options.backend;
    // On a processor, large simulations go faster when few of them stay in its cache.
    const most = kind === "webasm" ? Math.max(16, Math.floor(cachedNumbers / rows)) : lanes;
    const size = Math.max(1, Math.min(lanes, most, Math.floor(sliceNumbers / rows)));
    return Array.from({ length: Math.ceil(group.length / size) }, (_, k) =>
      group.slice(k * size, (k + 1) * size),
    );
  });
}
