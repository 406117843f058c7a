import type { Trajectory } from "../dynamics/index.ts";
import type { Motion } from "../generators/index.ts";

/** The state array with the generator's parameters, to be kept for observables that read them. */
export const generatorArray = "particles";

/** θ at the saved steps of a trajectory, as it belongs into states; nothing where it was not kept. */
export function generatorAt(
  { kept }: Trajectory,
  motion: Motion | undefined,
  saved: number,
): { readonly generator?: Float64Array } {
  const later = kept?.[generatorArray];
  if (later === undefined || motion === undefined) return {};
  return { generator: saved === 0 ? motion.parameters : later[saved - 1]! };
}
