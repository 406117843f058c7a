import type { Trajectory } from "../dynamics/index.ts";
import type { BuiltSim } from "../sim/index.ts";

/** The observables of a simulation at one of its saved steps, by column. */
export function measuredAt(built: BuiltSim, trajectory: Trajectory, saved: number): Record<string, number> {
  const state = {
    step: trajectory.steps[saved]!,
    positions: trajectory.positions[saved]!,
    gradient: trajectory.gradients[saved]!,
  };
  const values: Record<string, number> = {};
  for (const observable of built.observables) {
    const measured = observable.measure(state, built.setting);
    observable.columns(built.setting).forEach((column, k) => {
      values[column] = measured[k]!;
    });
  }
  return values;
}
