import { family } from "../options/index.ts";
import { linearGenerator } from "./linear.ts";
import { networkGenerator } from "./network.ts";
import { particleMotion, particles, particlesGenerator } from "./particles.ts";

/** The register of generators: a new one is a file in this folder and its name in this list. */
export const generators = family([particlesGenerator, linearGenerator, networkGenerator]);

export { couplings } from "./couplings/index.ts";
export type { Generation, Generator, Motion } from "./generator.ts";
export { starts } from "./starts/index.ts";
export { linearGenerator, networkGenerator, particleMotion, particles, particlesGenerator };
