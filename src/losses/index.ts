import { family } from "../options/index.ts";
import { ipm } from "./ipm.ts";

/** The register of losses. */
export const losses = family([ipm]);

export type { Loss } from "./loss.ts";
export { ipm };
