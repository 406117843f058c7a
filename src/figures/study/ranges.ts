import type { AxisOf, PanelOf, PanelsSpec } from "../../studies/study/index.ts";
import { paddedRange, positiveRange } from "../axes.ts";
import type { Drawn } from "./curves.ts";

/** From where to where each panel's axis goes. */
export type Ranges = readonly (readonly [number, number])[];

type Side = "x" | "y";

/** What is drawn along an axis: values, ends of intervals, marks. */
export function valuesAlong(side: Side, panel: PanelOf, drawn: readonly Drawn[]): number[] {
  const marks = (side === "x" ? panel.vertical : panel.horizontal) ?? [];
  const log = panel[side].scale === "log";
  const values = drawn.flatMap((one) => [...one[side]]);
  const [least] = positiveRange(values);
  // A bar that reaches to zero must not stretch a log axis over decades of nothing.
  const kept = (end: number) => (log && end < least / 10 ? least / 10 : end);
  const low = drawn.flatMap((one) => (side === "x" ? one.xLow : one.low) ?? []);
  const high = drawn.flatMap((one) => (side === "x" ? one.xHigh : one.high) ?? []);
  return [...values, ...low.map(kept), ...high, ...marks.map(({ at }) => at)];
}

/** The range of one axis. */
function rangeOf(axis: AxisOf, values: readonly number[], pad: number): [number, number] {
  if (axis.range !== undefined) return [...axis.range];
  if (axis.scale === "category") return [-0.5, (axis.values?.length ?? 1) - 0.5];
  const scale = axis.scale === "log" ? "log" : "linear";
  return paddedRange(scale === "log" ? values.filter((value) => value > 0) : values, scale, pad);
}

const keyOf = ({ label, symbol, scale, range, values }: AxisOf) =>
  JSON.stringify([label, symbol, scale, range, values]);

/** Whether all panels show the same quantity along an axis: they then share its range, and inner ones its labels. */
export function shared(spec: PanelsSpec, side: Side): boolean {
  const panels: readonly PanelOf[] = spec.panels;
  return new Set(panels.map((panel) => keyOf(panel[side]))).size === 1;
}

/** The ranges of an axis in all panels, given what is drawn along it in each. */
export function rangesOf(
  spec: PanelsSpec,
  side: Side,
  values: readonly (readonly number[])[],
  pad: number,
): Ranges {
  const panels: readonly PanelOf[] = spec.panels;
  if (!shared(spec, side)) return panels.map((panel, k) => rangeOf(panel[side], values[k]!, pad));
  const one = rangeOf(panels[0]![side], values.flat(), pad);
  return panels.map(() => one);
}
