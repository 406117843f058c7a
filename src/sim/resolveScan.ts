import { ExpressionError, parseExpression } from "../numerics/expressions.ts";
import { check, InputError, named, pathText } from "../options/index.ts";
import { targets } from "../targets/index.ts";
import { axisName, axisPaths, expressionProblem } from "./axes.ts";
import { checkAxes } from "./axisRules.ts";
import { buildSim } from "./build.ts";
import { parseDocument } from "./document.ts";
import { parsePath } from "./paths.ts";
import { assertObject, fillSim, within, withKind, withoutUndefined } from "./resolve.ts";
import { scanFile } from "./schema.ts";
import type { AxisSpec, ScanSpec, TextReader } from "./spec.ts";
import { namesFile, targetOf } from "./targetFiles.ts";
import { tryCells } from "./tryCells.ts";

/**
 * A scan file with its sim resolved and every default filled in. Every axis is tried: cells are built for
 * all values of lists up to 300 and ranges up to 100, and for some of longer ones, the other axes being at
 * their first value. Resolving the result again gives it back.
 *
 * @param document `sim` may be a sim or the path of a sim file, relative to the document.
 * @throws InputError such as `axes[1].values[3]: penalties[0].strength: must be at least 0, not -1`.
 */
export function resolveScan(document: unknown, read: TextReader): ScanSpec {
  assertObject(document, "a scan file");
  const given = check(scanFile, document) as Parsed;
  const inlined = inlineSim(document, read) as { sim: unknown };
  const sim = within("sim", () => fillSim(inlined.sim, read));
  const { seed = sim.seed, backend = sim.backend } = given;
  const axes = given.axes.map((axis) => withoutUndefined(axis) as AxisSpec);
  checkAxes(axes, given.replicas);
  refuseFiles(axes);
  const played = { ...sim, seed, backend };
  within("sim", () => buildSim(played, 0));
  const filled = axes.map((axis, k) => fillAxis(axis, k, read));
  checkExpressions(filled);
  tryCells(played, filled);
  const { $schema: _, ...about } = given;
  const figures = given.figures?.map(withKind);
  return withoutUndefined({ ...about, sim: played, axes: filled, seed, backend, figures }) as ScanSpec;
}

type Parsed = Omit<ScanSpec, "seed" | "backend"> & Partial<ScanSpec> & { $schema?: string };

/**
 * A scan document that holds its sim, where it named a file. Files that the sim names become relative to
 * the scan's folder.
 * @throws InputError at `sim`.
 */
export function inlineSim(document: unknown, read: TextReader): unknown {
  assertObject(document, "a scan file");
  const { sim } = document;
  if (!Object.hasOwn(document, "sim")) {
    throw new InputError("sim", "is missing; it must be a sim or the path of a sim file");
  }
  if (sim !== null && typeof sim === "object" && !Array.isArray(sim)) return document;
  if (typeof sim !== "string") {
    throw new InputError("sim", `must be a sim or the path of a sim file, not ${named(sim)}`);
  }
  let text: string;
  try {
    text = read(sim);
  } catch (error) {
    throw error instanceof InputError ? new InputError("sim", error.message) : error;
  }
  const inner = parseDocument(text, sim);
  return { ...document, sim: beside(sim, inner) };
}

/** A sim document whose target's file is named as seen from the folder from which the sim's own is `path`. */
function beside(path: string, sim: unknown): unknown {
  const target = (sim as { target?: unknown } | null)?.target;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  if (!namesFile(target)) return sim;
  if (folder === "" || /^(?:\/|[A-Za-z]:)/.test(target.path)) return sim;
  return { ...(sim as object), target: { ...target, path: folder + target.path } };
}

/**
 * A sim holds what was read of its target's file, and cells are made where there are no files.
 * @throws InputError at `axes[k].path` for an axis that moves the file's name alone.
 */
function refuseFiles(axes: readonly AxisSpec[]): void {
  axes.forEach((axis, k) => {
    const part = axisPaths(axis).findIndex((path) => pathText(parsePath(path)) === "target.path");
    if (part < 0) return;
    throw new InputError(
      typeof axis.path === "string" ? `axes[${k}].path` : `axes[${k}].path[${part}]`,
      "target.path cannot be an axis: files are read before there are cells; move `target`, whose values name a file each",
    );
  });
}

/** An axis with its name, scale and files filled in. */
function fillAxis(axis: AxisSpec, k: number, read: TextReader): AxisSpec {
  const filled = { ...axis, name: axisName(axis) };
  if (axis.from !== undefined) return { ...filled, scale: axis.scale ?? "linear" };
  // Only whole targets can name a file: its contents are read here, so that the scan can be run anywhere.
  const part = axisPaths(axis).indexOf("target");
  if (axis.values === undefined || part < 0) return filled;
  const values = axis.values.map((value, index) =>
    within(`axes[${k}].values[${index}]`, () => {
      if (typeof axis.path === "string") return readTarget(value, read);
      return (value as unknown[]).with(part, readTarget((value as unknown[])[part], read));
    }),
  );
  return { ...filled, values };
}

/** A target that may name a file, with its contents. */
function readTarget(value: unknown, read: TextReader): unknown {
  return targetOf(check(targets.spec, value, "target"), undefined, read).target;
}

/** @throws InputError at `axes[k].expression` for names that are no numeric axis evaluated before it. */
function checkExpressions(axes: readonly AxisSpec[]): void {
  const known = axes.filter((axis) => axis.expression === undefined);
  axes.forEach((axis, k) => {
    if (axis.expression === undefined) return;
    const place = `axes[${k}].expression`;
    const names = known.map(axisName);
    try {
      for (const name of parseExpression(axis.expression, names).variables) {
        const owner = known[names.indexOf(name)]!;
        if (owner.values?.some((value) => typeof value !== "number")) {
          throw new InputError(place, `uses ${name}, whose values are not all numbers`);
        }
      }
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const later = axes.slice(k).some((one) => axisName(one) === error.unknown);
      if (later) throw new InputError(place, `uses ${error.unknown}, which is computed only after it`);
      throw expressionProblem(error, place);
    }
    known.push(axis);
  });
}
