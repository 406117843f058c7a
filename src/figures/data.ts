import { InputError, nearestName } from "../options/index.ts";

/** Columns of equal length, as read from a Parquet file. */
export interface Table {
  readonly length: number;
  readonly columns: Readonly<Record<string, Float64Array | readonly string[]>>;
}

/** Where a figure comes from: its caption. */
export interface About {
  readonly name: string;
  readonly title?: string;
  readonly seed: number;
  readonly backend: string;
  readonly version: string;
  /** What is played, in words of sim files, where it is not the usual: `loss relativistic`. */
  readonly parts?: readonly string[];
  /** The parameters held fixed, by symbol (`σ`, `η_g`, `Δ`), in the order of the caption. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What a simulation came to, as in `outcome.json`. */
export interface Outcome {
  readonly kind: string;
  /** The step at which it was decided. */
  readonly step: number;
  readonly evidence?: string;
}

/** A reduced model's curve of an observable (linear, quadratic, time-averaged, second moment). */
export interface Overlay {
  readonly observable: string;
  readonly label: string;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** True when the curve bounds the oscillation and is not the observable itself. */
  readonly envelope?: boolean;
}

/** One run: one simulation, or an ensemble told apart by the column `simulation`. */
export interface RunData {
  readonly about: About;
  /** Columns `simulation`, `step`, `particle`, `x0`, `x1`, … */
  readonly trajectory: Table;
  /** Columns `simulation`, `step` and one a measured quantity. */
  readonly observables: Table;
  /** Columns `simulation`, `step`, `x0`[, `x1`], `f`: the discriminator on a grid. */
  readonly field?: Table;
  /** The true points x_i [n × d] and their masses p_i [n]. */
  readonly points: { readonly positions: readonly (readonly number[])[]; readonly masses: readonly number[] };
  readonly outcome: Outcome;
  readonly overlays?: readonly Overlay[];
}

/** One axis of a scan. `values` are in order; those of a category axis may be texts. */
export interface Axis {
  readonly column: string;
  readonly symbol: string;
  readonly label: string;
  readonly scale: "linear" | "log" | "category";
  readonly values: readonly (number | string)[];
}

export type LineStyle = "solid" | "dash" | "dot" | "dashdot";

/** A boundary that theory predicts: the set on which the theory column takes the value `level`. */
export interface TheoryLine {
  readonly label: string;
  readonly column: string;
  readonly level: number;
  readonly style?: LineStyle;
}

/** One scan: a row a cell and replica, with the axes' columns, `outcome`, `outcomeStep`, and quantities. */
export interface ScanData {
  readonly about: About;
  readonly axes: readonly Axis[];
  readonly cells: Table;
  readonly lines: readonly TheoryLine[];
  /** Theory's columns between the cells, at any values of numeric axes by their columns. */
  readonly theory?: (values: Readonly<Record<string, number>>) => Readonly<Record<string, number>>;
}

function column(table: Table, name: string, place: string): Float64Array | readonly string[] {
  const found = table.columns[name];
  if (found !== undefined) return found;
  const names = Object.keys(table.columns);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `it has ${names.join(", ")}` : `did you mean "${nearest}"?`;
  throw new InputError(place, `has no column "${name}"; ${hint}`);
}

/** A column of numbers. @throws InputError when it is missing or holds texts. */
export function numbers(table: Table, name: string, place = "table"): Float64Array {
  const found = column(table, name, place);
  if (found instanceof Float64Array) return found;
  throw new InputError(place, `column "${name}" holds texts, not numbers`);
}

/** A column as texts. @throws InputError when it is missing. */
export function texts(table: Table, name: string, place = "table"): readonly string[] {
  const found = column(table, name, place);
  return found instanceof Float64Array ? Array.from(found, String) : found;
}

/** The rows of each value of a column of numbers, values in ascending order, rows in the table's. */
export function rowsBy(table: Table, name: string, place = "table"): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  numbers(table, name, place).forEach((value, row) => {
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  });
  return new Map([...groups].sort(([a], [b]) => a - b));
}
