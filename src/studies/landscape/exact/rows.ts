import type { Row } from "../../columns.ts";

/** The rows of a game. */
export function of(rows: readonly Row[], game: string): Row[] {
  return rows.filter((row) => row.game === game);
}

/** A column of numbers. */
export function numbers(rows: readonly Row[], column: string): number[] {
  return rows.map((row) => row[column] as number);
}

export function largest(values: readonly number[]): number {
  return Math.max(...values);
}

/** Four digits for the closing table. */
export function four(value: number): string {
  return Number(value.toPrecision(4)).toString();
}
