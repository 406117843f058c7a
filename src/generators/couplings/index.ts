import { family } from "../../options/index.ts";
import { identity } from "./identity.ts";
import { tangent, tangentMatrix } from "./tangent.ts";
import { universal } from "./universal.ts";

/** The register of couplings: a new one is a file in this folder and its name in this list. */
export const couplings = family([identity, universal, tangent]);

export type { Coupled, Coupling } from "./coupling.ts";
export { identity, tangent, tangentMatrix, universal };
