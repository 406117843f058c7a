import { define, fraction, positive } from "../options/index.ts";
import { coveredModes, DEFAULT_SHARE, modeMasses, modeRadius } from "../targets/index.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * When all modes were covered (see `coverage`), in steps: `coverageFirst` at the first saved state in which they were,
 * `coverageSince` at the first from which on they were in every saved state up to the last. NaN for never. Known at the
 * end of a run only, to within `record.every` steps.
 */
export const coverageTime = define(
  "coverageTime",
  {
    radius: positive()
      .optional()
      .describe("how far from a mode's centre a particle counts; the modes' own when left out"),
    share: fraction().default(DEFAULT_SHARE).describe("a mode counts when it holds this share of its mass"),
  },
  ({ radius, share }): Observable =>
    finiteOnly({
      kind: "coverageTime",
      atEnd: true,
      columns: () => ["coverageFirst", "coverageSince"],
      measure(state, { target: { modes }, masses, width }, course = [state]) {
        const within = radius ?? modeRadius(modes, width);
        const whole = course.map(
          ({ positions }) =>
            coveredModes(modeMasses(positions, masses, modes, within), modes, share) === modes.masses.length,
        );
        const first = whole.indexOf(true);
        const since = whole.lastIndexOf(false) + 1;
        return [course[first]?.step ?? Number.NaN, course[since]?.step ?? Number.NaN];
      },
    }),
);
