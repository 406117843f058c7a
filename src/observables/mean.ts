import { define } from "../options/index.ts";
import { weightedMean } from "./moments.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/** The particles' mean Σ q_j y_j. Columns `mean0`, `mean1`, …, one an axis. */
export const mean = define(
  "mean",
  {},
  (): Observable =>
    finiteOnly({
      kind: "mean",
      linear: true,
      columns: ({ dimension }) => Array.from({ length: dimension }, (_, axis) => `mean${axis}`),
      measure: ({ positions }, { masses, dimension }) =>
        Array.from(weightedMean(positions, masses, dimension)),
    }),
);
