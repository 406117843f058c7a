import { chooseForm, type Form, forms } from "../discriminators/index.ts";
import { InputError } from "../options/index.ts";
import { memberOf } from "./assemble.ts";
import { runSlice } from "./runSlice.ts";
import type { SimulateOptions, Simulation, Trajectory } from "./simulation.ts";
import { subspaceOf } from "./subspace.ts";

/** Working memory that one slice of an ensemble may take, in numbers of eight bytes. */
const sliceNumbers = 16_000_000;

interface Task {
  readonly index: number;
  readonly form: Form;
  readonly handedOverAt?: number;
}

/**
 * Runs an ensemble of simulations and returns their trajectories in the same order.
 *
 * Simulations that can share a program run side by side, in slices that fit the backend and the memory.
 * A simulation whose particles leave the region of a fixed-length form is handed over to the history form
 * and run again from the start, so that its result is the exact one; where a form was asked for by name,
 * that is an error instead.
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
  const subspaces = given.map(subspaceOf);
  const simulations = given.map((simulation, k) => subspaces[k]?.simulation ?? simulation);
  const results = new Map<number, Trajectory>();
  let reported = 0;
  let tasks: Task[] = simulations.map((simulation, index) => ({
    index,
    form: chooseForm(memberOf(simulation, options.steps)),
  }));
  while (tasks.length > 0) {
    const departed: Task[] = [];
    for (const slice of slices(tasks, simulations, options)) {
      const members = slice.map((task) => simulations[task.index]!);
      const before = results.size;
      const report = (share: number) => {
        // Handed-over simulations are run again: what is reported waits for them instead of going back.
        reported = Math.max(reported, (before + share * slice.length) / simulations.length);
        options.onProgress?.(reported);
      };
      const ends = await runSlice(slice[0]!.form, members, { ...options, onProgress: report });
      ends.forEach((end, k) => {
        const task = slice[k]!;
        if ("departedAt" in end) departed.push(handOver(task, simulations[task.index]!, end.departedAt));
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

function handOver(task: Task, { game }: Simulation, step: number): Task {
  if (game.discriminator.form !== "auto") {
    throw new InputError(
      "discriminator.form",
      `is ${game.discriminator.form}, but at step ${step} a particle left the region in which that is accurate; ` +
        "use auto or history",
    );
  }
  return { index: task.index, form: forms.history, handedOverAt: step };
}

function withHandOver(trajectory: Trajectory, { handedOverAt }: Task): Trajectory {
  return handedOverAt === undefined
    ? trajectory
    : { ...trajectory, form: { ...trajectory.form, handedOverAt } };
}

/** Tasks that can share a program, in slices that fit the backend's lanes and the memory. */
function slices(
  tasks: readonly Task[],
  simulations: readonly Simulation[],
  options: SimulateOptions,
): Task[][] {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const simulation = simulations[task.index]!;
    const key = `${task.form.key(memberOf(simulation, options.steps))} ${simulation.stepper.kind}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [task]);
    else group.push(task);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0]!;
    const rows = first.form.rows(memberOf(simulations[first.index]!, options.steps));
    const size = Math.max(1, Math.min(options.backend.lanes, Math.floor(sliceNumbers / rows)));
    return Array.from({ length: Math.ceil(group.length / size) }, (_, k) =>
      group.slice(k * size, (k + 1) * size),
    );
  });
}
