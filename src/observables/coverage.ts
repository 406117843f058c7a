import { define, fraction, positive } from "../options/index.ts";
import { coveredModes, DEFAULT_SHARE, modeMasses, modeRadius } from "../targets/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * The number of modes that hold at least `share` of their mass within `radius` (the modes' own radius when
 * left out; see `modeRadius`).
 */
export const coverage = define(
  "coverage",
  {
    radius: positive()
      .optional()
      .describe("how far from a mode's centre a particle counts; the modes' own when left out"),
    share: fraction().default(DEFAULT_SHARE).describe("a mode counts when it holds this share of its mass"),
  },
  ({ radius, share }): Observable =>
    finiteOnly({
      kind: "coverage",
      columns: () => ["coverage"],
      measure({ positions }, { target: { modes }, masses, width }) {
        const held = modeMasses(positions, masses, modes, radius ?? modeRadius(modes, width));
        return [coveredModes(held, modes, share)];
      },
    }),
);
