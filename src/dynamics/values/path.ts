import { isRadial, type Kernel, kernelValue } from "../../kernels/index.ts";
import { totalDecay } from "../../penalties/index.ts";
import type { Simulation } from "../simulation.ts";

/** A step of the past whose weight has fallen below this share of the newest one is left out. */
const NEGLIGIBLE = 1e-9;

/** For how many steps a step of the past is felt, with step size η_d and weight decay λ; infinite without decay. */
export function memoryOf(stepDiscriminator: number, decay: number): number {
  const kept = Math.abs(1 - stepDiscriminator * decay);
  return kept < 1
    ? Math.log(NEGLIGIBLE) / Math.log(Math.max(kept, Number.MIN_VALUE))
    : Number.POSITIVE_INFINITY;
}

/** The radial kernel that the discriminator of a game is a sum of; undefined where it is none. */
export function radialKernelOf({ game: { discriminator } }: Simulation): Kernel | undefined {
  if (!("kernel" in discriminator) || "ready" in discriminator) return undefined;
  return isRadial(discriminator.kernel) ? discriminator.kernel : undefined;
}

/**
 * A discriminator that every sample pulls with constant strength, from the particles' whole path, whichever form it
 * ran in:
 *
 *   f⁺ = (1 − η_d λ) f + η_d [Σ_i p_i K(·, x_i) − Σ_j q_j K(·, y_j)],  f⁰ = 0.
 *
 * @param path the particles [n*d] at every step from 0 on
 * @returns f after `step` steps at points [G*d], as a function of both: [G]
 */
export function fieldFromPath(simulation: Simulation, kernel: Kernel, path: readonly Float64Array[]) {
  const { game, stepper } = simulation;
  const { drawn, generator } = game;
  const d = drawn.dimension;
  const [truth, generated] = [game.loss.truePull(0), game.loss.generatedPull(0)];
  const gain = stepper.stepDiscriminator;
  const kept = 1 - gain * totalDecay(game.penalties);
  const pullOf = (samples: Float64Array, masses: Float64Array, points: Float64Array, g: number) => {
    let sum = 0;
    for (let j = 0; j < masses.length; j++) {
      let r2 = 0;
      for (let k = 0; k < d; k++) r2 += (points[g * d + k]! - samples[j * d + k]!) ** 2;
      sum += masses[j]! * kernelValue(kernel, r2);
    }
    return sum;
  };
  return (step: number, points: Float64Array): Float64Array => {
    const f = new Float64Array(points.length / d);
    // One source a step: f is the sum over the past with weights η_d(1 − η_dλ)^age.
    let weight = gain;
    let total = 0;
    for (let past = step - 1; past >= 0 && Math.abs(weight) > NEGLIGIBLE * gain; past--) {
      const pull = weight * generated;
      const particles = path[past]!;
      for (let g = 0; g < f.length; g++) f[g]! += pull * pullOf(particles, generator.masses, points, g);
      total += weight;
      weight *= kept;
    }
    for (let g = 0; g < f.length; g++) {
      f[g]! += total * truth * pullOf(drawn.points, drawn.masses, points, g);
    }
    return f;
  };
}
