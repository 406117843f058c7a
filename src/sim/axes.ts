import { type Expression, ExpressionError, parseExpression } from "../numerics/expressions.ts";
import { InputError, suggestion } from "../options/index.ts";
import { parsePath, putPath } from "./paths.ts";
import type { AxisSpec } from "./spec.ts";

/** The paths that an axis moves, in order; most axes move one, a mere variable none. */
export function axisPaths(axis: AxisSpec): readonly string[] {
  if (axis.path === undefined) return [];
  return typeof axis.path === "string" ? [axis.path] : axis.path;
}

/** The name of an axis: the given one, or the last word of its (first) path. */
export function axisName(axis: AxisSpec): string {
  if (axis.name !== undefined) return axis.name;
  const words = parsePath(axisPaths(axis)[0]!).filter((key) => typeof key === "string");
  return words.at(-1) ?? "value";
}

/** Number of values of an axis; 1 for an expression, which has one a cell and adds no dimension. */
export function axisLength(axis: AxisSpec): number {
  return axis.values?.length ?? axis.count ?? 1;
}

/**
 * The k-th value of an axis: the listed one, or that of `count` values from `from` to `to`, evenly spaced
 * on a linear or logarithmic scale; both ends are met exactly.
 */
export function axisValue(axis: AxisSpec, k: number): unknown {
  if (axis.values !== undefined) return axis.values[k];
  const { from, to, count } = axis as Required<AxisSpec>;
  if (k === 0) return from;
  if (k === count - 1) return to;
  const share = k / (count - 1);
  return axis.scale === "log" ? from * (to / from) ** share : from + (to - from) * share;
}

/** What an axis is set to in a cell: its place in the list of axes, and the value. */
export interface Choice {
  readonly axis: number;
  readonly value: unknown;
}

/**
 * The values of all axes in a cell: those of the value axes as chosen, then those of the expressions.
 * @param position the index of the value on each axis; ignored for expressions.
 * @throws InputError at `axes[k].expression` when a formula has no finite value there.
 */
export function cellChoices(axes: readonly AxisSpec[], position: readonly number[]): Choice[] {
  return choicesWith(axes, (axis, k) => axisValue(axis, position[k]!));
}

/**
 * The values of all axes where those that are no expression have any given ones.
 * @throws InputError at `axes[k].expression` when a formula has no finite value there.
 */
export function choicesWith(
  axes: readonly AxisSpec[],
  given: (axis: AxisSpec, k: number) => unknown,
): Choice[] {
  const choices: Choice[] = [];
  axes.forEach((axis, k) => {
    if (axis.expression === undefined) choices.push({ axis: k, value: given(axis, k) });
  });
  axes.forEach((axis, k) => {
    if (axis.expression === undefined) return;
    const values = new Map(choices.map((choice) => [axisName(axes[choice.axis]!), choice.value]));
    choices.push({ axis: k, value: computed(axis, values, `axes[${k}].expression`) });
  });
  return choices;
}

/** A sim with the values of a cell put into it. @throws InputError for a path into nothing. */
export function putChoices(sim: unknown, axes: readonly AxisSpec[], choices: readonly Choice[]): unknown {
  let document: unknown = sim;
  for (const { axis, value } of choices) {
    const { path } = axes[axis]!;
    if (typeof path === "string") document = putPath(document, path, value);
    else if (path !== undefined) {
      path.forEach((one, k) => {
        document = putPath(document, one, (value as readonly unknown[])[k]);
      });
    }
  }
  return document;
}

/** Formulas that were read, by axis: the cells of a scan are many. */
const read = new WeakMap<AxisSpec, { readonly names: string; readonly expression: Expression }>();

function expressionOf(axis: AxisSpec, names: readonly string[]): Expression {
  const known = read.get(axis);
  if (known?.names === names.join()) return known.expression;
  const expression = parseExpression(axis.expression!, names);
  read.set(axis, { names: names.join(), expression });
  return expression;
}

function computed(axis: AxisSpec, values: ReadonlyMap<string, unknown>, place: string): number {
  const numbers: Record<string, number> = {};
  for (const [name, value] of values) if (typeof value === "number") numbers[name] = value;
  try {
    const value = expressionOf(axis, Object.keys(numbers)).evaluate(numbers);
    if (Number.isFinite(value)) return value;
    const where = Object.entries(numbers).map(([name, one]) => `${name} = ${one}`);
    throw new InputError(place, `is ${value} where ${where.join(", ")}`);
  } catch (error) {
    throw error instanceof ExpressionError ? expressionProblem(error, place) : error;
  }
}

/** A formula's error as wrong input, with the nearest name for a misspelt one. */
export function expressionProblem(error: ExpressionError, place: string): InputError {
  if (error.unknown === undefined) return new InputError(place, error.message);
  return new InputError(place, `${error.message}; ${suggestion(error.unknown, error.known)}`);
}
