import { InputError, nearestName } from "../../options/index.ts";
import type { Measured } from "../measured.ts";
import { assignments } from "./assignments.ts";
import type { CompareFunction, Comparison } from "./comparison.ts";
import { criticalDamping } from "./criticalDamping.ts";
import { growth } from "./growth.ts";
import { localMap } from "./localMap.ts";
import { reducedModels } from "./reducedModels.ts";

/** The register of comparisons: a new one is a file in this folder and its name in this list. */
export const comparisons: Readonly<Record<string, CompareFunction>> = {
  localMap,
  criticalDamping,
  assignments,
  growth,
  reducedModels,
};

/** @throws InputError for an unknown name, with the nearest. */
export function compare(name: string, measured: Measured): Comparison[] {
  return named(name, "compare")(measured);
}

/** @throws InputError at `compare[k]` for the first name that is no comparison. */
export function checkComparisons(names: readonly string[]): void {
  for (const [k, name] of names.entries()) named(name, `compare[${k}]`);
}

function named(name: string, place: string): CompareFunction {
  const found = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(comparisons);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? "" : `did you mean "${nearest}"? `;
  throw new InputError(place, `unknown comparison "${name}"; ${hint}(one of ${known.join(", ")})`);
}

export type { Comparison } from "./comparison.ts";
