import type { Follow, Trajectory } from "../dynamics/index.ts";
import {
  generatorArray,
  generatorAt,
  type Observable,
  type Setting,
  type State,
} from "../observables/index.ts";
import type { BuiltSim } from "../sim/index.ts";

/** The saved states of a simulation as observables take them. */
export function statesOf(trajectory: Trajectory, { motion }: Pick<Setting, "motion"> = {}): State[] {
  return trajectory.steps.map((step, saved) => ({
    step,
    positions: trajectory.positions[saved]!,
    gradient: trajectory.gradients[saved]!,
    ...(trajectory.discriminator === undefined ? {} : { discriminator: trajectory.discriminator[saved]! }),
    ...generatorAt(trajectory, motion, saved),
  }));
}

/** Which state arrays have to be kept for some observables. */
export function keptFor(observables: readonly Observable[]): string[] {
  return observables.some(({ readsGenerator }) => readsGenerator === true) ? [generatorArray] : [];
}

/** What some observables have to know of the discriminator, as a part of the options of `simulateEnsemble`. */
export function followedBy(observables: readonly Observable[]): { readonly follow?: Follow } {
  if (observables.some(({ follows }) => follows === "values")) return { follow: "values" };
  return observables.some(({ follows }) => follows === "parameters") ? { follow: "parameters" } : {};
}

/** Whether an observable looks at earlier states too. */
export function needsCourse({ atEnd, wantsCourse }: Observable): boolean {
  return atEnd === true || wantsCourse === true;
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
    const course = needsCourse(observable) ? states.slice(0, saved + 1) : undefined;
    const measured = due ? observable.measure(states[saved]!, built.setting, course) : [];
    columns.forEach((column, k) => {
      values[column] = measured[k] ?? Number.NaN;
    });
  }
  return values;
}
