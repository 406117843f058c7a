import { InputError, named, pathText } from "../options/index.ts";
import { axisLength, axisPaths, type Choice, cellChoices, putChoices } from "./axes.ts";
import { buildSim } from "./build.ts";
import { parsePath } from "./paths.ts";
import { fillSim, within } from "./resolve.ts";
import type { AxisSpec, SimSpec, TextReader } from "./spec.ts";

/** Lists up to this length are tried value by value, longer ones at this many. */
const mostOfList = 300;
/** Ranges up to this length are tried value by value. */
const mostOfRange = 100;

/**
 * Builds the first cell, the last one, and those that differ from the first along one axis only: all values
 * of a short axis, some of a long one.
 * @throws InputError at the axis, such as `axes[1].values[3]: penalties[0].strength: must be at least 0`.
 */
export function tryCells(sim: SimSpec, axes: readonly AxisSpec[]): void {
  const first = axes.map(() => 0);
  checkTargets(sim, axes, cellChoices(axes, first));
  tryCell(sim, axes, first);
  axes.forEach((axis, k) => {
    for (const index of trials(axis)) tryCell(sim, axes, first.with(k, index), placeOf(axis, k, index));
  });
  const last = axes.map((axis) => axisLength(axis) - 1);
  tryCell(sim, axes, last);
}

/** @throws InputError at `axes[k].path` for a field that the sim does not have. */
function checkTargets(sim: SimSpec, axes: readonly AxisSpec[], choices: readonly Choice[]): void {
  let document: unknown = sim;
  for (const choice of choices) {
    const k = choice.axis;
    document = within(`axes[${k}].path`, () => putChoices(document, axes, [choice]), true);
    try {
      fillSim(document, noFiles);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const own = axisPaths(axes[k]!).some((path) => pathText(parsePath(path)) === error.path);
      // Everything else may be set right by the next axis; the whole cell is built below.
      if (own && error.problem.startsWith("unknown option")) {
        throw new InputError(`axes[${k}].path`, error.message);
      }
    }
  }
}

function tryCell(sim: SimSpec, axes: readonly AxisSpec[], position: readonly number[], place?: string): void {
  const choices = cellChoices(axes, position);
  try {
    buildSim(fillSim(putChoices(sim, axes, choices), noFiles), 0);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(place ?? culprit(axes, position, error) ?? "axes", error.message);
  }
}

/** The axis that put there what is wrong: the last one that moves a field which holds the place. */
function culprit(
  axes: readonly AxisSpec[],
  position: readonly number[],
  error: InputError,
): string | undefined {
  const moves = (axis: AxisSpec) =>
    axisPaths(axis).some((path) => {
      const text = pathText(parsePath(path));
      return (
        error.path === text || /^[.[]/.test(error.path.startsWith(text) ? error.path.slice(text.length) : "")
      );
    });
  const k = axes.findLastIndex(moves);
  return k < 0 ? undefined : placeOf(axes[k]!, k, position[k]!);
}

/** Which values of an axis are tried: both ends first, where mistakes are easiest to see. */
function trials(axis: AxisSpec): number[] {
  const last = axisLength(axis) - 1;
  const most = axis.values === undefined ? mostOfRange : mostOfList;
  const some = last < most ? [...Array(last + 1).keys()] : [1, Math.round(last / 2), ...spread(most, last)];
  return [...new Set([0, last, ...some])];
}

/** Indexes spread over a list that is too long to try; a long range is as good as its ends and middle. */
function spread(most: number, last: number): number[] {
  if (most === mostOfRange) return [];
  return Array.from({ length: most }, (_, k) => Math.round((k * last) / (most - 1)));
}

/** Where the file says what the k-th axis is at its value `index`. */
function placeOf(axis: AxisSpec, k: number, index: number): string {
  if (axis.values !== undefined) return `axes[${k}].values[${index}]`;
  if (axis.expression !== undefined) return `axes[${k}].expression`;
  if (index === 0) return `axes[${k}].from`;
  return index === axisLength(axis) - 1 ? `axes[${k}].to` : `axes[${k}]`;
}

const noFiles: TextReader = (path) => {
  throw new InputError("", `a file (${named(path)}) cannot be read from an axis; give the whole target`);
};
