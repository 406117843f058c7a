import type { Row } from "../columns.ts";

/**
 * The phases of a cloud at the end of a run, in the words of outcomes, so that they have their colours:
 *
 * - `diverged`: it ran away. The outcome is `diverged` or `escaped`: a particle is far from every true point, or has
 *   left the box of the discriminator's series, and a local kernel calls nothing back;
 * - `covered`: every mode holds its share of mass, at rest or still settling;
 * - `collapsed`: one body, resting or moving: the cloud's variance is below a share of the target's;
 * - `oscillating`: a spread cloud that misses modes and keeps moving;
 * - `undecided`: a spread cloud that misses modes otherwise.
 */
export type Phase = "covered" | "collapsed" | "oscillating" | "diverged" | "undecided";

/** What tells the phases apart. */
export interface PhaseRule {
  /** How many modes the target has. */
  readonly modes: number;
  /** Below this share of the target's variance a cloud is one body. */
  readonly whole: number;
}

/** The phase of a scan's row, which holds `outcome`, `coverage` and `cloudVarianceRatio`. */
export function phaseOf(row: Row, { modes, whole }: PhaseRule): Phase {
  if (row.outcome === "diverged" || row.outcome === "escaped") return "diverged";
  if (row.coverage === modes) return "covered";
  if ((row.cloudVarianceRatio as number) < whole) return "collapsed";
  return row.outcome === "oscillating" ? "oscillating" : "undecided";
}

/** What the phases are, for captions. */
export function phaseNote({ whole }: PhaseRule): string {
  return (
    "covered: every mode holds its share; collapsed: the cloud moves or rests as one body, with less than " +
    `${whole} of the target's variance; diverged: a particle ran away, by the outcomes diverged and escaped; oscillating and undecided: a spread cloud without some mode.`
  );
}
