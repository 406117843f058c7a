import type { Trajectory } from "../dynamics/index.ts";
import type { State } from "../observables/index.ts";
import type { BuiltSim } from "../sim/index.ts";

/** The saved states of a simulation as observables take them. */
export function statesOf(trajectory: Trajectory): State[] {
  return trajectory.steps.map((step, saved) => ({
    step,
    positions: trajectory.positions[saved]!,
    gradient: trajectory.gradients[saved]!,
  }));
}

/**
 * The observables of a simulation at one of its saved steps, by column.
 * @param states all its saved states, as from `statesOf`
 */
export function measuredAt(built: BuiltSim, states: readonly State[], saved: number): Record<string, number> {
  const atEnd = saved === states.length - 1;
  const values: Record<string, number> = {};
  for (const observable of built.observables) {
    const columns = observable.columns(built.setting);
    const due = atEnd || observable.atEnd !== true;
    const course = observable.atEnd === true ? states : undefined;
    const measured = due ? observable.measure(states[saved]!, built.setting, course) : [];
    columns.forEach((column, k) => {
      values[column] = measured[k] ?? Number.NaN;
    });
  }
  return values;
}
