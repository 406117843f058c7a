import { family } from "../options/index.ts";
import { particles, particlesGenerator } from "./particles.ts";

/** The register of generators. */
export const generators = family([particlesGenerator]);

export type { Generator } from "./generator.ts";
export { starts } from "./starts/index.ts";
export { particles, particlesGenerator };
