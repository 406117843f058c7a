import type { Comparison } from "../studies/index.ts";
import { durationText, type Terminal } from "./terminal.ts";
import { type TextRow, textTable } from "./textTable.ts";

/** What the closing table says of a file. */
export interface Measurement {
  readonly name: string;
  /** How it ended: the outcome of a run, how often each came in a scan; none for a study. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly comparisons: readonly Comparison[];
  readonly seconds: number;
}

/** How it ended, in words: `covered 3, collapsed`. */
export function outcomesText(outcomes: Measurement["outcomes"]): string {
  const counted = Object.entries(outcomes).map(([kind, times]) => (times === 1 ? kind : `${kind} ${times}`));
  return counted.length === 0 ? "done" : counted.join(", ");
}

/** Rows of the final table: a row a comparison, or what came out where there is nothing to compare with. */
function rowsOf({ comparisons, outcomes, seconds }: Measurement, name: string): TextRow[] {
  const heading = `${name}, ${durationText(seconds)}`;
  if (comparisons.length === 0) return ["", heading, ["outcome", "–", outcomesText(outcomes), "–", "–"]];
  const rows = comparisons.map(({ claim, theory, measured, difference, passes }) => [
    claim,
    theory,
    measured,
    difference,
    passes ? "yes" : "NO",
  ]);
  return ["", heading, ...rows];
}

const HEAD = ["figure, claim", "theory", "measured", "difference", "agrees"];

function topicOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

/** Theory beside measurement, in columns as wide as the screen. Names go without their topic where all have the same one. */
export function closingTable(results: readonly Measurement[], terminal: Terminal): string {
  const topics = new Set(results.map(({ name }) => topicOf(name)));
  const short = (name: string) => (topics.size === 1 ? name.slice(topicOf(name).length) : name);
  const rows = results.flatMap((result) => rowsOf(result, short(result.name)));
  return textTable(HEAD, rows, tableWidth(terminal));
}

/** A screen's own width; in a file or a pipe, as wide as is still read well. */
function tableWidth({ interactive, columns }: Terminal): number {
  return interactive ? columns : 120;
}
