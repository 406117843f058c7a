import { type AxisSpec, axisLength, axisValue, type ScanSpec } from "../sim/index.ts";

/** The values of an axis, in order; none for an expression axis, which has none of its own. */
export function axisValues(axis: AxisSpec): readonly unknown[] {
  if (axis.expression !== undefined) return [];
  return Array.from({ length: axisLength(axis) }, (_, k) => axisValue(axis, k));
}

/** Number of cells of a scan: the product of its axes' lengths; 1 without axes. */
export function cellsOf(scan: ScanSpec): number {
  return scan.axes.reduce((product, axis) => product * axisLength(axis), 1);
}

/** The index of a cell's value on each axis (0 for expressions); the last axis runs fastest. */
export function cellPosition(scan: ScanSpec, cell: number): number[] {
  const position: number[] = [];
  let rest = cell;
  for (const axis of [...scan.axes].reverse()) {
    const length = axisLength(axis);
    position.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return position;
}
