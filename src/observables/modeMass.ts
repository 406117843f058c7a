import { define, positive } from "../options/index.ts";
import { modeMasses, modeRadius } from "../targets/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * The mass of the particles nearest to each mode and within `radius` of it (the modes' own radius when left
 * out; see `modeRadius`). Columns `modeMass0`, `modeMass1`, …
 */
export const modeMass = define(
  "modeMass",
  {
    radius: positive()
      .optional()
      .describe("how far from a mode's centre a particle counts; the modes' own when left out"),
  },
  ({ radius }): Observable =>
    finiteOnly({
      kind: "modeMass",
      linear: true,
      columns: ({ target }) => Array.from(target.modes.masses, (_, i) => `modeMass${i}`),
      measure: ({ positions }, { target: { modes }, masses, width }) =>
        Array.from(modeMasses(positions, masses, modes, radius ?? modeRadius(modes, width))),
    }),
);
