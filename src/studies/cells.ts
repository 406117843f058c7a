import { InputError } from "../options/index.ts";
import {
  type AxisSpec,
  axisName,
  axisPaths,
  type Choice,
  cellChoices,
  putChoices,
  type ScanSpec,
  type SimSpec,
} from "../sim/index.ts";
import { axisValues, cellPosition, cellsOf } from "./axes.ts";

/** @throws InputError for a cell that the scan does not have, or an expression without a finite value there. */
function choicesOf(scan: ScanSpec, cell: number): Choice[] {
  const cells = cellsOf(scan);
  if (!Number.isInteger(cell) || cell < 0 || cell >= cells) {
    throw new InputError("cell", `there is no cell ${cell}; the scan has ${cells}`);
  }
  return cellChoices(scan.axes, cellPosition(scan, cell));
}

/** The value of every axis in a cell, by the axis' name. @throws InputError as `cellSpec` does. */
export function cellValues(scan: ScanSpec, cell: number): ReadonlyMap<string, unknown> {
  return new Map(choicesOf(scan, cell).map(({ axis, value }) => [axisName(scan.axes[axis]!), value]));
}

/**
 * The sim of a cell: the scan's sim with the cell's values put in their places, and with the scan's seed,
 * the same in every cell.
 * @throws InputError for a cell that the scan does not have, an expression without a finite value there, or
 *   a path into nothing.
 */
export function cellSpec(scan: ScanSpec, cell: number): SimSpec {
  const sim = { ...scan.sim, seed: scan.seed };
  return putChoices(sim, scan.axes, choicesOf(scan, cell)) as SimSpec;
}

/** A row's axis columns: numbers where all values are numbers, else texts. */
export type AxisCells = Readonly<Record<string, number | string>>;

/** A value as it stands in a column of texts: a text as it is, anything else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether an axis' values, and the components of each, are all numbers: found out once an axis. */
const numeric = new WeakMap<AxisSpec, { readonly whole: boolean; readonly parts: readonly boolean[] }>();

function numericOf(axis: AxisSpec): { readonly whole: boolean; readonly parts: readonly boolean[] } {
  let found = numeric.get(axis);
  if (found === undefined) {
    const values = axisValues(axis);
    const isNumber = (one: unknown) => typeof one === "number";
    const parts = axisPaths(axis).map((_, k) =>
      values.every((one) => isNumber(Array.isArray(one) ? one[k] : undefined)),
    );
    found = { whole: values.every(isNumber), parts };
    numeric.set(axis, found);
  }
  return found;
}

/**
 * What the table of cells says of a cell's place: a column an axis, and for an axis that moves several
 * fields one more a field, called by its path. A column's type is the same in all cells.
 */
export function cellColumns(scan: ScanSpec, cell: number): AxisCells {
  const values = cellValues(scan, cell);
  const columns: Record<string, number | string> = {};
  for (const axis of scan.axes) {
    const value = values.get(axisName(axis));
    const { whole, parts } = numericOf(axis);
    columns[axisName(axis)] = whole ? (value as number) : valueText(value);
    if (typeof axis.path === "string") continue;
    axisPaths(axis).forEach((path, k) => {
      const component = (value as readonly unknown[])[k];
      columns[path] = parts[k] ? (component as number) : valueText(component);
    });
  }
  return columns;
}
