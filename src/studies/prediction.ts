import type { SimSpec } from "../sim/index.ts";

/**
 * What theory says of a simulation, by column of the table of cells; every name begins with `theory`. A
 * number that no theory gives for this sim is left out.
 */
export function predict(_sim: SimSpec): Record<string, number> {
  return {};
}
