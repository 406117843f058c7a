import { InputError } from "../options/index.ts";
import { type Axis, numbers, type ScanData, texts } from "./data.ts";
import { OUTCOMES } from "./palette.ts";

/** The replicas of one set of axis values. */
export interface Cell {
  /** Rows of the scan's table. */
  readonly rows: readonly number[];
  /** The most frequent outcome; of equally frequent ones the later in the legend's order. */
  readonly outcome: string;
  /** The share of the replicas with that outcome. */
  readonly agreement: number;
  /** How often each outcome came, in words: `covered 6, collapsed 2`. */
  readonly counts: string;
}

function indexOf(axis: Axis): (value: number | string) => number {
  const places = new Map(axis.values.map((value, index) => [String(value), index]));
  return (value) => {
    const exact = places.get(String(value));
    if (exact !== undefined) return exact;
    // Values that went through a file or a logarithm and back differ in their last digits.
    const near = axis.values.findIndex((one) => {
      const [a, b] = [Number(one), Number(value)];
      return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
    });
    if (near < 0) throw new InputError(`cells.${axis.column}`, `${value} is not a value of the axis`);
    places.set(String(value), near);
    return near;
  };
}

/** For each row of the scan, the index of its value on the axis. */
export function axisIndexes(scan: ScanData, axis: Axis): Int32Array {
  const column = scan.cells.columns[axis.column];
  const values = column ?? texts(scan.cells, axis.column, "cells");
  const find = indexOf(axis);
  return Int32Array.from({ length: scan.cells.length }, (_, row) => find(values[row]!));
}

function gather(rows: number[], outcomes: readonly string[]): Cell {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(outcomes[row]!, (counts.get(outcomes[row]!) ?? 0) + 1);
  const order = (kind: string) => (OUTCOMES.includes(kind) ? OUTCOMES.indexOf(kind) : OUTCOMES.length);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || order(b[0]) - order(a[0]));
  const [outcome, most] = ranked[0]!;
  return {
    rows,
    outcome,
    agreement: most / rows.length,
    counts: ranked.map(([kind, count]) => `${kind} ${count}`).join(", "),
  };
}

/**
 * The scan's cells on the grid of the given axes, the first axis running fastest
 * [Π axis lengths]; undefined where nothing was run. `keep` selects rows.
 */
export function cellsOn(
  scan: ScanData,
  axes: readonly Axis[],
  keep: (row: number) => boolean = () => true,
): (Cell | undefined)[] {
  const indexes = axes.map((axis) => axisIndexes(scan, axis));
  const outcomes = texts(scan.cells, "outcome", "cells");
  const size = axes.reduce((product, axis) => product * axis.values.length, 1);
  const rows: (number[] | undefined)[] = new Array(size).fill(undefined);
  for (let row = 0; row < scan.cells.length; row++) {
    if (!keep(row)) continue;
    let at = 0;
    for (let a = axes.length - 1; a >= 0; a--) at = at * axes[a]!.values.length + indexes[a]![row]!;
    const group = rows[at] ?? [];
    group.push(row);
    rows[at] = group;
  }
  return rows.map((group) => (group === undefined ? undefined : gather(group, outcomes)));
}

/** Mean and standard error of the finite values of a column over a cell's rows; NaN, NaN where none is. */
export function meanOver(values: Float64Array, rows: readonly number[]): { mean: number; error: number } {
  const finite = rows.map((row) => values[row]!).filter(Number.isFinite);
  const n = finite.length;
  if (n === 0) return { mean: Number.NaN, error: Number.NaN };
  const mean = finite.reduce((sum, value) => sum + value, 0) / n;
  const square = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: n > 1 ? Math.sqrt(square / (n - 1) / n) : 0 };
}

/** A column's mean in every cell, NaN in empty ones. */
export function columnOn(scan: ScanData, column: string, cells: readonly (Cell | undefined)[]): Float64Array {
  const values = numbers(scan.cells, column, "cells");
  return Float64Array.from(cells, (cell) => (cell ? meanOver(values, cell.rows).mean : Number.NaN));
}

/** The outcomes that occur, in the order of the legend; unknown ones last. */
export function outcomesIn(cells: readonly (Cell | undefined)[]): string[] {
  const found = new Set(cells.flatMap((cell) => (cell ? [cell.outcome] : [])));
  return [
    ...OUTCOMES.filter((kind) => found.has(kind)),
    ...[...found].filter((kind) => !OUTCOMES.includes(kind)),
  ];
}

/** True when some cell's replicas came to different outcomes. */
export function disagreeing(cells: readonly (Cell | undefined)[]): boolean {
  return cells.some((cell) => cell !== undefined && cell.agreement < 1);
}
