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
  const found = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  if (found !== undefined) return found(measured);
  const nearest = nearestName(name, Object.keys(comparisons));
  const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
  throw new InputError("compare", `knows no comparison "${name}"${hint}`);
}

export type { Comparison } from "./comparison.ts";
