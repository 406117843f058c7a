import { define } from "../options/index.ts";
import type { Loss } from "./loss.ts";

function rising(): number {
  return 1;
}

function falling(): number {
  return -1;
}

function same(value: number): number {
  return value;
}

function opposite(value: number): number {
  return -value;
}

/**
 * The kind `ipm` of sim files: the integral probability metric (Wasserstein-type) loss Σ p_i f(x_i) − Σ q_j f(y_j).
 * With ℓ_true = f, ℓ_generated = −f and m = f every derivative is constant: every sample pulls with the same
 * strength. Becker et al., "Instability and Local Minima in GAN Training with Kernel Discriminators"
 * (NeurIPS 2022), eq. (1).
 */
export const ipmLoss = define(
  "ipm",
  {},
  (): Loss => ({
    kind: "ipm",
    numbers: [],
    constant: true,
    truePull: rising,
    generatedPull: falling,
    generatorPull: rising,
    trueValue: same,
    generatedValue: opposite,
    generatorValue: same,
  }),
);

/** The integral probability metric loss. */
export function ipm(): Loss {
  return ipmLoss({});
}
