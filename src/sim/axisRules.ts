import { expressionConstants, expressionFunctions } from "../numerics/expressions.ts";
import { InputError, named, pathText, quoted } from "../options/index.ts";
import { axisLength, axisName, axisPaths } from "./axes.ts";
import { type Key, parsePath } from "./paths.ts";
import type { AxisSpec } from "./spec.ts";

/** Rows of a scan: beyond this the table of cells is no longer something to look at. */
const mostRows = 10_000_000;

/** What a cell has of its own, or what changes nothing that a scan measures. */
const fixedFields: Readonly<Record<string, string>> = {
  seed: "is the scan's; `replicas` runs each cell with different draws",
  backend: "is the same for the whole scan",
  origin: "only says where values come from",
  name: "only stands in captions",
  title: "only stands in captions",
  description: "only stands in captions",
  source: "only stands in captions",
  figures: "changes no result",
  reducedModels: "changes no result",
  compare: "changes no result",
};

/** Columns of the table of cells that are there without any axis. */
const takenNames: readonly string[] = [
  "cell",
  "replica",
  "outcome",
  "outcomeStep",
  "lastStep",
  "form",
  "formBound",
  "motion",
  "distance",
  "covered",
  "turns",
];

/**
 * What can be said of axes without the sim: that each says in exactly one way where it goes, that names are
 * different, and that none undoes what another does.
 * @throws InputError at `axes[k]…`.
 */
export function checkAxes(axes: readonly AxisSpec[], replicas: number): void {
  axes.forEach((axis, k) => {
    const place = `axes[${k}]`;
    checkWay(axis, place);
    checkPaths(axis, place);
    if (axis.values !== undefined) checkValues(axis, place);
    checkLabels(axis, place);
  });
  checkNames(axes);
  checkOverlaps(axes);
  const cells = axes.reduce((product, axis) => product * axisLength(axis), 1);
  if (cells * replicas > mostRows) {
    const rows = `${cells} cells with ${replicas} replicas`;
    throw new InputError("axes", `ask for ${rows} each; at most ${mostRows} simulations make a scan`);
  }
}

function checkWay(axis: AxisSpec, place: string): void {
  const range = (["from", "to", "count"] as const).filter((key) => axis[key] !== undefined);
  const ways = [range.length > 0, axis.values !== undefined, axis.expression !== undefined];
  const given = ways.filter((way) => way).length;
  const choice = "either `from`, `to` and `count`, or `values`, or an `expression`";
  if (given !== 1) throw new InputError(place, given === 0 ? `needs ${choice}` : `takes ${choice}, only one`);
  if (axis.scale !== undefined && range.length === 0) {
    throw new InputError(`${place}.scale`, "belongs to `from`, `to` and `count`; leave it out here");
  }
  if (range.length > 0) checkRange(axis, place);
  if (Array.isArray(axis.path) && axis.values === undefined) {
    throw new InputError(`${place}.path`, "is a list, so `values` must list what each of its fields becomes");
  }
}

function checkRange(axis: AxisSpec, place: string): void {
  const { from, to, count, scale = "linear" } = axis;
  if (from === undefined) throw new InputError(`${place}.from`, "is missing; it must be the first value");
  if (to === undefined) throw new InputError(`${place}.to`, "is missing; it must be the last value");
  if (count === undefined)
    throw new InputError(`${place}.count`, "is missing; it must be the number of values");
  if (scale === "log" && !(from > 0)) {
    throw new InputError(`${place}.from`, `must be more than 0 on a log scale, not ${from}`);
  }
  if (!(to > from)) throw new InputError(`${place}.to`, `must be more than \`from\`, ${from}, not ${to}`);
  if (!Number.isFinite(to - from) || !Number.isFinite(to / (from === 0 ? 1 : from))) {
    throw new InputError(`${place}.to`, "is too far from `from` to be divided");
  }
}

function checkPaths(axis: AxisSpec, place: string): void {
  if (axis.path === undefined) checkVariable(axis, place);
  const several = typeof axis.path !== "string";
  axisPaths(axis).forEach((path, k) => {
    const at = several ? `${place}.path[${k}]` : `${place}.path`;
    let keys: Key[];
    try {
      keys = parsePath(path);
    } catch (error) {
      throw error instanceof InputError ? new InputError(at, error.message) : error;
    }
    const reason = Object.hasOwn(fixedFields, keys[0]!) ? fixedFields[keys[0]!] : undefined;
    if (reason !== undefined) throw new InputError(at, `${keys[0]} cannot be an axis: it ${reason}`);
    if (keys[0] === "record" && keys[1] !== "observables") {
      throw new InputError(at, "record cannot be an axis: it changes no result");
    }
  });
}

/** An axis without a path is there for the expressions of others. */
function checkVariable(axis: AxisSpec, place: string): void {
  if (axis.name === undefined) {
    throw new InputError(
      `${place}.path`,
      "is missing; it must be the field that moves, or the axis needs a `name`",
    );
  }
  if (axis.expression !== undefined) {
    throw new InputError(`${place}.path`, "is missing; an expression must say which field it moves");
  }
}

function checkValues(axis: AxisSpec, place: string): void {
  const seen = new Map<string, number>();
  axis.values!.forEach((value, k) => {
    const at = `${place}.values[${k}]`;
    const paths = axisPaths(axis).length;
    if (Array.isArray(axis.path) && (!Array.isArray(value) || value.length !== paths)) {
      const wanted = `a list of ${paths}, one a path`;
      throw new InputError(at, `must be ${wanted}, not ${named(value)}`);
    }
    const text = JSON.stringify(value);
    const first = seen.get(text);
    if (first !== undefined) throw new InputError(at, `is the same as values[${first}]`);
    seen.set(text, k);
  });
}

function checkLabels(axis: AxisSpec, place: string): void {
  const { labels, values } = axis;
  if (labels === undefined) return;
  if (values === undefined) throw new InputError(`${place}.labels`, "belongs to `values`; leave it out here");
  if (labels.length !== values.length) {
    throw new InputError(
      `${place}.labels`,
      `must list ${values.length} texts, one a value, not ${labels.length}`,
    );
  }
  const twice = labels.findIndex((label, k) => labels.indexOf(label) !== k);
  if (twice >= 0) throw new InputError(`${place}.labels[${twice}]`, `stands for another value already`);
}

function checkNames(axes: readonly AxisSpec[]): void {
  const owners = new Map<string, number>();
  axes.forEach((axis, k) => {
    const name = axisName(axis);
    const place = `axes[${k}].name`;
    if (!/^[A-Za-z_]\w{0,59}$/.test(name)) {
      throw new InputError(
        place,
        `must be given: ${quoted(name)} is no word of at most 60 letters and digits`,
      );
    }
    const owner = owners.get(name);
    if (owner !== undefined) {
      throw new InputError(place, `must be given: ${quoted(name)} is the name of axes[${owner}] already`);
    }
    if (takenNames.includes(name)) {
      throw new InputError(place, `cannot be ${quoted(name)}, a column of every table of cells`);
    }
    if (expressionFunctions.includes(name) || Object.hasOwn(expressionConstants, name)) {
      throw new InputError(place, `cannot be ${quoted(name)}, which has a meaning in expressions`);
    }
    owners.set(name, k);
  });
}

/** A later axis may change a part of what an earlier one puts there, never the other way round. */
function checkOverlaps(axes: readonly AxisSpec[]): void {
  const order = [...axes.keys()].sort((a, b) => rank(axes[a]!) - rank(axes[b]!) || a - b);
  const before: { text: string; axis: number }[] = [];
  for (const k of order) {
    axisPaths(axes[k]!).forEach((path, part) => {
      const text = pathText(parsePath(path));
      const place = typeof axes[k]!.path === "string" ? `axes[${k}].path` : `axes[${k}].path[${part}]`;
      const hit = before.find((one) => one.text === text || /^[.[]/.test(after(one.text, text)));
      if (hit !== undefined) {
        const what = hit.text === text ? "moves this field already" : `moves ${hit.text}, a part of it`;
        throw new InputError(place, `axes[${hit.axis}] ${what}`);
      }
      before.push({ text, axis: k });
    });
  }
}

function rank(axis: AxisSpec): number {
  return axis.expression === undefined ? 0 : 1;
}

function after(text: string, beginning: string): string {
  return text.startsWith(beginning) ? text.slice(beginning.length) : "";
}
