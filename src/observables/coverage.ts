import { define } from "../options/index.ts";
import { coverageRule, coveredIn } from "./coverageRule.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * The number of modes that hold at least `share` of their mass within `radius` (the modes' own radius when
 * left out; see `modeRadius`).
 */
export const coverage = define(
  "coverage",
  coverageRule,
  (rule): Observable =>
    finiteOnly({
      kind: "coverage",
      columns: () => ["coverage"],
      measure: (state, setting) => [coveredIn(state, setting, rule)],
    }),
);
