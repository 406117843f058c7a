import { fraction, positive } from "../options/index.ts";
import { coveredModes, DEFAULT_SHARE, modeMasses, modeRadius } from "../targets/index.ts";
import type { Setting, State } from "./observable.ts";

/** When a mode counts as covered. */
export interface CoverageRule {
  readonly radius?: number | undefined;
  readonly share: number;
}

/** The options of a rule. */
export const coverageRule = {
  radius: positive()
    .optional()
    .describe("how far from a mode's centre a particle counts; the modes' own when left out"),
  share: fraction().default(DEFAULT_SHARE).describe("a mode counts when it holds this share of its mass"),
};

/** The number of modes that are covered in a state. */
export function coveredIn(
  { positions }: Pick<State, "positions">,
  { target: { modes }, masses, width }: Setting,
  { radius, share }: CoverageRule,
): number {
  const held = modeMasses(positions, masses, modes, radius ?? modeRadius(modes, width));
  return coveredModes(held, modes, share);
}
