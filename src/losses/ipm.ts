import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

/**
 * The kind `ipm` of sim files: the integral probability metric (Wasserstein-type) loss Σ p_i f(x_i) − Σ q_j f(y_j): every sample pulls
 * with constant strength. Becker et al., "Instability and Local Minima in GAN Training with Kernel
 * Discriminators" (NeurIPS 2022), eq. (1).
 */
export const ipmLoss = define(
  "ipm",
  {},
  (): Loss => ({ kind: "ipm", truePull: () => 1, generatedPull: () => -1, generatorPull: () => 1 }),
);

/** The integral probability metric loss. */
export function ipm(): Loss {
  return ipmLoss({});
}
