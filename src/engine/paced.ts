import type { Execution } from "./backend.ts";
import { eventLoopTurn } from "./turn.ts";

/** Names of state arrays by which a program whose steps are mere attempts says how far it has come. */
export interface Paced {
  /** [1]: how many outputs a simulation has finished. */
  readonly done: string;
  /** [2]: how many it shall finish now, and how many in all. At `done` = goal a step changes no state. */
  readonly goal: string;
}

/** Attempts between two looks at who is done; backends compile long chunks of a long program slowly. */
const chunk = 4;
/** A program has to give a simulation up before it has made so many attempts at one output. */
const mostAttempts = 1_000_000;

/**
 * An execution whose steps are outputs: `advance(k)` runs attempts until every simulation has finished k more
 * outputs. Those that are done wait; so the result does not depend on the chunks, nor on who else is in the
 * batch.
 * @param outputs how many outputs there are in all
 * @param signal looked at between attempts, of which an output may take very many
 */
export function paced(
  execution: Execution,
  { done, goal }: Paced,
  outputs: number,
  signal?: AbortSignal,
): Execution {
  return {
    async advance(steps, wanted) {
      if (steps > 0) {
        const aims = await raise(execution, goal, steps, outputs);
        await reach(execution, done, aims, steps, signal);
      }
      await execution.advance(0, wanted);
    },
    read: (name) => execution.read(name),
    write: (name, values) => execution.write(name, values),
    close: () => execution.close(),
  };
}

/** Sets the goal `steps` outputs further; the goal of each simulation, [S]. */
async function raise(execution: Execution, goal: string, steps: number, outputs: number) {
  await execution.advance(0, [goal]);
  const goals = execution.read(goal);
  const simulations = goals.length / 2;
  for (let s = 0; s < simulations; s++) goals[s]! += steps;
  goals.fill(outputs, simulations);
  execution.write(goal, goals);
  return goals.subarray(0, simulations);
}

async function reach(
  execution: Execution,
  done: string,
  aims: Float64Array,
  steps: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  // Where a single output is asked for, a single attempt may do.
  let next = steps < chunk ? 1 : chunk;
  for (let attempts = 0; attempts < steps * mostAttempts; attempts += next, next = chunk) {
    await execution.advance(next, [done]);
    const finished = execution.read(done);
    if (aims.every((aim, s) => finished[s]! >= aim)) return;
    await eventLoopTurn();
    signal?.throwIfAborted();
  }
  throw new Error(`${steps * mostAttempts} attempts did not bring every simulation to its next output`);
}
