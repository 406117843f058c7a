import type { Trajectory } from "../simulation.ts";

/** The states of a run that were to be saved, of one with every step saved. */
export function thinned(trajectory: Trajectory, every: number): Trajectory {
  const last = trajectory.steps.length - 1;
  const keep = trajectory.steps.flatMap((step, saved) =>
    saved === 0 || saved === last || (every > 0 && step % every === 0) ? [saved] : [],
  );
  const { kept } = trajectory;
  // What is kept begins with the first saved step after step 0.
  const later = keep.filter((saved) => saved > 0).map((saved) => saved - 1);
  const of = <Item>(list: readonly Item[]) => keep.map((saved) => list[saved]!);
  return {
    ...trajectory,
    steps: of(trajectory.steps),
    positions: of(trajectory.positions),
    gradients: of(trajectory.gradients),
    ...(kept === undefined
      ? {}
      : {
          kept: Object.fromEntries(
            Object.entries(kept).map(([name, list]) => [name, later.map((saved) => list[saved]!)]),
          ),
        }),
  };
}
