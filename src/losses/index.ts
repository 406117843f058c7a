import { family } from "../options/index.ts";
import { ipm, ipmLoss } from "./ipm.ts";

/** The register of losses. */
export const losses = family([ipmLoss]);

export type { Loss } from "./loss.ts";
export { ipm, ipmLoss };
