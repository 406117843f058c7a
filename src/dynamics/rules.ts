import { z } from "zod";
import { fraction, positive } from "../options/index.ts";
import { DEFAULT_SHARE } from "../targets/index.ts";

/** Thresholds of the outcome rules. */
export interface OutcomeRules {
  /** Settled: no coordinate moves by more than this share of the run's length scale within a window. */
  readonly stillness: number;
  /** Diverged: a particle is this many kernel widths farther from every true point than any at the start. */
  readonly radius: number;
  /** Escaped: settled with a particle farther than this many kernel widths from every true point. */
  readonly reach: number;
  /** A mode is covered when it holds at least this share of its mass. */
  readonly share: number;
  /**
   * What ends a simulation before step T: to have `diverged`, or also to have `settled`, far below `stillness` in
   * two windows in a row. The first is safe where something very small may grow later on.
   */
  readonly stop: "diverged" | "settled";
}

/** The thresholds unless a sim file says otherwise. */
export const defaultRules: OutcomeRules = {
  stillness: 1e-3,
  radius: 10,
  reach: 5,
  share: DEFAULT_SHARE,
  stop: "diverged",
};

/** How each threshold is checked and described, in sim files and in `simulate` alike. */
export const ruleShape = {
  stillness: positive()
    .default(defaultRules.stillness)
    .describe(
      "Settled: no coordinate moves by more than this share of the run's length scale within a window.",
    ),
  radius: positive()
    .default(defaultRules.radius)
    .describe(
      "Diverged: a particle is this many kernel widths farther from every true point than any at the start.",
    ),
  reach: positive()
    .default(defaultRules.reach)
    .describe("Escaped: settled, with a particle this many kernel widths from every true point."),
  share: fraction()
    .default(defaultRules.share)
    .describe("A mode is covered when it holds at least this share of its mass."),
  stop: z
    .enum(["diverged", "settled"])
    .default(defaultRules.stop)
    .describe(
      "What ends a simulation before the last step: to have diverged, or also to have settled far below `stillness` for two windows.",
    ),
} satisfies Record<keyof OutcomeRules, z.ZodType>;
