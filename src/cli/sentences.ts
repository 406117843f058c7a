import type { Outcome, Trajectory } from "../dynamics/index.ts";
import type { Table } from "../sim/index.ts";

/** A number with as many digits as a reader wants. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(4)));
}

/** `covered since step 640 (motion 1e-4, …)`. */
export function outcomeText({ kind, step, evidence }: Outcome): string {
  const numbers = Object.entries(evidence).map(([name, value]) => `${name} ${numberText(value as number)}`);
  const when = { undecided: "until step", oscillating: "until step", diverged: "at step" } as Record<
    string,
    string
  >;
  return `${kind} ${when[kind] ?? "since step"} ${step} (${numbers.join(", ")})`;
}

/** `taylor with 12 coefficients, ∇f within 1e-8` in words. */
export function formText({ form, bound, length, handedOverAt }: Trajectory["form"]): string {
  const error = bound === 0 ? "exact" : `error of ∇f at most ${numberText(bound)}`;
  const size = form === "history" ? `${length} remembered steps` : `${length} coefficients`;
  const handed = handedOverAt === undefined ? "" : `, after the taylor form was left at step ${handedOverAt}`;
  return `${form}, ${size}, ${error}${handed}`;
}

/** How often each outcome stands in a table of cells. */
export function countOutcomes(cells: Table): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of cells.columns.outcome ?? []) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
