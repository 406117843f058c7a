import { InputError, nearestName } from "../../options/index.ts";
import type { Measured } from "../measured.ts";

/** What theory says, what was measured, and how far apart they are. */
export interface Comparison {
  readonly claim: string;
  readonly theory: string;
  readonly measured: string;
  readonly difference: string;
  readonly passes: boolean;
}

/** The register of comparisons. */
export const comparisons: Readonly<Record<string, (measured: Measured) => Comparison[]>> = {};

/** @throws InputError for an unknown name, with the nearest. */
export function compare(name: string, measured: Measured): Comparison[] {
  const found = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  if (found !== undefined) return found(measured);
  const nearest = nearestName(name, Object.keys(comparisons));
  const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
  throw new InputError("compare", `knows no comparison "${name}"${hint}`);
}
