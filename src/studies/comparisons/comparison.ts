import { InputError } from "../../options/index.ts";
import type { Table } from "../../sim/index.ts";
import type { Measured } from "../measured.ts";

/** What theory says, what was measured, and how far apart they are: a row of the table after `reproduce`. */
export interface Comparison {
  readonly claim: string;
  readonly theory: string;
  readonly measured: string;
  readonly difference: string;
  readonly passes: boolean;
}

/**
 * The contract of the comparisons: from what a run folder holds to rows of the closing table.
 * @throws InputError when the folder does not hold what the comparison needs.
 */
export type CompareFunction = (measured: Measured) => Comparison[];

/** The cells of a scan. @throws InputError for a run. */
export function scanOf(measured: Measured, name: string): Measured & { kind: "scan" } {
  if (measured.kind === "scan") return measured;
  throw new InputError("compare", `${name} needs a scan, not a single run`);
}

/** A run. @throws InputError for a scan. */
export function runOf(measured: Measured, name: string): Measured & { kind: "run" } {
  if (measured.kind === "run") return measured;
  throw new InputError("compare", `${name} needs a single run, not a scan`);
}

/** A column of numbers. @throws InputError when the table has none of that name. */
export function numbersOf(table: Table, column: string, name: string): readonly number[] {
  const values = table.columns[column];
  if (values === undefined || typeof values[0] === "string") {
    throw new InputError("compare", `${name} needs the column "${column}", which this run does not have`);
  }
  return Array.from(values as ArrayLike<number>);
}

/** A number for the closing table. */
export function short(value: number): string {
  return Number(value.toPrecision(3)).toString();
}

/** A number for the closing table that is known better. */
export function four(value: number): string {
  return Number(value.toPrecision(4)).toString();
}
