import { define } from "../options/index.ts";
import { coverageRule, coveredIn } from "./coverageRule.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * When all modes were covered (see `coverage`), in steps: `coverageFirst` at the first saved state in which they were,
 * `coverageSince` at the first from which on they were in every saved state up to the last. NaN for never. Known at the
 * end of a run only, to within `record.every` steps.
 */
export const coverageTime = define(
  "coverageTime",
  coverageRule,
  (rule): Observable =>
    finiteOnly({
      kind: "coverageTime",
      atEnd: true,
      columns: () => ["coverageFirst", "coverageSince"],
      measure(state, setting, course = [state]) {
        const all = setting.target.modes.masses.length;
        const whole = course.map((one) => coveredIn(one, setting, rule) === all);
        const first = whole.indexOf(true);
        const since = whole.lastIndexOf(false) + 1;
        return [course[first]?.step ?? Number.NaN, course[since]?.step ?? Number.NaN];
      },
    }),
);
