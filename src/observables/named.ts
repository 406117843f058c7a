import { InputError } from "../options/index.ts";
import type { Setting } from "./observable.ts";

/** @throws InputError for a particle or axis that a game does not have; what is left out is right. */
export function checkNamed(
  { masses, dimension }: Setting,
  { particle = 0, axis = 0 }: { readonly particle?: number | undefined; readonly axis?: number | undefined },
): void {
  if (particle >= masses.length) {
    throw new InputError(
      "particle",
      `must be below ${masses.length}, the number of particles, not ${particle}`,
    );
  }
  if (axis >= dimension) {
    throw new InputError("axis", `must be below ${dimension}, the dimension, not ${axis}`);
  }
}
